from __future__ import annotations

import pytest

from articles.errors import ArticleError
from articles.xml_reading import MOST_NESTED, read_xml


def test_a_document_is_a_tree_with_its_names() -> None:
    tree = read_xml("a.xml", b'<?xml version="1.0"?><a xmlns="urn:x" xmlns:y="urn:y" y:b="1">c<d/>e</a>')
    assert tree.tag == "{urn:x}a"
    assert tree.attrib == {"{urn:y}b": "1"}
    assert [(one.tag, one.tail) for one in tree] == [("{urn:x}d", "e")]


def test_a_document_type_alone_is_read() -> None:
    assert read_xml("a.xml", b'<!DOCTYPE ncx PUBLIC "-//x" "http://localhost/x.dtd"><ncx/>').tag == "ncx"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "defines entities"),
        (b'<!DOCTYPE a [<!ENTITY % b SYSTEM "file:///etc/passwd"> %b;]><a/>', "defines entities"),
        (b"<a>" * (MOST_NESTED + 1), "is made to be hard to read"),
        (b"<a " + b" ".join(b"b%d='1'" % at for at in range(1001)) + b"/>", "is made to be hard to read"),
        (b"<a>&b;</a>", "cannot be read"),
        (b"<a>", "cannot be read"),
        (b"", "cannot be read"),
        (b'<?xml version="1.0" encoding="none"?><a/>', "cannot be read"),
    ],
    ids=["entity", "file", "deep", "attributes", "unknown entity", "cut short", "empty", "encoding"],
)
def test_what_could_do_harm_or_is_damaged_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(ArticleError, match=f"a.xml in it {says}"):
        read_xml("a.xml", data)
