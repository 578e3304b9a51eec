from __future__ import annotations

import builtins
from typing import TYPE_CHECKING

import pytest

from annotations.errors import PostilError
from annotations.exporters.registry import ExportOptions, export
from tests.annotations.desks import NOW, everything

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LIST = """# {{ article.title | plain }}

{% for claim in claims %}
- {{ claim.number }}. {{ claim.text | plain }} ({{ claim.state }})
{% for note in claim.notes %}

{{ note.text | quoted }}
{% endfor %}
{% endfor %}
{{ withheld }} left out, {{ exported[:10] }}, {{ tool }}
"""


def rendered(template: str, *, confidential: bool = False) -> str:
    options = ExportOptions(now=NOW, tool="postil 0.0.0", template=template, with_confidential=confidential)
    return str(export(everything()[1], "markdown", options).text)


def test_a_template_makes_a_file_of_ones_own() -> None:
    text = rendered(LIST)

    assert text.startswith(
        '# Bees & "honey": 10 % more \\<b>hives\\</b>\n\n- 1. The town has 1,200 hives (we differ)\n'
    )
    assert "\n> \\# A heading of mine\n" in text
    assert text.endswith("1 left out, 2026-03-02, postil 0.0.0\n")


def test_a_template_gets_nothing_confidential_unless_asked_for() -> None:
    every = "{{ claims }}{{ notes }}{{ article }}"

    assert "Nora" not in rendered(every)
    assert "Nora" in rendered(every, confidential=True)


def test_a_template_learns_nothing_of_this_machine() -> None:
    assert "/home/anna" not in rendered("{{ claims }}{{ notes }}{{ article }}{{ counts }}")
    with pytest.raises(PostilError, match="'problems' is undefined"):
        rendered("{{ problems }}")


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("a\n{% for %}", "line 2"),
        ("{{ claim.text }}", "'claim' is undefined"),
        ("{{ ''.__class__.__mro__ }}", "the template is wrong"),
        ("{{ claims.append(1) }}", "the template is wrong"),
        ("{{ self.__init__.__globals__ }}", "the template is wrong"),
        ("{% include '/etc/passwd' %}", "the template is wrong"),
        ("{{ range(999999999) }}", "the template is wrong"),
        ("{{ 1 / 0 }}", "the template is wrong"),
        ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "the template is wrong"),
    ],
)
def test_a_template_that_is_wrong_or_reaches_out_is_refused_in_a_line(template: str, reason: str) -> None:
    with pytest.raises(PostilError, match=reason) as refused:
        rendered(template)
    assert "\n" not in str(refused.value)


def test_without_jinja_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(
        name: str,
        globals: Mapping[str, object] | None = None,  # noqa: A002 - as Python names it
        locals: Mapping[str, object] | None = None,  # noqa: A002 - the same
        fromlist: Sequence[str] = (),
        level: int = 0,
    ) -> object:
        if name.startswith("jinja2"):
            raise ImportError(name)
        return real(name, globals, locals, fromlist, level)

    monkeypatch.setattr(builtins, "__import__", without)

    with pytest.raises(PostilError, match=r"install postil\[template\]"):
        rendered("x")
