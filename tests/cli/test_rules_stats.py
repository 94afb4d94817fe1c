"""`newslint rules stats`: how often each rule hits in a corpus."""

from __future__ import annotations

import json
from pathlib import Path


def test_hits_by_rule_with_samples_and_seconds(newslint, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mayor recieved it. He recieved two.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Nobody left.\n", encoding="utf-8")
    ran = newslint("rules", "stats", ".", "--select", "spelling", "--output-format", "json")
    assert (ran.code, ran.err) == (0, "")
    rows = {row["rule"]: row for row in json.loads(ran.out)}
    hit = rows["spelling/common-misspelling"]
    assert (hit["hits"], hit["per_10000_words"]) == (2, 2222.222)
    assert hit["samples"][0] == "The mayor [recieved] it. He recieved two."
    assert rows["spelling/unknown-word"]["hits"] == 0


def test_the_table_has_the_noisiest_rule_first(newslint, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mayor recieved it.\n", encoding="utf-8")
    first, second, sample, *_ = newslint("rules", "stats", "a.txt", "--select", "spelling").out.splitlines()
    assert first.split() == ["rule", "hits", "/10,000", "seconds"]
    assert second.split()[:2] == ["spelling/common-misspelling", "1"]
    assert "[recieved]" in sample


def test_rules_of_a_desk_are_listed_with_those_of_every_desk(newslint, tmp_path: Path) -> None:
    body = (
        "summary: A test.\nwhy: A test.\nmessage: A test.\nkind: literal\nmap: {{{0}: the}}\ndesks: [{1}]\n"
        "examples:\n  wrong:\n    - {{text: So {0} one., at: {0}}}\n    - {{text: An {0} two., at: {0}}}\n"
        "    - {{text: Or {0} three., at: {0}}}\n  right: [One., Two., Three.]\n"
    )
    folder = tmp_path / "house"
    folder.mkdir()
    (folder / "goal.yml").write_text(body.format("teh", "sport"))
    (folder / "vote.yml").write_text(body.format("hte", "politics"))
    (tmp_path / "newslint.toml").write_text('rules = ["house"]\n')
    out = newslint("rules", "list", "--desk", "sport").out
    assert "house/goal" in out
    assert "house/vote" not in out
    assert "names/name-slip" in out
