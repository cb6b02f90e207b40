"""What a reviewer can do, as data: one struct a command, tagged by `do`, as `replay` reads them line by line."""

from __future__ import annotations

from typing import Any

import msgspec

from dvo_tui.errors import Refused


class Command(
    msgspec.Struct, frozen=True, kw_only=True, tag_field="do", omit_defaults=True, forbid_unknown_fields=True
):
    """The base of all commands; `do` names which."""


class Accept(Command, frozen=True, tag="accept"):
    """The suggestion is right."""

    id: str


class Reject(Command, frozen=True, tag="reject"):
    """The suggestion is wrong; it stays, as rejected, so that it is not proposed again."""

    id: str


class Reset(Command, frozen=True, tag="reset"):
    """Back to pending."""

    id: str


class Remove(Command, frozen=True, tag="remove"):
    """Take the record away; what pointed to it falls back to plain text or to the item before."""

    id: str


class Add(Command, frozen=True, kw_only=True, tag="add"):
    """Add what the machine missed; it is accepted at once. `values` fills further fields of the layer."""

    layer: str
    type: str = ""
    start: int
    end: int
    values: dict[str, Any] = {}


class SetField(Command, frozen=True, tag="set"):
    """Set one editable field. A correction is an acceptance: only `note` and `flag` leave the status alone."""

    id: str
    field: str
    value: Any


class Edit(Command, frozen=True, tag="edit"):
    """Set several fields of one record in one Change, as a form does."""

    id: str
    values: dict[str, Any]


class Respan(Command, frozen=True, tag="span"):
    """Move the edges of a record's span (of its `part`-th span, from 0), keeping id, link and origin."""

    id: str
    start: int
    end: int
    part: int = 0


class Same(Command, frozen=True, tag="same"):
    """Give every other occurrence of a mention's surface the same type and link, in one Change."""

    id: str


class Undo(Command, frozen=True, tag="undo"):
    """Take back the last Change that is not taken back yet."""


class Redo(Command, frozen=True, tag="redo"):
    """Do again what was undone last."""


class Complete(Command, frozen=True, tag="complete"):
    """The reviewer calls the document done; further edits are refused until it is reopened."""


class Reopen(Command, frozen=True, tag="reopen"):
    """The document is under review again."""


AnyCommand = Accept | Reject | Reset | Remove | Add | SetField | Edit | Respan | Same | Undo | Redo | Complete | Reopen


def parse(line: str | bytes) -> AnyCommand:
    """One command from its JSON line.

    Raises:
        Refused: if the line is no JSON or no command; the message names the field, never the text.
    """
    try:
        command: AnyCommand = _DECODER.decode(line)
        return command
    except msgspec.ValidationError as error:
        raise Refused("not a command: {why}", why=str(error)) from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Refused("not a command: the line is not one JSON object") from None


_DECODER = msgspec.json.Decoder(AnyCommand)
