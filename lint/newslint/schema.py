"""Rule files: YAML -> typed values, every fault with its place; and the JSON Schema of the same types."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin

import yaml

from .document import SCOPES
from .errors import Location, PluginError, RuleError, nearest
from .match import kind_named, kind_names
from .match.template import faults
from .problem import Applicability, Severity
from .rule import Page, Rule

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # no implicit types: `no` and 8:30 are strings


class _Broken(Exception):
    """The value cannot be used; its faults are noted."""


@dataclass
class _Reader:
    path: str
    lists: Mapping[str, frozenset[str]]
    errors: list[RuleError]

    def fault(self, node: yaml.Node, message: str, hint: str | None = None) -> None:
        mark = node.start_mark
        self.errors.append(RuleError(message, Location(self.path, mark.line + 1, mark.column + 1), hint))

    def value(self, node: yaml.Node, kind: Any) -> Any:
        """The node as a value of the type `kind`; _Broken where it is none."""
        origin = get_origin(kind)
        if is_dataclass(kind):
            return self.record(node, (kind,))[0]
        if origin is Literal:
            return self.choice(node, get_args(kind))
        if origin in (types.UnionType, typing.Union):
            return self.union(node, get_args(kind))
        if origin is tuple:
            return self.sequence(node, get_args(kind)[0])
        if origin is dict:
            pairs = self.pairs(node)
            return {name: self.value(child, get_args(kind)[1]) for name, _, child in pairs}
        if not isinstance(node, yaml.ScalarNode):
            raise self.broken(node, f"expected {_name(kind)}, found {_kind_of(node)}")
        if kind is int:
            if not re.fullmatch(r"-?[0-9]+", node.value):
                raise self.broken(node, f"expected a whole number, found “{node.value}”")
            return int(node.value)
        return node.value

    def broken(self, node: yaml.Node, message: str, hint: str | None = None) -> _Broken:
        self.fault(node, message, hint)
        return _Broken()

    def choice(self, node: yaml.Node, allowed: tuple[str, ...]) -> str:
        if isinstance(node, yaml.ScalarNode) and node.value in allowed:
            return str(node.value)
        found = f"“{node.value}”" if isinstance(node, yaml.ScalarNode) else _kind_of(node)
        listed = ", ".join(name for name in allowed if name)
        raise self.broken(node, f"expected one of {listed}; found {found}", _near(str(node.value), allowed))

    def union(self, node: yaml.Node, kinds: tuple[Any, ...]) -> Any:
        """The member that the node's own form calls for: text, list or mapping."""
        forms = {yaml.ScalarNode: (str, int), yaml.SequenceNode: (tuple,), yaml.MappingNode: (dict,)}[
            type(node)
        ]
        for kind in kinds:
            if get_origin(kind) is tuple and get_args(kind)[0] is str and _is_list(node):
                return self.words(node)
        for kind in kinds:
            if kind in forms or get_origin(kind) in forms:
                return self.value(node, kind)
            if is_dataclass(kind) and isinstance(node, yaml.MappingNode):
                return self.value(node, kind)
        wanted = " or ".join(_name(kind) for kind in kinds if kind is not type(None))
        raise self.broken(node, f"expected {wanted}, found {_kind_of(node)}")

    def sequence(self, node: yaml.Node, kind: Any) -> tuple[Any, ...]:
        if isinstance(node, yaml.ScalarNode) and (kind is str or str in get_args(kind)):
            return self.words(node)  # one word may stand for a list of one
        if not isinstance(node, yaml.SequenceNode):
            raise self.broken(node, f"expected a list, found {_kind_of(node)}")
        if kind is str:
            return _shared(tuple(word for child in node.value for word in self.words(child)))
        return tuple(self.each(node.value, kind))

    def each(self, nodes: list[yaml.Node], kind: Any) -> Iterator[Any]:
        """All the values, so that every fault is found, not only the first."""
        broken = None
        for node in nodes:
            try:
                yield self.value(node, kind)
            except _Broken as error:
                broken = error
        if broken:
            raise broken

    def words(self, node: yaml.Node) -> tuple[str, ...]:
        """A word, or the words of the list that `@name` names."""
        word = self.value(node, str)
        if not word.startswith("@") or len(word) < 2:
            return (word,)
        if word[1:] not in self.lists:
            raise self.broken(node, f"there is no word list “{word}”", _near(word[1:], tuple(self.lists)))
        return _shared(tuple(sorted(self.lists[word[1:]])))

    def pairs(self, node: yaml.Node) -> list[tuple[str, yaml.Node, yaml.Node]]:
        if not isinstance(node, yaml.MappingNode):
            raise self.broken(node, f"expected a mapping, found {_kind_of(node)}")
        seen: dict[str, int] = {}
        out: list[tuple[str, yaml.Node, yaml.Node]] = []
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise self.broken(key, "a key must be a word")
            if key.value in seen:
                self.fault(key, f"“{key.value}” stands twice; it was in line {seen[key.value]} already")
            seen[key.value] = key.start_mark.line + 1
            out.append((key.value, key, value))
        return out

    def record(self, node: yaml.Node, kinds: tuple[Any, ...]) -> tuple[Any, ...]:
        """One value of each dataclass in `kinds`, which share the keys of a mapping."""
        known = {_key(f): (f, hint) for kind in kinds for f, hint in _fields(kind)}
        values: dict[str, Any] = {}
        broken = None
        unknown = False
        for name, key, child in self.pairs(node):
            if name not in known:
                unknown = True
                broken = self.broken(key, f"unknown key “{name}”", _near(name, tuple(known)))
                continue
            field, hint = known[name]
            values[field.name] = None
            try:
                values[field.name] = self.value(child, hint)
            except _Broken as error:
                broken = error
        for name, (field, _) in known.items():
            required = field.default is MISSING and field.default_factory is MISSING
            if required and field.name not in values and not unknown:  # the unknown one may be it, misspelt
                broken = self.broken(node, f"the key “{name}” is missing", field.metadata.get("doc") or None)
        if broken:
            raise broken
        return tuple(
            kind(**{f.name: values[f.name] for f, _ in _fields(kind) if f.name in values}) for kind in kinds
        )


