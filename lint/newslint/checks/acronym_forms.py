"""The dress of abbreviations: points and capitals that change in a story, plurals with an apostrophe, letters told in another turn than brackets."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ..document import View
from ..lexicon import default_lexicon
from ..patterns import lazy
from ..rule import Finding, Replace
from .acronyms import HEADS, LEAST, Use, finding, fits, initials_of, is_near, known, may_be_translated

_POINTED = r"(?:[A-Z][a-z]?\.){2,7}"
_PLAIN = r"[A-Z][A-Za-z]{0,5}[A-Z][a-z]?"
_FORM = lazy(rf"(?<![\w.@#/&'-])(?:(?P<pointed>{_POINTED})|(?P<plain>{_PLAIN}))(?=s?(?![\w@/&-]|\.\w))")
_OWN = frozenset("us uk un eu".split())  # rules of their own look after these, and “us” is a word
_NAMED = lazy(r"(?:[A-Z]\.){2,}")
_SURNAME = lazy(r" (?:[A-Z][a-z]+|Mc[A-Z]\w+)")


def dress(views: Sequence[View]) -> Iterator[Finding]:
    """“N.A.T.O.”, “BoP” or “Ph.D.” in a story that has “NATO”, “BOP” or “PhD”: the form that it has less often, or later."""
    uses: dict[str, dict[str, list[Use]]] = defaultdict(lambda: defaultdict(list))
    for view in views:
        if view.block.scope in HEADS or view.text.isupper():
            continue
        for match in _FORM.finditer(view.plain):
            text = match.group()
            if _is_person(view, match) or view.quoted(*match.span()) or sum(map(str.isupper, text)) < 2:
                continue
            uses[text.replace(".", "").lower()][text].append(Use(view, *match.span()))
    for key, forms in uses.items():
        if len(forms) == 1 or key in _OWN or not _is_abbreviation(forms):
            continue
        usual = max(
            forms, key=lambda form: (len(forms[form]), -forms[form][0].order[0], -forms[form][0].start)
        )
        for form, places in forms.items():
            for use in places if form != usual else ():
                mend = (Replace(use.start, use.end, usual),)
                yield finding(use, (mend,), {"usual": usual}, forms[usual][0])


def _is_person(view: View, match: re.Match[str]) -> bool:
    """Whether points belong to the initials of a person: J.K. Rowling."""
    return (
        bool(match["pointed"])
        and len(match["pointed"]) <= len("A.B.")
        and _SURNAME.match(view.plain, match.end()) is not None
    )


def _is_abbreviation(forms: dict[str, list[Use]]) -> bool:
    """Whether one form is all capitals or has points, and the others differ from it in more than a plural’s s."""
    return any(form.isupper() or "." in form for form in forms) and not any(
        form[-1] == "s" and form[:-1] in forms for form in forms
    )


# ── Plurals ─────────────────────────────────────────────────────────────────────────────────────────────

_MANY = lazy(
    r"\b(?i:both|several|many|few|these|those|various|numerous|dozens of|hundreds of|scores of|thousands of|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|fifty) "
    r"(?:(?:new|old|local|foreign|other|top|former|Labour|Conservative|Tory|young|senior|rival|big|small|large|private|public|Western|international|black|white|armed) )?(?P<short>[A-Z]{2,6})(?P<mark>')s\b"
)


def plurals(views: Sequence[View]) -> Iterator[Finding]:
    """“Both CEO's quit”: a plural takes no apostrophe."""
    for view in views:
        for match in _MANY.finditer(view.plain) if "'s" in view.plain else ():
            if not view.quoted(*match.span()):
                start, end = match.start("short"), match.end("mark") + 1
                yield finding(
                    Use(view, start, end),
                    ((Replace(start, end, f"{match['short']}s"),),),
                    {"short": match["short"]},
                )


# ── Letters told in other turns ─────────────────────────────────────────────────────────────────────────

_WORD = r"[A-Z][\w'-]+"
_SMALL = r"(?:of|for|and|the|on|in|to)"
_NAME = rf"(?P<name>{_WORD}(?: (?:{_SMALL} ){{0,2}}{_WORD}){{1,6}})"
_TURNS = [
    lazy(rf"\b(?P<short>[A-Z]{{3,6}}) \((?:the )?{_NAME}\)"),
    lazy(
        rf"\b{_NAME},? (?:or|known as|called|abbreviated|known by its initials,?) (?:simply |the )?(?P<short>[A-Z]{{3,6}})(?=[,.;)]| (?:is|was|has|said|says|will)\b)"
    ),
]


def other_turns(views: Sequence[View]) -> Iterator[Finding]:
    """“The National Rail Authority, or NAR,” and “the NRT (National Rail Authority)”."""
    for view in views:
        for pattern in _TURNS if lazy(r"[A-Z]{3}").search(view.plain) else ():
            for match in pattern.finditer(view.plain):
                name, short = match["name"], match["short"]
                if len(short) < LEAST or view.quoted(*match.span()):
                    continue
                tails = [name.split(" ", at)[-1] for at in range(name.count(" "))]
                if any(fits(tail, short) for tail in tails):
                    continue
                near = [tail for tail in tails if is_near(short, initials_of(tail))]
                sure = near and (
                    sorted(initials_of(near[0])) == sorted(short) or not may_be_translated(near[0])
                )
                if sure and short.lower() not in known() and not default_lexicon().knows(short.lower()):
                    initials = initials_of(near[0])
                    use = Use(view, *match.span("short"))
                    yield finding(
                        use,
                        ((Replace(use.start, use.end, initials),),),
                        {"initials": initials},
                        Use(view, *match.span("name")),
                    )
