"""The command itself: version, help, usage errors, pipes and terminals, interruption, faults of our own."""

from __future__ import annotations

import contextlib
import os
import re
import select
import signal
import subprocess
import sys
import time

import pytest

import newslint as package

pty = pytest.importorskip("pty", reason="pseudo-terminals need a Unix")

COMMANDS = [
    (),
    ("check",),
    ("config",),
    ("parse",),
    ("rules",),
    ("rules", "list"),
    ("rules", "show"),
    ("rules", "test"),
    ("rules", "new"),
    ("rules", "schema"),
]


def test_version(newslint):
    assert newslint("--version") == (0, f"newslint {package.__version__}\n", "")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_fits_a_terminal_and_cuts_nothing_off(newslint, command):
    ran = newslint(*command, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert "Usage: newslint" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "…" not in ran.out
    assert newslint(*command, "-h").out == ran.out


def test_help_names_every_option_of_check(newslint):
    out = newslint("check", "--help").out
    options = [
        "--fix",
        "--unsafe-fixes",
        "--diff",
        "--select",
        "--ignore",
        "--fail-on",
        "--output-format",
        "--jobs",
    ]
    options += ["--statistics", "--no-cache", "--stdin-filename", "--config", "--preview", "--extend-select"]
    assert [option for option in options if not re.search(rf"{option}\b", out)] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chekc"], "Did you mean 'check'?"),
        (["check"], "Missing argument"),
        (["check", "--fixx", "x"], "No such option: --fixx"),
        (["check", "x", "--jobs", "many"], "'many' is not a valid int"),
        (["check", "x", "--jobs", "-1"], "-1 is not in the range"),
        (["check", "x", "--fail-on", "erorr"], "'erorr' is not one of"),
        (["rules", "lisst"], "Did you mean 'list'?"),
        (["rules", "show"], "Missing argument"),
    ],
)
def test_wrong_usage(newslint, arguments, message):
    ran = newslint(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert message in " ".join(ran.err.replace("│", " ").split())


def test_no_arguments_shows_the_help(newslint):
    ran = newslint()
    assert ran.code == 2
    assert "Usage: newslint" in ran.out + ran.err


# Pipes


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize(
    "arguments", [["check", "a.txt"], ["rules", "list"], ["rules", "schema"], ["--help"]]
)
def test_a_reader_that_leaves_early_gets_no_traceback(write, tmp_path, arguments):
    write("a.txt", "Teh end.\n" * 4000)
    read, wrote = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "newslint", *arguments],
        cwd=tmp_path,
        stdout=wrote,
        stderr=subprocess.PIPE,
        text=True,
    )
    os.close(wrote)
    assert done.stderr == ""
    assert done.returncode in (0, 1)
    if arguments[0] == "check":
        assert done.returncode == 1  # what was found is still so


@pytest.mark.usefixtures("house")
def test_head_gets_its_line(write, tmp_path):
    write("a.txt", "Teh end.\n" * 4000)
    command = f"{sys.executable} -m newslint check a.txt | head -1"
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("a.txt:1:1: error house/teh\n", "")


# Terminals


def on_a_terminal(arguments, folder, **environment) -> tuple[int, str]:
    """Exit code and all that a command writes where both its outputs are one terminal."""
    leader, follower = pty.openpty()
    env = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    process = subprocess.Popen(
        [sys.executable, "-m", "newslint", *arguments],
        cwd=folder,
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env=env | {"TERM": "xterm", "COLUMNS": "100"} | environment,
    )
    os.close(follower)
    seen = b""
    while select.select([leader], [], [], 60)[0]:
        try:
            part = os.read(leader, 65536)
        except OSError:  # Linux says so when the other side is closed
            break
        if not part:
            break
        seen += part
    os.close(leader)
    return process.wait(60), seen.decode().replace("\r\n", "\n")


@pytest.mark.usefixtures("house")
def test_colour_on_a_terminal_unless_it_is_not_wanted(newslint, write, tmp_path):
    write("a.txt", "Teh end.\n")
    plain = newslint("check", "a.txt").out
    assert "\x1b" not in plain
    code, seen = on_a_terminal(["check", "a.txt"], tmp_path)
    assert code == 1
    assert "\x1b[1;31merror\x1b[0m house/teh" in seen
    assert re.sub(r"\x1b\[[0-9;]*m", "", seen) == plain
    assert on_a_terminal(["check", "a.txt"], tmp_path, NO_COLOR="1") == (1, plain)
    assert on_a_terminal(["check", "a.txt"], tmp_path, TERM="dumb") == (1, plain)


@pytest.mark.usefixtures("house")
def test_a_long_run_shows_how_far_it_is_and_takes_it_away_again(newslint, write, tmp_path):
    for number in range(320):
        write(f"d/{number:03}.txt", "We saw the mayor.\n")
    write("d/100.txt", "Teh end.\n")
    code, seen = on_a_terminal(["check", "d", "--no-cache"], tmp_path)
    assert code == 1
    assert "Checking" in seen
    assert "100%" in seen or "99%" in seen
    report = newslint("check", "d").out
    cleared = re.split(r"\x1b\[2K", seen)[-1]  # what follows the bar's last line, once that was erased
    assert re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", cleared).lstrip("\r\n") == report


# Faults of our own

FAULT = """
import sys, newslint.cli, newslint.runner
newslint.runner.check_all = lambda *_: 1 / 0
sys.exit(newslint.cli.run(sys.argv[1:]))
"""


@pytest.mark.usefixtures("house")
def test_an_internal_error_is_one_line_unless_debugging(write, tmp_path):
    write("a.txt", "Teh end.\n")
    command = [sys.executable, "-c", FAULT, "check", "--no-cache", "a.txt"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "newslint: internal error: ZeroDivisionError: division by zero; set NEWSLINT_DEBUG=1 to see where\n"
    )
    env = os.environ | {"NEWSLINT_DEBUG": "1"}
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=env)
    assert "Traceback" in done.stderr
    assert done.returncode not in (0, 1) or "ZeroDivisionError" in done.stderr


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupted_run_ends_quietly(write, tmp_path, jobs):
    for number in range(40):
        write(f"d/{number}.txt", "We saw teh mayor there.\n" * 3000)
    process = subprocess.Popen(
        [sys.executable, "-m", "newslint", "check", "d", "--no-cache", "--jobs", jobs],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # so that the signal reaches it and its own, and not the tests
    )
    time.sleep(1)
    os.killpg(process.pid, signal.SIGINT)
    time.sleep(0.2)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGINT)  # Python swallows one that meets a destructor, and says so
    out, err = process.communicate(timeout=10)
    assert (process.returncode, out) == (130, "")
    assert err == "" or err.startswith("Exception ignored in")
