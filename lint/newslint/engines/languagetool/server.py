"""The server to ask: one that the settings name, one that an earlier run started, or one that is started now.

What is started is kept by a small process of its own (`keeper.py`), which stops it when nothing has been
asked for a while. A file in the cache folder says where it listens; its time says when it was last asked.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ...cache import cache_folder, hashed
from ...errors import EngineError
from .address import ask, checked, is_local
from .install import Install, find

if TYPE_CHECKING:
    from ...config import Settings

START = 90.0  # seconds that a server may take to start
_STEP = 0.1
_FOLDER = "languagetool"
_ADDRESS = "NEWSLINT_LANGUAGETOOL_SERVER"


@dataclass(frozen=True)
class Server:
    """A server that has answered. `state`: the file of one that we keep."""

    url: str
    version: str
    state: str = ""

    @property
    def local(self) -> bool:
        """Whether it is on this machine."""
        return is_local(self.url)

    def used(self) -> None:
        """Note that it is asked now, so that it goes on."""
        if self.state:
            with suppress(OSError):
                os.utime(self.state)


class Plan(NamedTuple):
    """How a server of ours runs: from what, with how much memory at most, and for how long unused."""

    install: Install
    memory: int  # bytes
    idle: float  # seconds
    start: float = START

    @property
    def state(self) -> Path:
        """The file that says where such a server listens."""
        return cache_folder() / _FOLDER / f"{hashed(*self.install, self.memory)}.json"


def ready(settings: Settings, allow_remote: bool) -> Server:
    """The server for these settings, which answers; EngineError where none does and none can be started."""
    address = os.environ.get(_ADDRESS) or settings.languagetool_server
    if address:
        return _named(checked(address, allow_remote), settings.languagetool_timeout or 60)
    plan = Plan(
        find(settings.languagetool_jars), settings.languagetool_memory, settings.languagetool_idle * 60
    )
    return kept(plan)


def _named(url: str, timeout: float) -> Server:
    try:
        return Server(url, ask(url, min(timeout, 20)))
    except OSError as error:
        raise EngineError(
            f"no LanguageTool answers at {url}: {error}", hint="start it, or take languagetool-server out"
        ) from None


def kept(plan: Plan) -> Server:
    """The server of a plan: the one that runs, or else a new one."""
    found = _running(plan)
    if found:
        return found
    plan.state.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _alone(plan.state.with_suffix(".lock")):  # of several runs at once, one starts it
        return _running(plan) or _started(plan)


def _running(plan: Plan) -> Server | None:
    try:
        url = json.loads(plan.state.read_text(encoding="utf-8"))["url"]
        server = Server(url, ask(url, 10), str(plan.state))
    except (OSError, ValueError, KeyError, TypeError, EngineError):
        return None
    server.used()
    return server


def _started(plan: Plan) -> Server:
    log = plan.state.with_suffix(".log")
    order = {"command": plan.install.command(plan.memory), "state": str(plan.state), "idle": plan.idle}
    with log.open("wb") as out:
        keeper = subprocess.Popen(
            [sys.executable, "-m", f"{__package__}.keeper", json.dumps(order)],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            cwd=plan.state.parent,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            start_new_session=True,  # it outlives this run, and an interrupt of it
        )
    end = time.monotonic() + plan.start
    while time.monotonic() < end:
        found = _running(plan)
        if found:
            return found
        if keeper.poll() is not None:
            raise EngineError(f"LanguageTool did not start: {_said(log)}", hint=f"see {log}")
        time.sleep(_STEP)
    keeper.terminate()
    raise EngineError(f"LanguageTool did not start within {plan.start:g} s", hint=f"see {log}")


def _said(log: Path) -> str:
    """What Java said, in a line."""
    text = log.read_text(encoding="utf-8", errors="replace")
    if "UnsupportedClassVersionError" in text:
        return "this Java is too old; it needs Java 17 or later"
    telling = [line for line in text.splitlines() if "rror" in line or "xception" in line]
    lines = telling or text.splitlines() or ["it ended at once"]
    return lines[0].strip()[:300]


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold a lock that ends with the process, so that none is ever left."""
    with path.open("a+b") as file:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield
