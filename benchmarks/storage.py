"""How fast a library keeps and finds records, beside TinyDB's own storage in the same run.

Run it as `python -m benchmarks.storage [FOLDER]`; it works in a folder of its
own in FOLDER, which should stand on the disk that is meant.
"""

from __future__ import annotations

import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING

from tinydb import TinyDB
from tinydb.storages import JSONStorage
from tinydb.table import Document

from annotations.codec import to_json
from annotations.ids import UlidMaker
from annotations.model import Note, Target, TargetKind
from annotations.revisions import following
from annotations.store import Change, Intent
from annotations.stores.tinydb.disk import Disk
from annotations.stores.tinydb.layout import layout_of
from annotations.stores.tinydb.recovery import as_tables
from annotations.stores.tinydb.store import FolderStore
from annotations.stores.tinydb.tables import serialise
from articles.frozen import replace
from articles.model import Article, Block, BlockKind, Metadata, Origin, OriginKind, Revision, Span
from benchmarks.refreshing import measure as measure_refreshing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ARTICLE = "measured-0000"
WORDS = "Where does this figure come from? The annual report has another one. "


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


ids = UlidMaker(now)


def a_note(author: str, article: str = ARTICLE, text: str = WORDS * 3) -> Note:
    """Return a note of the usual length, about 500 bytes in a file."""
    target = Target(TargetKind.ARTICLE, article)
    made = Note(
        id=ids(), author=author, created=now(), modified=now(), article=article, target=target, text=text
    )
    return following(made, None)


def open_store(folder: Path, reviewer: str = "reader") -> FolderStore:
    """Open a library afresh: nothing of it is in this process's memory."""
    return FolderStore(Disk(), layout_of(folder), reviewer, clock=now, ids=ids)


def save(store: FolderStore, note: Note) -> None:
    """Commit a version of a note."""
    base = note.ancestors[0] if note.ancestors else ""
    store.commit([Change(base, note)], Intent(note.article, "note added"))


def processor_seconds() -> float:
    """Return what this process and those it has waited for took of the processor so far."""
    spent = (resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in spent)


class Times:
    """How many milliseconds something took, time after time: by the clock, and of the processor alone.

    On a machine that is shared the clock tells of others, too; the processor's time does not.
    """

    def __init__(self) -> None:
        self.clock: list[float] = []
        self.processor: list[float] = []

    def take(self, work: Callable[[], object], times: int = 1) -> Times:
        """Time some work; return these times."""
        for _ in range(times):
            began, used = time.perf_counter(), processor_seconds()
            work()
            self.processor.append((processor_seconds() - used) * 1000)
            self.clock.append((time.perf_counter() - began) * 1000)
        return self

    @property
    def tail(self) -> str:
        """The 99th percentile, as it is printed."""
        return f"   p99 {quantiles(self.clock, n=100)[98]:.2f} ms"


def timed(work: Callable[[], object], times: int = 1) -> Times:
    """Time some work."""
    return Times().take(work, times)


def say(what: str, took: Times, beside: Times | None = None, more: str = "") -> None:
    """Print how long something took, and how it compares with `beside`."""
    compared = f"   x {median(took.clock) / median(beside.clock):5.2f} of theirs" if beside else ""
    print(
        f"{what:48} p50 {median(took.clock):8.2f} ms   best {min(took.clock):8.2f} ms   "
        f"processor {median(took.processor):8.2f} ms{compared}{more}"
    )


def side_by_side(work: Callable[[int], object], processes: int) -> float:
    """Do `work` in several processes at once; return the seconds until the last was done."""
    start = time.perf_counter()
    children = []
    for number in range(processes):
        child = os.fork()
        if not child:
            try:
                work(number)
            except Exception as error:  # noqa: BLE001 - said, and seen in what is missing afterwards
                print(f"    a writer ended: {type(error).__name__}: {str(error)[:60]}", flush=True)
            finally:
                os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    return time.perf_counter() - start


