"""Writing XML: elements with their attributes in order, text escaped, and only characters that XML 1.0 can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dvo_tui.exchange.base import Loss
from dvo_tui.language import N_

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKED = re.compile('[&<>"\x00-\x1f\ud800-\udfff\ufffe\uffff]')
"""What an attribute or a text does not hold as it is; most have nothing of it, and to look is quick."""

_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_ATTRIBUTE = {**_TEXT, '"': "&quot;", "\n": "&#10;", "\t": "&#9;"}

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def legal(text: str) -> str:
    """The text with what XML 1.0 cannot hold replaced, one character for one."""
    return _ILLEGAL.sub("�", text)


def replaced(document: str, text: str) -> Iterator[Loss]:
    """A loss for a document whose text XML 1.0 cannot hold as it is."""
    if _ILLEGAL.search(text):
        yield Loss(document, "", "text", N_("what XML has no character for is written as �"))


def element(name: str, attributes: Mapping[str, object] | None = None, *inside: str) -> str:
    """An element; attributes that are `None` are left out, and `inside` is XML already."""
    opened = name + "".join(_attributes(attributes or {}))
    content = "".join(inside)
    return f"<{opened}>{content}</{name}>" if content else f"<{opened}/>"


def opening(name: str, attributes: Mapping[str, object]) -> str:
    """The tag that an element begins with, where its inside comes piece by piece."""
    return f"<{name}{''.join(_attributes(attributes))}>"


def text(written: str) -> str:
    """Text between tags."""
    return _escaped(written, _TEXT)


def _attributes(attributes: Mapping[str, object]) -> Iterator[str]:
    for name, value in attributes.items():
        if value is not None:
            yield f' {name}="{_escaped(str(value), _ATTRIBUTE)}"'


def _escaped(written: str, marks: Mapping[str, str]) -> str:
    """Each mark as its entity, the ampersand first."""
    if not _MARKED.search(written):
        return written
    written = legal(written)
    for mark, entity in marks.items():
        written = written.replace(mark, entity)
    return written