def parse_rule(
    text: str, path: str, rule_id: str, lists: Mapping[str, frozenset[str]]
) -> Rule | list[RuleError]:
    """The rule in a file's text, or everything that is wrong with it."""
    reader = _Reader(path, lists, [])
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        location = Location(path, mark.line + 1, mark.column + 1) if mark else Location(path)
        said = getattr(error, "problem", None) or " ".join(str(error).split())
        hint = "put it in quotation marks" if "cannot start any token" in said else None
        return [RuleError(f"not YAML: {said}", location, hint)]
    except RecursionError:
        return [RuleError("nested too deeply", Location(path))]
    if node is None:
        return [
            RuleError("the file is empty", Location(path), "`newslint rules new` writes one to start from")
        ]
    try:
        kind = (
            next((v for k, v in node.value if k.value == "kind"), None)
            if isinstance(node, yaml.MappingNode)
            else None
        )
        if kind is None:
            raise reader.broken(node, "the key “kind” is missing", f"kinds: {', '.join(kind_names())}")
        page, matcher = reader.record(node, (Page, _matcher(reader, kind)))
    except _Broken:
        return _in_order(reader.errors)
    except RecursionError:  # a part that refers to itself, through an anchor of YAML
        return [RuleError("a part of the rule contains itself", Location(path))]
    _check(reader, node, page, matcher, rule_id)
    if reader.errors:
        return _in_order(reader.errors)
    return Rule(
        id=rule_id,
        page=page,
        matcher=matcher,
        scopes=frozenset(scope for name in page.scope for scope in SCOPES[name]),
        path=path,
        severity=Severity[page.severity.upper()],
        applicability=None if page.fix == "none" else Applicability[page.fix.upper()],
    )


def _matcher(reader: _Reader, node: yaml.Node) -> Any:
    """The rule kind that the node names."""
    name = reader.choice(node, kind_names())
    try:
        return kind_named(name)
    except PluginError as error:
        raise reader.broken(node, error.message, error.hint) from None


def _in_order(errors: list[RuleError]) -> list[RuleError]:
    return sorted(errors, key=lambda error: error.location or ())


def _check(reader: _Reader, node: yaml.Node, page: Page, matcher: Any, rule_id: str) -> None:
    """What types cannot say."""
    keys = {key.value: value for key, value in node.value}
    name = rule_id.split("/")[-1]
    if page.id and page.id != name:
        reader.fault(
            keys["id"],
            f"id “{page.id}” is not the file's name “{name}”",
            "leave `id` out, or rename the file",
        )
    for scope in page.scope:
        if scope not in SCOPES:
            reader.fault(keys["scope"], f"“{scope}” is no scope", _near(scope, tuple(SCOPES)))
    for day in ("since", "until"):
        if getattr(page, day) and not is_date(getattr(page, day)):
            reader.fault(keys[day], f"“{getattr(page, day)}” is no day; write YYYY-MM-DD")
    broken = list(matcher.check())
    for fault in broken:
        reader.fault(_place(node, fault.split(": ")) or keys.get("pattern", node), fault)
    if not broken:
        for fault in faults(page.message, matcher.names and matcher.names | {"fixed"}):
            reader.fault(keys["message"], f"message: {fault}")
        if any(not anchor.strip("*") for anchor in matcher.anchors or ()):
            reader.fault(
                keys.get("anchors", keys.get("words", node)), "an anchor is empty", "give at least a letter"
            )
    for index, wrong in enumerate(page.examples.wrong):
        if wrong.start < 0:
            hint = "give words around it in `in`"
            reader.fault(
                keys["examples"], f"wrong example {index + 1}: “{wrong.at}” must occur once in its text", hint
            )


