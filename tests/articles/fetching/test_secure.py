"""Pages by https: the name is proved, though it is a number that is connected to."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from typing import TYPE_CHECKING

import pytest

from articles.errors import ArticleError
from articles.fetching.fetch import Fetcher, Limits
from tests.serving import PUBLIC, whole

if TYPE_CHECKING:
    import socket
    from pathlib import Path

    from tests.serving import Server

NAME = "public.example"
pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")


@pytest.fixture
def certified(public: Server, tmp_path: Path) -> tuple[str, Path]:
    """Return an address of a server that proves to be `NAME`, and the file of its certificate."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    asked = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2".split()
    named = ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"]
    written = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*asked, *named, *written], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    def greet(peer: socket.socket) -> None:
        with context.wrap_socket(peer, server_side=True) as secure:
            secure.recv(65536)
            secure.sendall(whole(b"Words."))

    public.secure = greet
    return f"https://{NAME}:{public.port}/", certificate


def fetch(url: str) -> bytes:
    return Fetcher(Limits(seconds=20), resolve=lambda *_: [PUBLIC]).fetch(url).body


def test_a_server_that_proves_its_name_is_fetched_from(
    certified: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    url, certificate = certified
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert fetch(url) == b"Words."


def test_a_server_that_proves_nothing_or_another_name_is_not(
    certified: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    url, certificate = certified
    with pytest.raises(ArticleError, match="does not prove"):
        fetch(url)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with pytest.raises(ArticleError, match="does not prove"):
        fetch(url.replace(NAME, "other.example"))
