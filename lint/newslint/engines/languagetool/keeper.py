"""The process that keeps a server: it starts Java, says where it listens, and ends it when it is not used.

    python -m newslint.engines.languagetool.keeper '{"command": […], "state": "…", "idle": 900}'

Nothing else imports it. Where it is killed without warning, Linux ends Java with it; on other systems Java
goes on, and the next run takes it up.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from types import FrameType

from .address import ask
from .server import START

_TRIES = 3  # ports; another program may take one between our look and Java's
_PDEATHSIG = 1  # PR_SET_PDEATHSIG of Linux's prctl
_LOOK = 2.0  # seconds between looks at the clock
_OPTIONS = """\
maxTextLength=1000000
maxTextHardLength=1000000
maxCheckTimeMillis=600000
pipelineCaching=true
maxPipelinePoolSize=8
pipelineExpireTimeInSeconds=3600
"""


def main() -> int:
    """Keep the server that the arguments order; the exit code is Java's where it does not start."""
    order = json.loads(sys.argv[1])
    state = Path(order["state"])
    signal.signal(signal.SIGTERM, _leave)
    with tempfile.TemporaryDirectory(prefix="newslint-languagetool-") as folder:
        options = Path(folder) / "server.properties"
        options.write_text(_OPTIONS, encoding="ascii")
        for _ in range(_TRIES):
            port = _free_port()
            words = [*order["command"], "--port", str(port), "--config", str(options)]
            java = subprocess.Popen(
                words,
                stdin=subprocess.DEVNULL,
                cwd=folder,
                preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # here runs one thread only
            )
            try:
                if _answers(java, f"http://127.0.0.1:{port}"):
                    _say(state, f"http://127.0.0.1:{port}", java.pid)
                    _keep(java, state, order["idle"])
                    return 0
            finally:
                _end(java)
                state.unlink(missing_ok=True)
    return java.returncode or 1


def _end_with_parent() -> None:
    """Have Linux end this process when the one that started it is gone."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PDEATHSIG, signal.SIGTERM)


def _leave(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _answers(java: subprocess.Popen[bytes], url: str) -> bool:
    """Whether it comes to answer, before it ends or the time is up."""
    end = time.monotonic() + START
    while java.poll() is None and time.monotonic() < end:
        with suppress(OSError):
            ask(url, 10)
            return True
        time.sleep(0.1)
    return False


def _say(state: Path, url: str, java: int) -> None:
    """Write where it listens, at once or not at all."""
    handle, name = tempfile.mkstemp(dir=state.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump({"url": url, "keeper": os.getpid(), "java": java}, file)
    Path(name).replace(state)


def _keep(java: subprocess.Popen[bytes], state: Path, idle: float) -> None:
    """Wait until it ends, is not used for so many seconds, or its file has gone or is another's."""
    mine = state.read_text(encoding="utf-8")
    while java.poll() is None:
        try:
            unused = time.time() - state.stat().st_mtime
            if unused > idle or state.read_text(encoding="utf-8") != mine:
                return
        except OSError:
            return
        time.sleep(min(_LOOK, max(idle / 4, 0.1)))


def _end(java: subprocess.Popen[bytes]) -> None:
    java.terminate()
    try:
        java.wait(10)
    except subprocess.TimeoutExpired:
        java.kill()
        java.wait()


if __name__ == "__main__":
    sys.exit(main())
