"""The patterns of `.vale.ini`'s sections, such as `*.{md,txt}` or `docs/**/*.md`, as regular expressions."""

from __future__ import annotations

import re
from functools import lru_cache


@lru_cache(maxsize=1024)
def matches(pattern: str, path: str) -> bool:
    """Whether a section is about a path. Its `*` goes over folders too; only beside `**` it stays in one."""
    negated = pattern.startswith("!")
    return bool(_compiled(pattern.lstrip("!") if negated else pattern).fullmatch(path)) != negated


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(_translated(pattern), re.DOTALL)


def _translated(pattern: str) -> str:
    folders = "**" in pattern  # then a single star stays within its folder
    any_one, any_run = ("[^/]", "[^/]*") if folders else (".", ".*")
    out, at, depth = "", 0, 0
    while at < len(pattern):
        char = pattern[at]
        if pattern.startswith("**/", at):
            out, at = out + "(?:.*/)?", at + 3
            continue
        if pattern.startswith("**", at):
            out, at = out + ".*", at + 2
            continue
        end = pattern.find("]", at + 2)
        if char == "[" and end > 0:
            inner = pattern[at + 1 : end].replace("\\", "\\\\")
            out += f"[{'^' + inner[1:] if inner[0] in '!^' else inner}]"
            at = end
        elif char == "{":
            out, depth = out + "(?:", depth + 1
        elif char == "}" and depth:
            out, depth = out + ")", depth - 1
        elif char == "," and depth:
            out += "|"
        elif char == "\\" and at + 1 < len(pattern):
            at += 1
            out += re.escape(pattern[at])
        else:
            out += {"*": any_run, "?": any_one}.get(char) or re.escape(char)
        at += 1
    return out + ")" * depth
