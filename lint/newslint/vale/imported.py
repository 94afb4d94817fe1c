"""Vale's rules written out as rules of newslint's own, to which examples are to be added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from .definitions import Definition
from .gosyntax import PatternError, translated
from .project import Project
from .substitution import options

_SCOPES = {
    "heading": ("headline", "subhead"),
    "list": ("list",),
    "blockquote": ("quote",),
    "table": ("table",),
    "raw": ("source",),
    "sentence": ("prose",),
    "paragraph": ("prose",),
}
_PHRASE = re.compile(r"[^\W_](?:[\w '’-]*\w)?")
_WORDS = re.compile(r"\(?(?:\\b)?\(?\\w\+\)?(?:\\b)?\)?")
_TO_ADD = """\
# Examples are to be added: three texts that the rule must flag and three that it must not, for instance
#   wrong:
#     - {text: …, at: …, fixed: …}
#   right:
#     - …
examples: {wrong: [], right: []}
"""


class Written(NamedTuple):
    """A rule file: its path below the folder of rules, and its text."""

    path: str
    text: str


def written(definition: Definition, project: Project) -> list[Written]:
    """The files for a rule; none where our rules have nothing like it."""
    make = _MAKERS.get(definition.kind)
    made = list(make(definition)) if make else []
    name = _name(definition.name)
    return [
        Written(f"{name}{f'-{number}' if number > 1 else ''}.yml", _text(definition, values))
        for number, values in enumerate(made, 1)
    ]


def _name(full: str) -> str:
    """`Google.GenderBias` as a category and a name: `google/gender-bias`."""
    style, _, rest = full.partition(".")
    return f"{_kebab(style)}/{_kebab(rest.replace('.', '-'))}"


def _kebab(text: str) -> str:
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^A-Za-z0-9]+", "-", text)
    return re.sub("-+", "-", parted).strip("-").lower()


def _text(definition: Definition, values: Mapping[str, Any]) -> str:
    import yaml

    why = definition.text("description").strip() or f"The style {definition.name.split('.')[0]} asks for it."
    link = definition.text("link").strip()
    page = {
        "summary": re.sub(
            r"\s+", " ", re.sub(r"[\"'‘“]?%(?:\[\d\])?[sdvq][\"'’”]?", "…", definition.text("message"))
        ),
        "why": why,
        **({"references": [link]} if link else {}),
        "severity": definition.text("level"),
        "scope": list(_scopes(definition.strings("scope"))),
        **values,
    }
    head = f"# From Vale’s rule {definition.name}, by newslint import-vale.\n"
    return head + yaml.safe_dump(page, allow_unicode=True, sort_keys=False, width=110) + _TO_ADD


def _scopes(told: Sequence[str]) -> Iterator[str]:
    found: list[str] = []
    for scope in told:
        first = scope.split("&")[0].strip().lstrip("~").split(".")[0]
        found += _SCOPES.get(first, ("text",))
    yield from dict.fromkeys(found or ["text"])


def _message(definition: Definition, names: Sequence[str]) -> str:
    """The message with our placeholders for Vale's verbs, in order."""
    text = definition.text("message").replace("{", "(").replace("}", ")").replace("%%", "%")
    told = iter(names)
    return re.sub(r"%(?:\[\d\])?[sdvq]", lambda _: f"{{{next(told, names[-1])}}}", text)


def _existence(definition: Definition) -> Iterator[dict[str, Any]]:
    nonword, ignore = definition.flag("nonword"), definition.flag("ignorecase")
    tokens, raw = list(definition.strings("tokens")), "".join(definition.strings("raw"))
    removes = (
        isinstance(definition.values.get("action"), dict) and "remove" in definition.values["action"].values()
    )
    common = {"message": _message(definition, ("match",))}
    case = {} if ignore else {"case": "match"}
    exceptions = [each for each in definition.strings("exceptions") if _PHRASE.fullmatch(each)]
    if tokens and not nonword and not raw:
        phrases = [token for token in tokens if _PHRASE.fullmatch(token)]
        tokens = [token for token in tokens if token not in phrases]
        if phrases:
            words = {"map": dict.fromkeys(phrases, "")} if removes else {"words": phrases}
            fix = {"fix": "unsafe"} if removes else {}
            yield {
                **common,
                "kind": "literal",
                **fix,
                **words,
                **case,
                **({"except": exceptions} if exceptions else {}),
            }
    inner = f"(?:{'|'.join(tokens)})" if tokens else ""
    inner = rf"\b{inner}\b" if inner and not nonword else inner
    expression = inner + raw if definition.flag("append") else raw + inner
    if expression:
        fix = {"fix": "unsafe", "replace": ""} if removes else {}
        yield {
            **common,
            "kind": "regex",
            **fix,
            "pattern": _plain(f"(?m){expression}"),
            "text": "raw",
            **case,
        }


def _substitution(definition: Definition) -> Iterator[dict[str, Any]]:
    action = definition.values.get("action")
    fix = "unsafe" if isinstance(action, dict) and action.get("name") == "replace" else "display"
    common = {"message": _message(definition, ("fixed", "match")), "fix": fix}
    case = {} if definition.flag("ignorecase") else {"case": "match"}
    phrases: dict[str, Any] = {}
    others: dict[str, str] = {}
    for wrong, right in definition.table("swap").items():
        told = options(right)
        if _PHRASE.fullmatch(wrong) and not definition.flag("nonword") and told:
            phrases[wrong] = told[0] if len(told) == 1 else list(told)
        else:
            others[wrong] = right
    if phrases:
        yield {**common, "kind": "literal", "map": phrases, **case}
    by_right: dict[str, list[str]] = {}
    for wrong, right in others.items():
        by_right.setdefault(right, []).append(wrong)
    for right, wrongs in by_right.items():
        around = "(?:%s)" if definition.flag("nonword") else r"\b(?:%s)\b"
        pattern = _plain(around.replace("%s", "|".join(wrongs)))
        plain = () if "$" in right else options(right)
        ways = [re.sub(r"[{}]", "", way) for way in plain]
        mend = {"replace": ways[0] if len(ways) == 1 else ways} if ways else {}
        page = common if ways else {"message": _message(definition, ("match",)), "fix": "none"}
        yield {**page, "kind": "regex", "pattern": pattern, "text": "raw", **mend, **case}


def _occurrence(definition: Definition) -> Iterator[dict[str, Any]]:
    scopes = definition.strings("scope")
    per = next((each for each in ("sentence", "paragraph") if each in scopes), "story")
    if not definition.number("max"):
        return
    token = definition.text("token")
    counted = (
        {"count": "words"} if _WORDS.fullmatch(token) else {"count": "matches", "pattern": _plain(token)}
    )
    message = _message(definition, ("match",))
    yield {"message": message, "kind": "metric", **counted, "per": per, "max": int(definition.number("max"))}


def _consistency(definition: Definition) -> Iterator[dict[str, Any]]:
    for one, other in definition.table("either").items():
        variants = [
            {"name": name, "pattern": _plain(text if definition.flag("nonword") else rf"\b(?:{text})\b")}
            for name, text in (("first", one), ("second", other))
        ]
        yield {"message": _message(definition, ("match",)), "kind": "consistency", "variants": variants}


def _plain(expression: str) -> str:
    """The expression in our syntax; as it is where it is broken, for its writer to mend."""
    try:
        return translated(expression)
    except PatternError:
        return expression


_MAKERS = {
    "existence": _existence,
    "substitution": _substitution,
    "occurrence": _occurrence,
    "consistency": _consistency,
}