def measure_inserts(folder: Path, processes: int = 8, inserts: int = 200) -> None:
    """Insert from several processes, each into its own file, and into one file with JSONStorage."""

    def ours(number: int) -> None:
        store = open_store(folder / "inserts", f"reviewer{number}")
        for _ in range(inserts):
            save(store, a_note(f"reviewer{number}"))

    open_store(folder / "inserts").close()
    took = side_by_side(ours, processes)
    kept = len(open_store(folder / "inserts").records(ARTICLE).records)
    rate = kept / took
    print(f"{processes} processes x {inserts} inserts, own files   {rate:7.0f}/s   kept {kept}")

    def own_file(number: int) -> None:
        database = TinyDB(folder / f"own{number}.json", storage=JSONStorage)
        for _ in range(inserts):
            database.insert(to_json(a_note("x")))

    took = side_by_side(own_file, processes)
    theirs = processes * inserts / took
    print(f"  JSONStorage, own files, no fsync of names       {theirs:7.0f}/s   ours: x {rate / theirs:.2f}")

    def one_file(number: int) -> None:
        database = TinyDB(folder / "one.json", storage=JSONStorage)
        for _ in range(inserts):
            database.insert(Document(to_json(a_note("x")), doc_id=int(f"{number + 1}{len(database):06}")))

    took = side_by_side(one_file, processes)
    try:
        kept = len(TinyDB(folder / "one.json", storage=JSONStorage))
        print(f"  JSONStorage, one file                           {kept / took:7.0f}/s   kept {kept}")
    except ValueError:
        print("  JSONStorage, one file                           the file is unreadable")