def is_date(text: str) -> bool:
    """Whether this is a day that exists, as YYYY-MM-DD."""
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _place(node: yaml.Node, names: list[str]) -> yaml.Node | None:
    """The value under these keys, as deep as they lead; None where not even the first is a key."""
    found = None
    for name in names:
        if not isinstance(node, yaml.MappingNode):
            break
        inner = {key.value: value for key, value in node.value}.get(name)
        if inner is None:
            break
        found = node = inner
    return found


@typing.no_type_check
def _fields(kind: type) -> list[tuple[Field, Any]]:
    return _hinted(kind)


def _hinted(kind: Any) -> list[tuple[Field[Any], Any]]:
    cached = _HINTED.get(kind)
    if cached is None:
        hints = typing.get_type_hints(kind)
        cached = _HINTED[kind] = [(f, hints[f.name]) for f in fields(kind)]
    return cached


_HINTED: dict[Any, list[tuple[Field[Any], Any]]] = {}


@cache
def _shared(words: tuple[str, ...]) -> tuple[str, ...]:
    """The same words as one object, so that a compiled rule set holds them once."""
    return words


def _is_list(node: yaml.Node) -> bool:
    """Whether the node names a word list, as `@mass-nouns` does."""
    return isinstance(node, yaml.ScalarNode) and node.value.startswith("@") and len(node.value) > 1


def _key(field: Field[Any]) -> str:
    return str(field.metadata.get("key") or field.name)


def _name(kind: Any) -> str:
    if kind in (str, int):
        return "a text" if kind is str else "a whole number"
    return {tuple: "a list", dict: "a mapping"}.get(get_origin(kind) or kind, "a mapping")


def _kind_of(node: yaml.Node) -> str:
    return {yaml.ScalarNode: "a text", yaml.SequenceNode: "a list"}.get(type(node), "a mapping")


def _near(word: str, known: tuple[str, ...]) -> str | None:
    near = nearest(word, filter(None, known))
    return f"did you mean “{near}”?" if near else None


def json_schema() -> dict[str, Any]:
    """The JSON Schema of rule files, for editors."""
    definitions: dict[str, Any] = {}
    branches = []
    for name in kind_names():
        kind = kind_named(name)
        branch = _record_schema((Page, kind), definitions)
        branch["properties"]["kind"] = {"const": name, "description": (kind.__doc__ or "").split("\n")[0]}
        branches.append(branch)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "newslint rule",
        "oneOf": branches,
        "$defs": definitions,
    }


def _record_schema(kinds: tuple[Any, ...], definitions: dict[str, Any]) -> dict[str, Any]:
    properties, required = {}, []
    for field, hint in (pair for kind in kinds for pair in _hinted(kind)):
        doc = {"description": field.metadata["doc"]} if field.metadata.get("doc") else {}
        properties[_key(field)] = {**_schema(hint, definitions), **doc}
        if field.default is MISSING and field.default_factory is MISSING:
            required.append(_key(field))
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _schema(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, args = get_origin(kind), get_args(kind)
    if is_dataclass(kind):
        name = getattr(kind, "__name__", str(kind))
        if name not in definitions:
            definitions[name] = {}  # a place held, since Element holds an Element
            definitions[name] = _record_schema((kind,), definitions)
        return {"$ref": f"#/$defs/{name}"}
    if origin is Literal:
        return {"enum": list(args)}
    if origin in (types.UnionType, typing.Union):
        return {"anyOf": [_schema(arg, definitions) for arg in args if arg is not type(None)]}
    if origin is tuple:
        many = {"type": "array", "items": _schema(args[0], definitions)}
        return {"anyOf": [{"type": "string"}, many]} if args[0] is str else many
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema(args[1], definitions)}
    # Every scalar of a rule file is read as text, so that a bare 10 or yes is one too.
    if kind is int:
        return {"type": ["integer", "string"], "pattern": "^-?[0-9]+$"}
    return {"type": ["string", "number", "boolean"]}
