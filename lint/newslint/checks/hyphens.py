"""Words that one story writes with a hyphen and without: “re-elected” and “reelected”."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..document import View
from ..lexicon import default_lexicon
from ..patterns import lazy
from ..rule import Finding, Place, Replace

_HYPHENED = lazy(r"(?<![\w@#/.'-])([a-z]{2,}|e)-([a-z]{2,})(?![\w@/-]|'(?!s\b))")
_PREFIXES = frozenset(
    "anti bi bio co counter cyber de eco extra hyper inter intra macro mega micro mid mini mis mono multi neo neuro non "
    "over para post pre pro proto pseudo psycho quasi re semi socio sub super tele trans tri ultra un under".split()
)
_STEM = 5  # letters after a prefix by which forms of one word are known
# With the hyphen and without it these are two words.
_APART = frozenset(
    "reform recover recreate recreation resign resigned resent repress release represent remark resound restore retreat "
    "recount recall resort repose resolve relay recede research reserve prove coop copartner unionized multiply "
    "overall overtime underway preposition prefix proactive postage midday".split()
)


class Use(NamedTuple):
    """A word where it stands, and how it is written."""

    view: View
    start: int
    end: int

    @property
    def text(self) -> str:
        """The word as written."""
        return self.view.text[self.start : self.end]


def mixed(views: Sequence[View]) -> Iterator[Finding]:
    """The rarer way to write such a word; of two that are as frequent, the later."""
    hyphened: dict[str, list[Use]] = defaultdict(list)
    parts: dict[str, tuple[str, str]] = {}
    for view in views:
        for match in _HYPHENED.finditer(view.folded) if "-" in view.folded else ():
            key = _key(match[1], match[2])
            use = Use(view, match.start(), match.end())
            if match[1] + match[2] not in _APART and not _kept(use):
                hyphened[key].append(use)
                parts[key] = (match[1], match[2])
    solid = _solid(views, parts) if hyphened else {}
    for key, every in solid.items():
        with_hyphen = hyphened[key]
        uses = [use for use in every if not _kept(use)]
        if not uses:
            continue
        first = min(uses + with_hyphen, key=lambda use: (use.view.index, use.start))
        fewer = len(uses) < len(with_hyphen) or (len(uses) == len(with_hyphen) and first not in uses)
        prefix = parts[key][0]
        for use in uses if fewer else with_hyphen:
            model = (with_hyphen if fewer else uses)[0]
            yield _finding(use, model, _rewritten(use.text, prefix, hyphen=fewer))


def _in_name(use: Use) -> bool:
    """Whether the word has a capital in the middle of a sentence: the Shanghai Cooperation Organisation."""
    text = use.view.text
    return text[use.start].isupper() and use.start > 1 and text[use.start - 2].isalpha()


def _kept(use: Use) -> bool:
    """Whether a quotation or a name keeps its own way: “check your e-mail”, the Co-operative Group."""
    before_name = use.text[0].isupper() and use.view.text[use.end + 1 : use.end + 2].isupper()
    return use.view.quoted(use.start, use.end) or _in_name(use) or before_name


def _key(first: str, second: str) -> str:
    return f"{first} {second[:_STEM] if first in _PREFIXES else second.removesuffix('s')}"


def _solid(views: Sequence[View], parts: dict[str, tuple[str, str]]) -> dict[str, list[Use]]:
    """For each of these words, where it stands as one."""
    found: dict[str, list[Use]] = defaultdict(list)
    story = sorted({word for view in views for word in view.words})
    for key, (first, second) in parts.items():
        start = first + (second[:_STEM] if first in _PREFIXES else second.removesuffix("s"))
        for word in story[bisect_left(story, start) :]:
            if not word.startswith(start):
                break
            if (
                _key(first, word[len(first) :]) == key
                and word not in _APART
                and default_lexicon().knows(word)
            ):
                found[key] += [use for view in views if word in view.words for use in _places(view, word)]
    return found


def _places(view: View, word: str) -> Iterator[Use]:
    at = view.folded.find(word)
    while at >= 0:
        end = at + len(word)
        whole = not view.folded[at - 1 : at].isalnum() and not view.folded[end : end + 1].isalnum()
        if whole and view.folded[at - 1 : at] != "-" and view.folded[end : end + 1] != "-":
            yield Use(view, at, end)
        at = view.folded.find(word, end)


def _rewritten(text: str, prefix: str, *, hyphen: bool) -> str:
    at = len(prefix)
    return f"{text[:at]}-{text[at:]}" if hyphen else text[:at] + text[at + 1 :].lower()


def _finding(use: Use, model: Use, new: str) -> Finding:
    place = Place(model.view, model.start, model.end, f"“{model.text}” here")
    options = ((Replace(use.start, use.end, new),),)
    return Finding(use.view, use.start, use.end, options, {"match": use.text, "usual": model.text}, (place,))
