"""Regular expressions as Vale reads them (Go's regexp2 in its RE2 mode), for the `regex` package.

What differs is written out: `\\d`, `\\w` and `\\s` are ASCII there, `$` is the very end of the text unless
`(?m)` is on, flags may be set in the middle of an expression, and an unknown escape is its own letter.
"""

from __future__ import annotations

import re
from functools import lru_cache
from string import ascii_letters, digits, hexdigits

_CLASSES = {"d": "0-9", "w": "0-9A-Za-z_", "s": "\\t\\n\\f\\r "}
_POSIX = {
    "alnum": "0-9A-Za-z",
    "alpha": "A-Za-z",
    "ascii": "\\x00-\\x7f",
    "blank": "\\t ",
    "cntrl": "\\x00-\\x1f\\x7f",
    "digit": "0-9",
    "graph": "!-~",
    "lower": "a-z",
    "print": " -~",
    "punct": "!-/:-@\\[-`{-~",
    "space": "\\t\\n\\v\\f\\r ",
    "upper": "A-Z",
    "word": "0-9A-Za-z_",
    "xdigit": "0-9A-Fa-f",
}
_CONTROLS = {"a": 7, "b": 8, "e": 27, "f": 12, "n": 10, "r": 13, "t": 9, "v": 11}
_KEPT = frozenset("ims")
_QUANTIFIER = re.compile(r"\{\d+(?:,\d*)?\}")
_FLAGS = re.compile(r"\?([imnsx]*)(?:-([imnsx]+))?([:)])")
_NAMED = re.compile(r"\?(?:P?<|')([A-Za-z_]\w*)[>']")
_POSIX_CLASS = re.compile(r"\[:([a-z]+):\]")
_PROPERTY = re.compile(r"[pP](?:\{(\^?\w+)\}|(\w))")
_BY_NUMBER = re.compile(r"\(\?:\\(\d+)\)")
_BACK = re.compile(r"k(?:<(\w+)>|'(\w+)'|\{(\w+)\})|([1-9]\d*)")


class PatternError(ValueError):
    """An expression that is none, with what is wrong."""


@lru_cache(maxsize=4096)
def translated(expression: str) -> str:
    """The expression in the syntax of `regex`; PatternError where it is broken."""
    return _Translator(expression).run()


class _Translator:
    """One expression, read from left to right."""

    def __init__(self, expression: str) -> None:
        self.source = expression
        self.at = 0
        self.out: list[str] = []
        self.base = frozenset[str]()  # the flags with which the group that is open began
        self.flags = self.base  # in force here
        self.groups: list[bool] = []  # of the groups that capture, which have a name
        self.opened = 0  # groups that carry flags set in the middle of the group that is open
        self.stack: list[tuple[frozenset[str], frozenset[str], int]] = []

    def run(self) -> str:
        while self.at < len(self.source):
            char = self.source[self.at]
            self.at += 1
            step = _STEPS.get(char)
            if step:
                step(self)
            elif "x" in self.flags and char.isspace():
                continue
            else:
                self.out.append(_literal(char))
        if self.stack:
            raise PatternError("a parenthesis is not closed")
        self._close_flags()
        return _BY_NUMBER.sub(self._numbered, "".join(self.out)) if any(self.groups) else "".join(self.out)

    def _numbered(self, back: re.Match[str]) -> str:
        """A reference to a group by number: those with a name count behind those without."""
        ranked = sorted(range(len(self.groups)), key=self.groups.__getitem__)
        number = int(back[1])
        return f"(?:\\{ranked[number - 1] + 1})" if number <= len(ranked) else back[0]

    def _close_flags(self) -> None:
        self.out.append(")" * self.opened)
        self.opened = 0

    def _carry(self) -> None:
        """Open a group with the flags in force, where they were set in the middle of the one around."""
        marks = _marks(self.base, self.flags)
        if marks:
            self.out.append(f"(?{marks}:")
            self.opened += 1

    def group(self) -> None:
        rest = self.source[self.at :]
        flags = _FLAGS.match(rest)
        if rest.startswith("?#"):
            self.at = self.source.index(")", self.at) + 1
        elif rest.startswith("?P="):
            name, _, _ = rest[3:].partition(")")
            self.out.append(f"(?P={name})")
            self.at += len(name) + 4
        elif flags:
            self._flagged(flags)
        else:
            named = _NAMED.match(rest)
            opening = next((o for o in ("?<=", "?<!", "?=", "?!", "?>") if rest.startswith(o)), "")
            if named:
                opening, skipped = f"?P<{named[1]}>", named.end()
            elif rest.startswith("?") and not opening and not rest.startswith("?("):
                raise PatternError(f"a group cannot start with “({rest[:3]}”")
            else:
                skipped = len(opening)
            if named or not (opening or rest.startswith("?")):
                self.groups.append(bool(named))
            self._push(f"({opening}", self.flags)
            self.at += skipped

    def _flagged(self, flags: re.Match[str]) -> None:
        self.at += flags.end()
        new = (self.flags | set(flags[1])) - set(flags[2] or "")
        if flags[3] == ":":
            self._push(f"(?{_marks(self.flags, new)}:", new)
        elif new != self.flags:
            self._close_flags()
            self.flags = new
            self._carry()

    def _push(self, opening: str, flags: frozenset[str]) -> None:
        self.out.append(opening)
        self.stack.append((self.base, self.flags, self.opened))
        self.base = self.flags = flags
        self.opened = 0

    def close(self) -> None:
        if not self.stack:
            raise PatternError("a parenthesis is closed that was not opened")
        self._close_flags()
        self.out.append(")")
        self.base, self.flags, self.opened = self.stack.pop()

    def alternative(self) -> None:
        self._close_flags()
        self.out.append("|")
        self._carry()

    def start(self) -> None:
        self.out.append("^" if "m" in self.flags else r"\A")

    def end(self) -> None:
        self.out.append("$" if "m" in self.flags else r"\Z")

    def plain(self) -> None:
        self.out.append(self.source[self.at - 1])

    def brace(self) -> None:
        found = _QUANTIFIER.match(self.source, self.at - 1)
        self.out.append(found[0] if found else r"\{")
        self.at += len(found[0]) - 1 if found else 0

    def comment(self) -> None:
        if "x" not in self.flags:
            self.out.append(r"\#")
            return
        end = self.source.find("\n", self.at)
        self.at = len(self.source) if end < 0 else end

    def escape(self) -> None:
        if self.at >= len(self.source):
            raise PatternError("it ends with a lone backslash")
        char = self.source[self.at]
        back = _BACK.match(self.source, self.at)
        if char in "bBA":
            self.out.append("\\" + char)
        elif char in "zZ":
            self.out.append(r"\Z" if char == "z" else r"(?=\n?\Z)")
        elif char in "dwsDWS":
            self.out.append(f"[{'^' if char.isupper() else ''}{_CLASSES[char.lower()]}]")
        elif back:
            name = next(filter(None, back.groups()))
            self.out.append(f"(?P={name})" if not name.isdigit() else f"(?:\\{name})")
            self.at = back.end()
            return
        else:
            code, self.at = _escaped(self.source, self.at)
            self.out.append(code)
            return
        self.at += 1

    def char_class(self) -> None:
        text, self.at = _class(self.source, self.at)
        self.out.append(text)


