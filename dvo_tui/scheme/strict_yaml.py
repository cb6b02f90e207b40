"""YAML without surprises: what is written is what is read, and nothing in a file can run, explode or hide.

One walk over the parser's events. Strings stay strings (`no`, `12:30`, `2021-04-12`); aliases, anchors, tags, duplicate
and non-string keys, deep nesting and more than one document are refused with file and line.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Collection, Iterator
from typing import Any

from dvo_tui.errors import DatasetError
from dvo_tui.language import _
from dvo_tui.scheme.quick_yaml import read_quickly

MAX_BYTES = 64 << 20
MAX_DEPTH = 32
MAX_EVENTS = 8_000_000
"""More than 200,000 annotations hold."""

Path = tuple[str | int, ...]

_INT = re.compile(r"[-+]?[0-9]{1,18}|0o[0-7]{1,18}|0x[0-9a-fA-F]{1,15}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_BASES = {"0o": 8, "0x": 16}


def load_strict(data: bytes, name: str) -> Any:
    """The content of a YAML file as plain dicts, lists, strings, numbers, booleans and None.

    Plain scalars are read by the YAML 1.2 core schema, quoted ones are strings.

    Args:
        data: The file's bytes, UTF-8.
        name: What to call the file in an error.

    Raises:
        DatasetError: naming file, line and path.
    """
    quick = read_quickly(data) if len(data) <= MAX_BYTES else None
    return quick if quick is not None else _Reader(data, name).read()


def lines_of(data: bytes, paths: Collection[Path]) -> dict[Path, int]:
    """The line, from 1, on which the value at each of `paths` begins; a path that leads nowhere has none."""
    reader = _Reader(data, "", looking_for=frozenset(paths))
    with contextlib.suppress(DatasetError):
        reader.read()
    return reader.found


def written(path: Path) -> str:
    """A path as messages show it: `$.entities[3].type`."""
    return "$" + "".join(f"[{part}]" if isinstance(part, int) else f".{part[:40]}" for part in path if part != "")


class _Reader:
    """One walk over one file; `stack` holds the containers that are open, outermost first."""

    def __init__(self, data: bytes, name: str, looking_for: Collection[Path] = ()) -> None:
        self.data = data
        self.name = name
        self.looking_for = looking_for
        self.found: dict[Path, int] = {}
        self.line = 1
        self.stack: list[_Open] = []
        self.documents: list[Any] = []

    def read(self) -> Any:
        import yaml

        if len(self.data) > MAX_BYTES:
            raise self._refused("the file is larger than {limit} MB", limit=MAX_BYTES >> 20)
        try:
            for event in self._events():
                self._take(event, type(event).__name__)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self.line = mark.line + 1 if mark else self.line
            raise self._refused("{problem}", problem=error.problem or error.context) from None
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            self.line = _undecodable(self.data)
            raise self._refused("no YAML: {problem}", problem=getattr(error, "reason", "unreadable")) from None
        if not self.documents:
            raise self._refused("the file holds nothing")
        return self.documents[0]

    def _events(self) -> Iterator[Any]:
        import yaml

        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        for count, event in enumerate(yaml.parse(self.data, Loader=loader)):
            if count > MAX_EVENTS:
                raise self._refused("the file holds too much")
            yield event

    def _take(self, event: Any, kind: str) -> None:
        self.line = event.start_mark.line + 1
        if kind in ("MappingStartEvent", "SequenceStartEvent", "ScalarEvent"):
            if event.anchor is not None:
                raise self._refused("anchors are not allowed")
            if event.tag is not None:
                raise self._refused("tags are not allowed")
        if kind == "ScalarEvent":
            self._scalar(event)
        elif kind == "MappingStartEvent":
            self._open(_Open({}))
        elif kind == "SequenceStartEvent":
            self._open(_Open([]))
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self.stack.pop()
        elif kind == "AliasEvent":
            raise self._refused("aliases are not allowed")
        elif kind == "DocumentStartEvent" and self.documents:
            raise self._refused("more than one document in the file")

    def _open(self, container: _Open) -> None:
        self._place(container.value)
        if len(self.stack) >= MAX_DEPTH:
            raise self._refused("nested deeper than {limit}", limit=MAX_DEPTH)
        self.stack.append(container)

    def _scalar(self, event: Any) -> None:
        top = self.stack[-1] if self.stack else None
        value = event.value if event.style else self._plain(event.value)
        if top is None or top.key is not None or isinstance(top.value, list):
            self._place(value)
        elif not isinstance(value, str):
            raise self._refused("a key must be a string; put it in quotes")
        elif value in top.value:
            top.last = ""  # the path is that of the mapping
            raise self._refused("the key {key} stands there twice", key=value[:40])
        else:
            top.key = value

    def _place(self, value: Any) -> None:
        if not self.stack:
            self.documents.append(value)
        else:
            top = self.stack[-1]
            if isinstance(top.value, list):
                top.value.append(value)
            elif top.key is None:
                raise self._refused("a key must be a string; put it in quotes")
            else:
                top.value[top.key] = value
                top.last, top.key = top.key, None
        if self.looking_for and (path := self._path()) in self.looking_for:
            self.found.setdefault(path, self.line)

    def _plain(self, text: str) -> Any:
        if text in _WORDS:
            return _WORDS[text]
        if _INT.fullmatch(text):
            return int(text[2:], _BASES[text[:2]]) if text[:2] in _BASES else int(text)
        if _FLOAT.fullmatch(text):
            if text.lstrip("+-").isdigit():
                raise self._refused("a number of more than 18 digits; put it in quotes")
            return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
        return text

    def _path(self) -> Path:
        """The path of what was placed last."""
        return tuple(
            len(open_.value) - 1 if isinstance(open_.value, list) else open_.key or open_.last for open_ in self.stack
        )

    def _refused(self, why: str, **values: object) -> DatasetError:
        return DatasetError(
            "{file}, line {line}, at {path}: {why}",
            file=self.name,
            line=self.line,
            path=written(self._path()),
            why=_(why).format(**values),
        )


def _undecodable(data: bytes) -> int:
    """The line of the first byte that is no UTF-8, else the first."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1
    return 1


class _Open:
    """A mapping or list that is not closed yet; `key` is the one that waits for its value, `last` the one before."""

    __slots__ = ("key", "last", "value")

    def __init__(self, value: dict[str, Any] | list[Any]) -> None:
        self.value: Any = value
        self.key: str | None = None
        self.last = ""
