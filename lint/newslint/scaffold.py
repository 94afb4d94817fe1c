"""Rule files to start from."""

from __future__ import annotations

import re
from pathlib import Path

from .errors import UsageError

_HEAD = """\
summary: The fault in one line, as an editor would name it.
why: >
  What a doubting reporter would want to know, with a source.
message: Write “{fixed}”, not “{match}”.
severity: warning
fix: unsafe
"""
_COLOURS = """\
examples:
  wrong:
    - {text: The colour was rde., at: rde, fixed: The colour was red.}
    - {text: A rde van drove off., at: rde, fixed: A red van drove off.}
    - {text: They painted it rde., at: rde, fixed: They painted it red.}
  right:
    - The colour was red.
    - The order came late.
    - A river runs there.
"""
_BODIES = {
    "literal": "kind: literal\nmap:\n  rde: red\n" + _COLOURS,
    "regex": "kind: regex\npattern: '\\brde\\b'\nanchors: [rde]\nreplace: red\n" + _COLOURS,
    "tokens": "kind: tokens\npattern:\n  - {lower: rde}\nreplace: red\n" + _COLOURS,
    "frame": """\
kind: frame
verb: blame
object: required
then:
  - {lower: to, as: prep}
at: prep
replace: "on"
examples:
  wrong:
    - {text: They blamed the fire to a heater., at: to, fixed: They blamed the fire on a heater.}
    - {text: Police blame the crash to the fog., at: to, fixed: Police blame the crash on the fog.}
    - {text: She blamed the delay to the wind., at: to, fixed: She blamed the delay on the wind.}
  right:
    - They blamed the fire on a heater.
    - She took the blame to her grave.
    - He was to blame.
""",
    "company": """\
kind: company
entries: |
  verb sew > sow
      _ the? seeds|discord
examples:
  wrong:
    - {text: They sewed discord., at: sewed, fixed: They sowed discord.}
    - {text: He sews the seeds of doubt., at: sews, fixed: He sows the seeds of doubt.}
    - {text: Sewing discord is easy., at: Sewing, fixed: Sowing discord is easy.}
  right:
    - They sowed discord.
    - They sewed the seams.
    - The seeds were sown.
""",
    "complement": """\
kind: complement
of: verbs
entries: |
  visit
      N
      not to N > -
fault: needless-preposition
examples:
  wrong:
    - {text: The king visited to Spain on Monday., at: "to ", fixed: The king visited Spain on Monday.}
    - {text: They will visit to Rome in June., at: "to ", fixed: They will visit Rome in June.}
    - {text: She visits to Paris every year., at: "to ", fixed: She visits Paris every year.}
  right:
    - The king visited Spain on Monday.
    - They paid a visit to Rome in June.
    - She visits Paris to see her son.
""",
    "dependency": """\
kind: dependency
nodes:
  verb: {lemma: visit, upos: VERB}
  to: {lower: to}
  place: {upos: PROPN}
arcs:
  - {head: verb, child: place, side: right}
  - {head: place, child: to, deprel: case}
order:
  - {first: verb, then: to, adjacent: yes}
at: to
replace: ""
examples:
  wrong:
    - {text: The king visited to Spain on Monday., at: "to ", fixed: The king visited Spain on Monday.}
    - {text: They will visit to Rome in June., at: "to ", fixed: They will visit Rome in June.}
    - {text: She visits to Paris every year., at: "to ", fixed: She visits Paris every year.}
  right:
    - The king visited Spain on Monday.
    - They paid a visit to Rome in June.
    - She visits Paris to see her son.
""",
    "consistency": """\
kind: consistency
variants:
  - {name: adviser, pattern: '\\badviser', replace: {advisor: advisor}}
  - {name: advisor, pattern: '\\badvisor', replace: {adviser: adviser}}
examples:
  wrong:
    - {text: One adviser left. The adviser said so. An advisor stayed., at: advisor}
    - {text: An advisor left. The advisor said so. Another adviser stayed., at: adviser}
    - {text: The adviser left. Every advisor stayed., at: advisor}
  right:
    - The adviser left. Another adviser stayed.
    - An advisor left.
    - The adviser heard “advisor”.
""",
    "metric": """\
kind: metric
count: words
per: sentence
max: 8
examples:
  wrong:
    - {text: One two three four five six seven eight nine., at: One two three four five six seven eight nine.}
    - {text: This one has nine words and that is many., at: This one has nine words and that is many.}
    - {text: Here again are more words than we may use., at: Here again are more words than we may use.}
  right:
    - One two three.
    - Short is good.
    - Eight words are not one too many here.
""",
    "check": """\
kind: check
check: name-slip
scope: text
examples:
  wrong:
    - {text: Hoekstra spoke. Hoekstra left. Hoekstar came back., at: Hoekstar}
    - {text: Pekarek was tried. Pekarek wept. Pekarrek appealed., at: Pekarrek}
    - {text: Quillmore fell. Quillmore rose. Quilmore closed., at: Quilmore}
  right:
    - Hoekstra spoke. Hoekstra left.
    - Pekarek was tried. Hoekstra wept. Quillmore fell.
    - Russia moved. Russia denied it. Russian officials agreed.
""",
}


def write_new(rule_id: str, folder: Path, kind: str) -> Path:
    """Write a rule file of this kind, whose examples hold; UsageError where that cannot be."""
    if not re.fullmatch(r"[a-z0-9-]+/[a-z0-9-]+", rule_id):
        raise UsageError(f"“{rule_id}” is no rule id", hint="write category/name, in lower case with hyphens")
    if kind not in _BODIES:
        raise UsageError(f"there is no template of kind “{kind}”", hint=f"kinds: {', '.join(_BODIES)}")
    path = folder / f"{rule_id}.yml"
    head = _HEAD
    if kind == "metric":  # a sentence that is too long has no fix
        head = head.replace(
            "Write “{fixed}”, not “{match}”.", "This has {count} words, where {max} are allowed."
        )
        head = head.replace("fix: unsafe", "fix: none")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(head + _BODIES[kind])
    except FileExistsError:
        raise UsageError(f"{path} exists already", hint="choose another name") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from None
    return path
