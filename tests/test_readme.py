"""README.md tells the truth."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import refresh_readme

import newslint
from newslint.config import load

README = refresh_readme.README.read_text("utf-8")


def blocks(language: str) -> list[str]:
    found: list[str] = re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)
    return found


def test_the_seed_drafts_output_is_the_real_one() -> None:
    assert refresh_readme.shown(README) == refresh_readme.real(), "run python tests/refresh_readme.py"


def test_it_is_on_the_first_screen() -> None:
    assert README.index("<!-- seed-output -->") < 500


def test_links_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)]+)\)", README)
    assert links
    assert [link for link in links if not (refresh_readme.ROOT / link).exists()] == []


def test_the_configuration_is_one(tmp_path: Path) -> None:
    [example] = blocks("toml")
    tomllib.loads(example)
    (tmp_path / "newslint.toml").write_text(example, "utf-8")
    assert load(tmp_path, {}).settings.fail_on == "warning"


def test_every_rule_that_it_names_exists() -> None:
    rules = {f"{path.parent.name}/{path.stem}" for path in (refresh_readme.ROOT / "rules").glob("*/*.yml")}
    categories = {rule.split("/")[0] for rule in rules}
    named = re.findall(rf"\b(?:{'|'.join(categories)})/[a-z-]+\b", README)
    assert named
    assert set(named) - rules == set()


def test_the_python_example_runs(tmp_path: Path, monkeypatch) -> None:
    [example] = blocks("python")
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts/story.md").write_text("The council met.\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    said: list[tuple[object, ...]] = []
    exec(example, {"print": lambda *what: said.append(what)})
    assert [what[0] for what in said] == ["words/doubled-word"]
    assert newslint.fix_text("The council met for for hours.", unsafe=True) == "The council met for hours."
