"""`newslint check --engine languagetool`: servers found, started, shared, stopped, and every way to fail.

Without Java: a program called java stands in for it. What the real one does is in test_languagetool_real.py.
"""

from __future__ import annotations

import json
import os
import shlex
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

FAKE = Path(__file__).resolve().parent.parent / "fake_languagetool.py"
sys.path.insert(0, str(FAKE.parent))

from fake_languagetool import served  # noqa: E402

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the program called java is a shell script")

CHECK = ("check", "--engine", "languagetool", "--output-format", "json")
STORY = "😀 The council did wrong on Monday.\n"
LT = "grammar/lt-wrong-word"


def config(url: str, *more: str) -> str:
    return "\n".join((f'languagetool-server = "{url}"', *more)) + "\n"


def rules_of(ran) -> list[str]:
    return [problem["rule"] for file in json.loads(ran.out)["files"] for problem in file["problems"]]


@pytest.fixture
def jars(write):
    """Use a folder of jars, a cache of its own, and a program called java; its pid is in java.pid."""

    def make(script: str) -> dict[str, str]:
        write("jars/languagetool-server-6.7.jar", "")
        jars = write("jars/language-en-6.7.jar", "").parent
        java = write("bin/java", f"#!/bin/sh\n{script}\n")
        java.chmod(0o755)
        return {
            "PATH": f"{java.parent}{os.pathsep}/usr/bin{os.pathsep}/bin",
            "JAVA_HOME": "",
            "NEWSLINT_LANGUAGETOOL_JARS": str(jars),
            "NEWSLINT_CACHE_DIR": str(jars.with_name("cache")),
        }

    return make


def serving(tmp_path: Path) -> str:
    """The script of a java that serves."""
    python, fake = shlex.quote(sys.executable), shlex.quote(str(FAKE))
    return f'echo "$$" >> {tmp_path}/started; echo "$@" > {tmp_path}/words; exec {python} {fake} "$@"'


def kept(tmp_path: Path) -> dict[str, object]:
    """What the file of the server that is kept says."""
    [state] = (tmp_path / "cache" / "languagetool").glob("*.json")
    return json.loads(state.read_text("utf-8"))


def alive(pid: object) -> bool:
    try:
        os.kill(int(str(pid)), 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")  # where nobody has asked how a process ended, it is still in the table
    return not stat.exists() or stat.read_text("utf-8").rpartition(")")[2].split()[0] != "Z"


def wait(condition) -> bool:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.1)
    return False


# A server that is there


def test_a_server_by_its_address(newslint, write):
    write("a.txt", STORY)
    with served() as url:
        write("newslint.toml", config(url))
        ran = newslint(*CHECK, "a.txt")
    [problem] = json.loads(ran.out)["files"][0]["problems"]
    assert (ran.code, ran.err) == (1, "")
    assert (problem["rule"], STORY[problem["start"] : problem["end"]]) == (LT, "wrong")
    assert problem["message"] == "It is wrong. (LanguageTool)"


def test_its_rules_are_selected_ignored_weighed_and_silenced_as_ours(newslint, write):
    write("a.txt", STORY)
    write("b.md", f"{STORY}\n<!-- newslint: ignore grammar/lt-wrong-word -->\nIt is wrong.\n")
    with served() as url:
        environment = {"NEWSLINT_LANGUAGETOOL_SERVER": url}
        assert rules_of(newslint(*CHECK, "a.txt", "--select", "names", **environment)) == []
        assert rules_of(newslint(*CHECK, "a.txt", "--select", "grammar", **environment)) == [LT]
        assert rules_of(newslint(*CHECK, "a.txt", "--ignore", LT, **environment)) == []
        assert rules_of(newslint(*CHECK, "b.md", **environment)) == [LT]
        write("newslint.toml", f'engines = ["languagetool"]\n[severity]\n"{LT}" = "suggestion"\n')
        assert newslint("check", "a.txt", **environment).code == 0
    write("newslint.toml", f'ignore = ["{LT}"]\n')
    assert newslint("check", "a.txt").code == 0  # its rules may be named where it does not run


def test_many_files_in_several_processes_and_once_more_from_the_cache(newslint, write):
    for number in range(24):
        write(f"d/{number:02}.md", f"{'👩‍🚀 ' * number}*it* is **wrong** 𝔘 wrong\n")
    with served() as url:
        write("newslint.toml", config(url))
        runs = [newslint(*CHECK, "d", "--jobs", jobs, "--no-cache") for jobs in ("1", "3")]
        runs += [newslint(*CHECK, "d") for _ in range(2)]
    assert runs[0] == runs[1] == runs[2] == runs[3]
    for file in json.loads(runs[0].out)["files"]:
        text = (Path(write("x", "")).parent / file["path"]).read_text("utf-8")
        found = [p for p in file["problems"] if p["rule"] == LT]
        assert [text[p["start"] : p["end"]] for p in found] == ["wrong", "wrong"]