def _marks(old: frozenset[str], new: frozenset[str]) -> str:
    """How `regex` writes the change from some flags to others; `x` is dealt with here."""
    on, off = "".join(sorted((new - old) & _KEPT)), "".join(sorted((old - new) & _KEPT))
    return on + (f"-{off}" if off else "")


def _literal(char: str) -> str:
    """The character as itself, outside a class and inside one."""
    if char in ascii_letters or char in digits or not char.isascii():
        return char
    return {"\n": "\\n", "\t": "\\t", "\r": "\\r", " ": " "}.get(char, "\\" + char)


def _escaped(source: str, at: int) -> tuple[str, int]:
    """What the escape at `at` (behind the backslash) stands for, in a class too, and where it ends."""
    char = source[at]
    prop = _PROPERTY.match(source, at)
    if prop:
        return f"\\{char}{{{prop[1] or prop[2]}}}", prop.end()
    if char == "x" and source[at + 1 : at + 2] == "{":
        end = source.index("}", at)
        return _literal(chr(int(source[at + 2 : end], 16))), end + 1
    width = {"x": 2, "u": 4}.get(char, 0)
    code = source[at + 1 : at + 1 + width]
    if width and len(code) == width and set(code) <= set(hexdigits):
        return _literal(chr(int(code, 16))), at + 1 + width
    if char in _CONTROLS:
        return f"\\x{_CONTROLS[char]:02x}", at + 1
    if char == "0":
        octal = re.compile("[0-7]{1,3}").match(source, at)
        assert octal
        return f"\\x{int(octal[0], 8):02x}", octal.end()
    return _literal(char), at + 1


def _class(source: str, at: int) -> tuple[str, int]:
    """The class whose bracket stands before `at`, and where it ends; `[a-z-[aeiou]]` subtracts."""
    negated = source[at : at + 1] == "^"
    at += negated
    first, parts, without = at, list[str](), ""
    single = False  # whether a range may start with what was read last
    while source[at : at + 1] != "]" or at == first:
        if at >= len(source):
            raise PatternError("a class of characters is not closed")
        posix = _POSIX_CLASS.match(source, at)
        if posix and posix[1] in _POSIX:
            parts.append(_POSIX[posix[1]])
            at, single = posix.end(), False
        elif source.startswith("-[", at) and parts:
            without, at = _class(source, at + 2)
        elif source[at] == "-" and single and source[at + 1 : at + 2] not in ("]", ""):
            code, at = _member(source, at + 1)
            parts.append(f"-{code}")
            single = False
        else:
            code, end = _member(source, at)
            single = not (source[at] == "\\" and source[at + 1 : at + 2] in "dwsDWSpP")
            parts.append(code)
            at = end
    made = f"[{'^' if negated else ''}{''.join(parts)}]"
    return (f"(?!{without}){made}" if without else made), at + 1


def _member(source: str, at: int) -> tuple[str, int]:
    """One character, or one escape, inside a class, and where it ends."""
    if source[at] != "\\" or at + 1 == len(source):
        return _literal(source[at]), at + 1
    if source[at + 1] in "dwsDWS":
        return _inverse(source[at + 1]), at + 2
    return _escaped(source, at + 1)


def _inverse(letter: str) -> str:
    """What stands for `\\d` or `\\D` and so on inside a class."""
    if letter.islower():
        return _CLASSES[letter]
    return {
        "D": "\\x00-/:-\\U0010ffff",
        "S": "\\x00-\\x08\\x0b\\x0e-\\x1f!-\\U0010ffff",
        "W": "\\x00-/:-@\\[-\\^`{-\\U0010ffff",
    }[letter]


_STEPS = {
    "(": _Translator.group,
    ")": _Translator.close,
    "|": _Translator.alternative,
    "^": _Translator.start,
    "$": _Translator.end,
    ".": _Translator.plain,
    "*": _Translator.plain,
    "+": _Translator.plain,
    "?": _Translator.plain,
    "{": _Translator.brace,
    "#": _Translator.comment,
    "\\": _Translator.escape,
    "[": _Translator.char_class,
}
