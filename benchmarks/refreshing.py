"""How soon a colleague's change is on the screen, and what it costs to look out for one.

Run it as `python -m benchmarks.refreshing [CHANGES]`, or as part of `python -m benchmarks.storage`.
A change counts from the moment it is on disk until its words are on the terminal.
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from annotations.ids import UlidMaker
from annotations.model import Target, TargetKind
from annotations.session import Session
from annotations.shelving import take_in
from annotations.stores.registry import open_store
from articles.model import Span
from articles.reading import read_bytes
from benchmarks.terminals import Terminal
from reader.opening import now
from reader.watching import Watch

if TYPE_CHECKING:
    from annotations.model import Claim

CHANGES = 20
COLLEAGUES = 15
"""Who else wrote about the article that is watched."""
IDLE_SECONDS = 10.0
SEEN_BAR_MS, IDLE_BAR = 300.0, 0.2
"""What is to be reached; the second in percent of a core."""
ARTICLE = b"# The bridge\n\nIt cost 14 million euros, the council said.\n"
ROOT = Path(__file__).parent.parent


def session_of(library: Path, reviewer: str) -> Session:
    """Return a session of a reviewer on the library, with nothing of it in memory."""
    ids = UlidMaker(now)
    return Session(open_store(library, reviewer, clock=now, ids=ids), clock=now, new_id=ids)


def fill(library: Path) -> Claim:
    """Have many write about one article; return the claim that they write about."""
    anna = session_of(library, "anna")
    article = take_in(anna.store, read_bytes(ARTICLE, name="bridge.md"), clock=now).article
    dossier = anna.dossier(article)
    start = dossier.text.index("14")
    claim = anna.add_claim(dossier, Span(start, start + len("14 million")))
    for number in range(COLLEAGUES):
        # Not on the claim: what changes must have room on the screen.
        target = Target(TargetKind.ARTICLE, article)
        session_of(library, f"colleague{number:02}").add_note(article, target, "Who counted?")
    return claim


def seen_after(library: Path, claim: Claim, changes: int) -> list[float]:
    """Have a colleague change a note time and again; return how many milliseconds each took to be seen."""
    environment = {
        **{name: os.environ[name] for name in ("PATH", "HOME")},
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "reader.cli", "--library", str(library), "--as", "anna", claim.article]
    terminal = Terminal(command, environment)
    terminal.wait_for("14 million")
    terminal.press("]", 500)
    bram = session_of(library, "bram")
    note = bram.add_note(claim.article, Target(TargetKind.CLAIM, claim.id), "-" * 8)
    terminal.wait_for("-" * 8)
    took = []
    for number in range(changes):
        # Only cells that differ are sent: a word must have none in common with the one before.
        word = chr(ord("a") + number % 26) * 8
        note = bram.edit(note, claim.article, text=word)
        on_disk = terminal.now
        took.append(terminal.wait_for(word, on_disk + 10_000) - on_disk)
        terminal.wait_until_quiet()
    terminal.end("Q")
    return took


def idle_share(library: Path, claim: Claim) -> float:
    """Return what watching an article costs where nothing happens, in percent of a core."""
    session = session_of(library, "anna")
    watch = Watch(session.store.changed, lambda: None)
    watch.expect(session.dossier(claim.article).tokens)
    watch.start()
    used, start = time.process_time(), time.perf_counter()
    threading.Event().wait(IDLE_SECONDS)
    share = (time.process_time() - used) / (time.perf_counter() - start) * 100
    watch.stop()
    return share


def measure(folder: Path, changes: int = CHANGES) -> None:
    """Measure both and print them."""
    library = folder / "refreshing"
    claim = fill(library)
    took = sorted(seen_after(library, claim, changes))
    print(
        f"a colleague's change is on the screen, {COLLEAGUES + 2} reviewers   p50 {median(took):6.0f} ms   "
        f"longest {took[-1]:6.0f} ms of {changes} (at most {SEEN_BAR_MS:.0f})"
    )
    share = idle_share(library, claim)
    print(f"  looking for one, nothing happening    {share:6.2f} % of a core (at most {IDLE_BAR})")


def main() -> None:
    """Measure in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), int(sys.argv[1]) if len(sys.argv) > 1 else CHANGES)


if __name__ == "__main__":
    main()
