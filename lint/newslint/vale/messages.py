"""A rule's message filled in as Vale does it: with `%s`, `%d`, `%[2]s` and `%%`."""

from __future__ import annotations

import re
from collections.abc import Sequence

_VERB = re.compile(r"%(?:\[(\d+)\])?[-+# 0]*(?:\.\d+)?([sdvq%])")


def filled(template: str, values: Sequence[str]) -> str:
    """The message with its values, on one line; a verb without a value is nothing."""
    if "%" not in template:
        return template.replace("\n", " ")
    at = 0

    def value(verb: re.Match[str]) -> str:
        nonlocal at
        if verb[2] == "%":
            return "%"
        at = int(verb[1]) - 1 if verb[1] else at
        text = values[at] if 0 <= at < len(values) else ""
        at += 1
        return f'"{text}"' if verb[2] == "q" else text

    return _VERB.sub(value, template).replace("\n", " ")


def either(words: Sequence[str]) -> str:
    """Words as a choice: 'a', 'b', or 'c'."""
    quoted = [f"'{word}'" for word in words]
    if len(quoted) < 3:
        return " or ".join(quoted)
    return ", ".join((*quoted[:-1], f"or {quoted[-1]}"))
