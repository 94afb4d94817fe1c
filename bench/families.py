"""What each rule and each family of rules (a folder) finds, mends and flags wrongly, over all open sets.

    python bench/families.py [--shared ../shared] [--keep DIR] [--rules]

Runs the report of ../shared/bench (or takes its flags from DIR, where `--keep DIR` has left them) and lays
every flag beside what the sets call wrong. A flag is true where it touches a marked fault, and false anywhere
else: in the sound texts, and beside the fault in the faulty ones, so that the share of true flags is a lower
bound. `mended` says how many of the true ones have a first fix that gives the corrected text. On `clean_news`
the verdicts of bench/clean_news.md count; flags without one are listed as unread.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
LEAST_TRUE = 0.8  # below this share of true flags a rule belongs into preview


class Gold(NamedTuple):
    """A marked fault: its span in code points, and the words that may stand in its place."""

    start: int
    end: int
    fixes: tuple[str, ...]


class Case(NamedTuple):
    """A text and its marked faults; none where it is sound."""

    text: str
    faults: tuple[Gold, ...]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--keep", type=Path, help="flags kept by report.py; made there where it has none")
    parser.add_argument("--rules", action="store_true", help="a line for every rule, not only for families")
    options = parser.parse_args()
    bench = options.shared / "bench"
    with tempfile.TemporaryDirectory() as scratch:
        kept = options.keep or Path(scratch)
        if not (kept / "sentences_open_fixed.flags.jsonl").exists():
            report = [sys.executable, bench / "report.py", "--newslint", "newslint check --no-cache"]
            subprocess.run([*report, "--keep", kept], check=True, stdout=subprocess.DEVNULL)
        count(bench, kept, by_rule=options.rules)


def count(bench: Path, kept: Path, *, by_rule: bool) -> None:
    """Print the table from the flags in `kept`."""
    words = 0
    rules = dict[str, Counter[str]]()
    for name, cases in sets(bench):
        for case, flags in zip(cases, read(kept / f"{name}.flags.jsonl"), strict=True):
            words += 0 if case.faults else len(case.text.split())
            for flag in flags["flags"]:
                tally = rules.setdefault(flag["rule"], Counter())
                touched = [gold for gold in case.faults if touches(flag, gold)]
                tally["true" if touched else "false" if case.faults else "alarm"] += 1
                tally["mended"] += any(mends(case.text, flag, gold) for gold in touched)
    unread = judge(kept, rules)
    rows = dict[str, Counter[str]]()
    for rule, tally in rules.items():
        rows.setdefault(family(rule), Counter()).update(tally)
    words += sum(
        len(path.read_text(encoding="utf-8").split()) for path in (bench / "clean_news").glob("*.txt")
    )
    print(f"| {'family':40} | true | mended | false | share | false per 10,000 sound words |")
    print("|---|---|---|---|---|---|")
    for name, tally in sorted(rows.items()):
        print(row(name, tally, words))
        if by_rule:
            for rule in sorted(rule for rule in rules if family(rule) == name):
                print(row(f"- {rule}", rules[rule], words))
    for rule, tally in sorted(rules.items()):
        if share(tally) < LEAST_TRUE:
            print(f"below eight in ten: {rule} ({tally['true']} of {flags_of(tally)})")
    print(*unread, sep="\n")


def row(name: str, tally: Counter[str], words: int) -> str:
    """A line of the table."""
    false = tally["false"] + tally["alarm"]
    return (
        f"| {name:40} | {tally['true']} | {tally['mended']} | {false} | {share(tally):.0%}"
        f" | {tally['alarm'] / words * 1e4:.2f} |"
    )


def flags_of(tally: Counter[str]) -> int:
    """How many flags it has."""
    return tally["true"] + tally["false"] + tally["alarm"]


def share(tally: Counter[str]) -> float:
    """The share of true flags."""
    return tally["true"] / max(1, flags_of(tally))


def family(rule: str) -> str:
    """The family a rule belongs to: its folder."""
    return rule.split("/")[0]


def touches(flag: dict[str, int], gold: Gold) -> bool:
    """Whether a flag and a fault share a place; an insertion is at the words on both sides of it."""
    wide = int(gold.start == gold.end or flag["start"] == flag["end"])
    return flag["start"] < gold.end + wide and gold.start - wide < flag["end"]


def mends(text: str, flag: dict[str, object], gold: Gold) -> bool:
    """Whether the flag's first fix gives the text that one of the fault's corrections gives."""
    options = flag["replacements"]
    if not isinstance(options, list) or not options:
        return False
    got = spliced(text, flag["start"], flag["end"], options[0])
    return any(got == spliced(text, gold.start, gold.end, fix) for fix in gold.fixes)


def spliced(text: str, start: object, end: object, new: str) -> str:
    """The text with `new` in that place, spaced as prose is."""
    assert isinstance(start, int) and isinstance(end, int)
    joined = " ".join(f"{text[:start]}{new}{text[end:]}".replace("’", "'").split())
    return re.sub(r" ([,.;:!?])", r"\1", joined)


def judge(kept: Path, rules: dict[str, Counter[str]]) -> list[str]:
    """Count the flags on edited news by the verdicts of clean_news.md; gives those that have none."""
    lines = (HERE / "clean_news.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.split("|")] for line in lines if line.startswith("| ")]
    verdicts = {(c[1].split(":")[0], c[2], c[3].strip("`")): c[4] for c in cells if len(c) > 4}
    unread = []
    for case, flags in zip(read(kept / "clean.jsonl"), read(kept / "clean.flags.jsonl"), strict=True):
        for flag in flags["flags"]:
            if flag["severity"] != "suggestion":
                words = case["text"][flag["start"] : flag["end"]]
                verdict = verdicts.get((case["id"], flag["rule"], words))
                rules.setdefault(flag["rule"], Counter())[
                    "true" if verdict and verdict.startswith("true") else "alarm"
                ] += 1
                if verdict is None:
                    unread.append(f"unread: {case['id']} {flag['rule']} {words!r}")
    return unread


def sets(bench: Path) -> Iterator[tuple[str, list[Case]]]:
    """Every set with faults marked in it, under the name that report.py keeps its flags by."""
    for name, file in (("exam", "exam_open"), ("agreement", "agreement_flipped")):
        yield name, [Case(row["text"], tuple(exam_faults(row))) for row in read(bench / f"{file}.jsonl")]
    for part in "GS":
        yield f"cweb{part}", cweb(bench / "cweb_dev" / f"CWEB-{part}.dev")
    source = (bench / "real_typos/ewt.source").read_text(encoding="utf-8").split("\n")[:-1]
    gold = {row["id"]: row["edits"] for row in read(bench / "real_typos/ewt.gold.jsonl")}
    yield (
        "typos",
        [Case(t, tuple(Gold(e[0], e[1], (e[2],)) for e in gold.get(i, ()))) for i, t in enumerate(source)],
    )
    for name in ("sentences_open", "sentences_open_fixed"):
        yield name, [suite_case(row) for row in read(bench / f"{name}.jsonl")]


def exam_faults(row: dict[str, list[dict[str, object]]]) -> Iterator[Gold]:
    """The marked faults of an exam's text, and the other places where they may be mended."""
    for error in row["errors"]:
        for place in (error, *error.get("alt_spans", ())):  # type: ignore[misc]
            yield Gold(place["start"], place["end"], tuple(place["fixes"]))


