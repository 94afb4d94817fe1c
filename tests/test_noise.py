"""How often each rule hits on edited news, against what it was declared to: no rule gets noisier unseen."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

DECLARED = Path(__file__).with_name("noise.json")


def test_no_rule_hits_more_often_than_declared(shared: Path, tmp_path: Path) -> None:
    """The figures are of `newslint rules stats`; how to write them anew is in bench/README.md."""
    corpus = str(shared / "bench" / "clean_news")
    command = [sys.executable, "-m", "newslint", "rules", "stats", corpus, "--output-format", "json"]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=True)
    hits = {row["rule"]: row["hits"] for row in json.loads(ran.stdout)}
    declared = json.loads(DECLARED.read_text(encoding="utf-8"))
    assert hits
    assert set(declared) <= set(hits), "a rule that is declared is gone"
    assert {rule: n for rule, n in hits.items() if n > declared.get(rule, 0)} == {}