def sync_bare(folder: Path, line: bytes, file: bytes) -> None:
    """Put a line and a file on the disk and nothing else: what every save with a journal waits for."""
    journal, temporary = folder / "bare.jsonl", folder / "bare.tmp"
    for path, data, flags in ((journal, line, os.O_APPEND), (temporary, file, os.O_EXCL)):
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | flags, 0o640)
        os.write(descriptor, data)
        os.fsync(descriptor)
        os.close(descriptor)
    temporary.replace(folder / "bare.json")
    descriptor = os.open(folder, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


def measure_saves(folder: Path, records: int = 50, saves: int = 500) -> None:
    """Edit a note in a file of `records`; where the disk is busy, the row of the bare disk tells how busy."""
    store = open_store(folder / "saves", "anna")
    notes = [a_note("anna") for _ in range(records)]
    store.commit([Change("", note) for note in notes], Intent(ARTICLE, "notes added"))
    turn = iter(range(saves + 50))

    def edit() -> None:
        at = next(turn)
        old = notes[at % records]
        notes[at % records] = following(replace(old, text=f"{WORDS}{at}", modified=now()), old)
        save(store, notes[at % records])

    timed(edit, 50)
    file, line = serialise(as_tables(notes)), b"x" * 1_500
    took, bare = Times(), Times()
    for _ in range(saves):
        # In turn, so that both meet the same disk.
        took.take(edit)
        bare.take(lambda: sync_bare(folder, line, file))
    database = TinyDB(folder / "saves.json", storage=JSONStorage)
    database.insert_multiple(to_json(note) for note in notes)
    theirs = timed(lambda: database.update({"text": f"{WORDS}{time.perf_counter()}"}, doc_ids=[7]), saves)
    say(f"save a note, file of {records}", took, theirs, took.tail)
    say("  the disk alone: three fsyncs", bare, more=bare.tail)
    say("  JSONStorage, in place and without a journal", theirs, more=theirs.tail)


def fill(folder: Path, articles: int, reviewers: int, notes: int) -> None:
    """Write a library's files as saves would leave them, without waiting for the disk each time."""
    for reviewer in (f"reviewer{number}" for number in range(reviewers)):
        own = folder / "records" / reviewer
        own.mkdir(parents=True, exist_ok=True)
        for article in (f"measured-{number:04}" for number in range(articles)):
            made = [a_note(reviewer, article) for _ in range(notes)]
            (own / f"{article}.json").write_bytes(serialise(as_tables(made)))


def measure_opening(folder: Path, reviewers: int = 16, notes: int = 50) -> None:
    """Open an article that many have written about: cold for this process, and again."""
    fill(folder / "opening", 1, reviewers, notes)
    place = folder / "opening"
    open_store(place).records(ARTICLE)
    cold = timed(lambda: open_store(place).records(ARTICLE), 30)
    store = open_store(place)
    snapshot = store.records(ARTICLE)
    again = timed(lambda: store.records(ARTICLE), 200)
    looked = timed(lambda: store.changed(snapshot.token), 500)
    database = folder / "opening.json"
    written = (to_json(a_note("x")) for _ in range(reviewers * notes))
    TinyDB(database, storage=JSONStorage).insert_multiple(written)
    theirs = timed(lambda: TinyDB(database, storage=JSONStorage).all(), 30)
    say(f"open an article, {reviewers} reviewers x {notes} records", cold, theirs)
    say("  again, unchanged", again)
    say("  ask whether it has changed", looked)
    say("  JSONStorage, one file, not decoded", theirs)


def revisions(articles: int) -> Iterator[Revision]:
    """Yield a small article each."""
    for number in range(articles):
        text = f"Article {number}\n\n{WORDS}"
        blocks = (Block(BlockKind.PARAGRAPH, Span(0, len(text))),)
        article = Article(text, blocks, metadata=Metadata(title=f"Article {number}"))
        origin = Origin(OriginKind.PATH, f"/home/anna/{number}.txt")
        yield Revision(f"measured-{number:04}", article.sha256, article, origin, "text/1", now(), "anna")


def measure_library(folder: Path, articles: int = 1000, reviewers: int = 4, notes: int = 5) -> None:
    """List a library of many articles with what was written about each."""
    place = folder / "library"
    store = open_store(place, "anna")
    for revision in revisions(articles):
        store.add_revision(revision, revision.article.text.encode())
    fill(place, articles, reviewers, notes)

    def everything(store: FolderStore) -> None:
        found = sum(counted.total() for counted in store.counts().values())
        if (len(store.articles()), found) != (articles, articles * reviewers * notes):
            raise SystemExit("not everything was found")

    def decoded(store: FolderStore) -> int:
        return sum(len(store.records(entry.id).records) for entry in store.articles())

    cold = timed(lambda: everything(open_store(place)), 5)
    listed = timed(lambda: open_store(place).articles(), 5)
    everything(store)
    again = timed(lambda: everything(store), 10)
    whole = timed(lambda: decoded(open_store(place)), 3)
    total = articles * reviewers * notes
    database = folder / "library.json"
    TinyDB(database, storage=JSONStorage).insert_multiple(to_json(a_note("x")) for _ in range(total))
    theirs = timed(lambda: TinyDB(database, storage=JSONStorage).all(), 3)
    say(f"list {articles} articles and count {total} records", cold, theirs)
    say("  the articles alone", listed)
    say("  again, unchanged", again)
    say("  every record of each, decoded and merged", whole)
    say("  JSONStorage, one file, not decoded", theirs)


def measure_start() -> None:
    """Import what a command that only reads imports, beside TinyDB alone."""

    def start(code: str) -> Times:
        return timed(lambda: subprocess.run([sys.executable, "-c", code], check=True), 15)

    theirs = start("import tinydb")
    ours = start("import annotations.stores.tinydb.opening")
    say("start Python", start("pass"))
    say("  and import TinyDB", theirs)
    say("  and import this store, for reading", ours, theirs)


def hardware(folder: Path) -> str:
    """Return what this runs on."""
    found = Path("/proc/cpuinfo").read_text(encoding="utf-8") if Path("/proc/cpuinfo").exists() else ""
    model = next(
        (line.partition(":")[2].strip() for line in found.splitlines() if line.startswith("model name")), ""
    )
    return (
        f"{model or platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, "
        f"{platform.system()} {platform.release()}, {folder}, Python {platform.python_version()}"
    )


def main() -> None:
    """Measure everything and print it."""
    home = Path(sys.argv[1]) if len(sys.argv) > 1 else Path.cwd()
    folder = Path(tempfile.mkdtemp(prefix="storage-", dir=home))
    print(hardware(folder))
    try:
        measure_start()
        measure_saves(folder)
        measure_opening(folder)
        measure_library(folder)
        measure_refreshing(folder)
        measure_inserts(folder)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