def test_its_fixes_are_applied_where_the_writer_confirms(newslint, write):
    path = write("a.txt", STORY)
    with served() as url:
        write("newslint.toml", config(url))
        newslint("check", "--engine", "languagetool", "a.txt", "--fix")
        assert path.read_text("utf-8") == STORY
        newslint("check", "--engine", "languagetool", "a.txt", "--fix", "--unsafe-fixes")
    assert path.read_text("utf-8") == STORY.replace("wrong", "right")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("They sleep.", "took more than 1 s (raise languagetool-timeout"),
        ("They break.", "failed: Error: Internal Error: it broke"),
        ("They go halfway.", "gave up in the middle of a text"),
        ("They are mute.", "does not answer as LanguageTool does"),
    ],
)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_server_that_fails_ends_the_run_with_one_message(newslint, write, text, said, jobs):
    write("a.txt", f"{text}\n")
    write("b.txt", f"{text}\n")
    with served() as url:
        write("newslint.toml", config(url, "languagetool-timeout = 1"))
        ran = newslint(*CHECK, "a.txt", "b.txt", "--jobs", jobs)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"newslint: error: LanguageTool at {url} ") or "server at" in ran.err
    assert said in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://127.0.0.1:9", "no LanguageTool answers at http://127.0.0.1:9: "),
        ("https://languagetool.example.org/api", "is not on this machine, and drafts are confidential"),
        ("not an address", "is no address of a server"),
    ],
)
def test_an_address_that_will_not_do(newslint, write, url, said):
    write("a.txt", STORY)
    write("newslint.toml", config(url))
    ran = newslint(*CHECK, "a.txt")
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_what_answers_but_is_another_program(newslint, write):
    write("a.txt", STORY)
    with served() as url:
        write("newslint.toml", config(f"{url}/other"))
        ran = newslint(*CHECK, "a.txt")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"newslint: error: what answers at {url}/other is not LanguageTool\n"


# A server of our own


def test_a_server_is_started_once_used_again_and_stopped_when_idle(newslint, write, jars, tmp_path):
    environment = jars(serving(tmp_path))
    write("a.txt", STORY)
    write("newslint.toml", 'languagetool-memory = "512 MiB"\n')
    runs = []
    threads = [
        threading.Thread(target=lambda: runs.append(newslint(*CHECK, "a.txt", "--no-cache", **environment)))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    try:
        assert {(ran.code, ran.err) for ran in runs} == {(1, "")}
        assert rules_of(newslint(*CHECK, "a.txt", "--no-cache", **environment)) == [LT]
        [java] = (tmp_path / "started").read_text("utf-8").split()
        words = (tmp_path / "words").read_text("utf-8")
        assert words.startswith(
            f"-Xmx512m -cp {tmp_path / 'jars'}/* org.languagetool.server.HTTPServer --port "
        )
        state = kept(tmp_path)
        assert (alive(state["keeper"]), state["java"]) == (True, int(java))
        # A server that died is started again.
        os.kill(int(java), signal.SIGKILL)
        assert wait(lambda: not alive(state["keeper"]))
        assert rules_of(newslint(*CHECK, "a.txt", "--no-cache", **environment)) == [LT]
        assert len((tmp_path / "started").read_text("utf-8").split()) == 2
    finally:
        state = kept(tmp_path)
        [file] = (tmp_path / "cache" / "languagetool").glob("*.json")
        os.utime(file, (1, 1))  # as if it had not been asked for years
        assert wait(lambda: not alive(state["keeper"]) and not alive(state["java"]))
    assert not file.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with the one that started it")
def test_java_does_not_outlive_a_keeper_that_was_killed(newslint, write, jars, tmp_path):
    write("a.txt", STORY)
    environment = jars(serving(tmp_path))
    assert rules_of(newslint(*CHECK, "a.txt", "--no-cache", **environment)) == [LT]
    state = kept(tmp_path)
    os.kill(int(str(state["keeper"])), signal.SIGKILL)
    assert wait(lambda: not alive(state["java"]))


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("echo 'Error: Could not find or load main class X' >&2; exit 1", "Could not find or load main"),
        (
            "echo 'java.lang.UnsupportedClassVersionError: 61.0'; exit 1",
            "this Java is too old; it needs Java 17",
        ),
        ("exit 3", "it ended at once"),
    ],
)
def test_java_that_does_not_start(newslint, write, jars, script, said):
    environment = jars(script)
    write("a.txt", STORY)
    ran = newslint(*CHECK, "a.txt", **environment)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("newslint: error: LanguageTool did not start: ")
    assert said in ran.err


def test_without_java_or_jars(newslint, write, jars):
    environment = jars("exit 1")
    write("a.txt", STORY)
    nowhere = environment | {"PATH": str(write("empty/x", "").parent)}
    ran = newslint(*CHECK, "a.txt", **nowhere)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "newslint: error: LanguageTool needs Java, and there is none (install Java 17 or later)\n"
    )
    for folder, said in (("empty", "has no languagetool-server.jar"), ("none", "there is no folder none")):
        ran = newslint(*CHECK, "a.txt", **environment | {"NEWSLINT_LANGUAGETOOL_JARS": folder})
        assert (ran.code, ran.out) == (2, "")
        assert said in ran.err
    lone = environment | {"NEWSLINT_LANGUAGETOOL_JARS": "", "LTP_PATH": str(write("ltp/x", "").parent)}
    ran = newslint(*CHECK, "a.txt", **lone)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("newslint: error: LanguageTool is not on this machine")


def test_without_language_tool_python(newslint, write):
    write("a.txt", STORY)
    write("site/language_tool_python.py", "raise ImportError('no such thing')\n")
    with served() as url:
        write("newslint.toml", config(url))
        site = str(write("site/x", "").parent)
        ran = newslint(
            *CHECK, "--no-cache", "a.txt", PYTHONPATH=site
        )  # another test may have kept its answer
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "newslint: error: LanguageTool needs language-tool-python, which is not installed (no such thing) "
        "(pip install 'newslint[languagetool]')\n"
    )


def test_nothing_of_it_is_imported_where_it_is_not_asked_for(newslint, write):
    write("a.txt", STORY)
    write("site/language_tool_python.py", "raise SystemExit('imported')\n")
    assert newslint("check", "a.txt", PYTHONPATH=str(write("site/x", "").parent)).code == 0