def suite_case(row: dict[str, object]) -> Case:
    """A sentence of another checker's tests; a bad one without a span is bad anywhere."""
    text = str(row["text"])
    if row["kind"] != "bad":
        return Case(text, ())
    start, end = row["span"] or (0, len(text))  # type: ignore[misc]
    return Case(text, (Gold(start, end, tuple(row["fixes"] or ())),))  # type: ignore[arg-type]


def cweb(stem: Path) -> list[Case]:
    """Sentences with the edits of both annotators, whose places are tokens of the sentence."""
    raw = stem.with_suffix(".dev.source").read_text(encoding="utf-8").split("\n")[:-1]
    blocks = stem.with_suffix(".dev.m2").read_text(encoding="utf-8").strip().split("\n\n")
    return [Case(text, tuple(m2_faults(text, block))) for text, block in zip(raw, blocks, strict=True)]


def m2_faults(text: str, block: str) -> Iterator[Gold]:
    """The edits of one M2 block, at their code points."""
    tokens, *edits = block.split("\n")
    places, at = [], 0
    for token in tokens[2:].split():
        start = text.find(token, at)
        at = (start if start >= 0 else at) + len(token)
        places.append((start if start >= 0 else at, at))
    for edit in edits:
        place, kind, new, *_ = edit[2:].split("|||")
        first, last = map(int, place.split())
        if kind != "noop" and first >= 0:
            start = places[first][0] if first < len(places) else len(text)
            end = places[last - 1][1] if last > first else start
            yield Gold(start, end, (new,))


def read(path: Path) -> list[dict[str, object]]:  # type: ignore[type-arg]
    """The rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    main()
