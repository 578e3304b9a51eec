"""A real OpenSSH server on the loopback, with keys of its own, and a library that reviewers log in to."""

from __future__ import annotations

import getpass
import grp
import os
import pty
import shutil
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Self

from annotations.ids import UlidMaker
from annotations.session import Session
from annotations.shelving import take_in
from annotations.stores.registry import open_desk, open_store
from articles.model import Span
from articles.reading import read_bytes
from reader.opening import now
from tests.reader.terminal import ROOT, Terminal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotations.dossier import Dossier
    from annotations.model import Claim
    from annotations.store import Desk

SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
SSH = shutil.which("ssh") or ""
PRIVILEGES = Path("/run/sshd")
"""Where a server that runs as root sheds its privileges; made by the system's own start of it."""
HOST = f"{getpass.getuser()}@127.0.0.1"
PATIENCE = 60
BRIDGE = """\
# The new bridge

The bridge over the Kade cost 14 million euros, says the mayor. It took two years to build.

Some 2.300 people cross it every day, says the city. The old bridge saw 900 a day.
"""
COSTS, CROSSERS = "The bridge over the Kade cost 14 million euros", "Some 2.300 people cross it every day"

KEY_LINE = 'command="{command}",restrict,pty {key}'
PROGRAM = """\
#!{python}
import sys
sys.path.insert(0, {root!r})
from reader.cli import main
sys.exit(main())
"""
"""As installed, but from here."""

CONFIG = """\
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
AuthorizedKeysFile {folder}/authorized_keys
PidFile {folder}/pid
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin yes
StrictModes no
AllowTcpForwarding yes
AllowAgentForwarding yes
X11Forwarding yes
Subsystem sftp internal-sftp
AcceptEnv *
"""
"""As careless as a server can be: what is refused is refused by the key's line and the program."""


def why_not() -> str:
    """Return why no server can be started here; empty where one can."""
    if SSHD is None or not SSH:
        return "OpenSSH's server and client are not installed"
    if os.geteuid():
        return "" if _terminals_are_ours() else "only root can hand out terminals on this host"
    try:
        PRIVILEGES.mkdir(mode=0o755, exist_ok=True)
    except OSError as error:
        return f"a server cannot be started as root: {error}"
    return ""


def _terminals_are_ours() -> bool:
    """Tell whether a terminal has the group that a server wants to give it, which takes root to change."""
    ours, theirs = pty.openpty()
    try:
        return os.fstat(theirs).st_gid == grp.getgrnam("tty").gr_gid
    except KeyError:
        return True
    finally:
        os.close(ours)
        os.close(theirs)


@dataclass
class Server:
    """The server with a library behind it; to be used in a `with`."""

    folder: Path
    more: str = ""
    """What stands at the end of its settings."""
    reviewers: tuple[str, ...] = ("anna", "bram")
    """Who has a key."""
    port: int = 0
    article: str = ""
    _process: subprocess.Popen[bytes] | None = None
    _claims: list[Claim] = field(default_factory=list)

    @property
    def library(self) -> Path:
        """The library's folder."""
        return self.folder / "library"

    def __enter__(self) -> Self:
        self._fill_library()
        program = self.folder / "postil"
        program.write_text(PROGRAM.format(python=sys.executable, root=str(ROOT)), encoding="utf-8")
        program.chmod(0o755)
        (self.folder / "settings.toml").touch()
        self._make_key("host")
        lines = [self._authorize(reviewer) for reviewer in self.reviewers]
        (self.folder / "authorized_keys").write_text("".join(lines), encoding="utf-8")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._process:
            self._process.terminate()
            self._process.wait(PATIENCE)

    def _fill_library(self) -> None:
        session = self.session("anna")
        read = read_bytes(BRIDGE.encode(), "bridge.md")
        self.article = take_in(session.store, read, clock=now).article
        for words in (COSTS, CROSSERS):
            dossier = self.dossier
            start = dossier.text.index(words)
            self._claims.append(session.add_claim(dossier, Span(start, start + len(words))))

    def _make_key(self, name: str) -> str:
        path = self.folder / name
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", path], check=True)
        return path.with_suffix(".pub").read_text(encoding="utf-8")

    def _authorize(self, reviewer: str) -> str:
        key = self._make_key(reviewer)
        command = (
            f"{self.folder}/postil ssh-session --library {self.library} --as {reviewer}"
            f" --config {self.folder}/settings.toml"
        )
        return KEY_LINE.format(command=command, key=key)

    def _start(self) -> None:
        config = self.folder / "sshd_config"
        settings = CONFIG.format(port=self.port, folder=self.folder) + self.more
        config.write_text(settings, encoding="utf-8")
        assert SSHD is not None
        log = self.folder / "sshd.log"
        with log.open("wb") as written:
            self._process = subprocess.Popen([SSHD, "-D", "-e", "-f", config], stderr=written)
        while "Server listening" not in log.read_text(encoding="utf-8"):
            assert self._process.poll() is None, log.read_text(encoding="utf-8")

    # The people

    def client(self, reviewer: str, *options: str) -> list[str]:
        """Return the words that call the server with a reviewer's key."""
        return [SSH, *self.options(reviewer), *options, HOST]

    def options(self, reviewer: str) -> list[str]:
        """Return by what ssh, scp and sftp know the server and a reviewer's key."""
        named = {
            "Port": str(self.port),
            "IdentityFile": str(self.folder / reviewer),
            "UserKnownHostsFile": f"{self.folder}/known_hosts",
            "StrictHostKeyChecking": "accept-new",
            "IdentitiesOnly": "yes",
            "BatchMode": "yes",
            "LogLevel": "ERROR",
        }
        return ["-F", "none", *(word for name, value in named.items() for word in ("-o", f"{name}={value}"))]

    def ask(
        self, reviewer: str, *words: str, options: tuple[str, ...] = (), **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Return what the server answers to a command, without a terminal."""
        return subprocess.run(
            [*self.client(reviewer, *options), *words],
            env={**os.environ, "HOME": str(self.folder), **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def log_in(
        self,
        reviewer: str,
        *options: str,
        size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str] | None = None,
    ) -> Terminal:
        """Return a terminal, with variables of its own, from which a reviewer logs in."""
        words = self.client(reviewer, "-tt", *options)
        return Terminal(home=self.folder, size=size, program=words, environment=environment)

    # What became of it

    def session(self, reviewer: str) -> Session:
        """Return a session of a reviewer on the host itself."""
        ids = UlidMaker(now)
        return Session(open_store(self.library, reviewer, clock=now, ids=ids), clock=now, new_id=ids)

    def desk(self, reviewer: str) -> Desk:
        """Return the desk of a reviewer."""
        return open_desk(self.library, reviewer)

    @property
    def dossier(self) -> Dossier:
        """The article with everything said about it, read anew."""
        return self.session("anna").dossier(self.article)

    def processes(self, reviewer: str = "") -> dict[int, dict[str, str]]:
        """Return the sessions at work on the library, all or one reviewer's: environments by process."""
        wanted = {b"ssh-session", b"-I", os.fsencode(self.library), os.fsencode(reviewer)}
        found = {}
        for entry in Path("/proc").iterdir():
            try:
                words = (entry / "cmdline").read_bytes().split(b"\0")
                # Every line of words ends with an empty one.
                if wanted <= set(words):
                    pairs = (entry / "environ").read_bytes().decode().rstrip("\0").split("\0")
                    found[int(entry.name)] = dict(pair.partition("=")[::2] for pair in pairs)
            except (OSError, ValueError):
                continue
        return found
