"""A real browser that opens a page at a width and tells what it sees."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage", "--enable-logging=stderr", "--dump-dom",
)  # fmt: skip

# A browser's own window has a least width; a frame has none, and its width is what the page's rules see.
_WRAPPER = """<!DOCTYPE html><meta charset="utf-8"><body><pre id="found"></pre>
<script>
function look(frame) {{
  const page = frame.contentDocument;
  document.getElementById("found").textContent = JSON.stringify(({question})(page, frame.contentWindow));
}}
</script>
<iframe width="{width}" height="900" onload="look(this)" srcdoc="{page}"></iframe>"""


def ask(page: str, question: str, width: int, folder: Path) -> tuple[Any, list[str]]:
    """Return what the function `question(document, window)` says of a page, and what the console said."""
    browser = shutil.which("chromium")
    if browser is None:
        pytest.skip("there is no chromium here")
    wrapper = folder / "wrapper.html"
    made = _WRAPPER.format(question=question, width=width, page=html.escape(page))
    wrapper.write_text(made, encoding="utf-8")
    profile = folder / f"profile-{width}"
    done = subprocess.run(
        [browser, *FLAGS, f"--user-data-dir={profile}", wrapper.as_uri()],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    shown = re.search(r'<pre id="found">(.*?)</pre>', done.stdout, re.DOTALL)
    assert shown, done.stderr
    console = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
    return json.loads(html.unescape(shown[1])), console
