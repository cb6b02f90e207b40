"""What a reviewer can do, as data: one struct a command, tagged by `do`, as `replay` reads them line by line."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from dvo_tui.errors import Refused
from dvo_tui.minutes.model import Attendance
from dvo_tui.review.records import Status


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
    """Give every other occurrence of a mention's surface the same type and link, in one Change.

    `without` (`except` in JSON) holds the offsets at which occurrences begin that are left as they are.
    """

    id: str
    without: tuple[int, ...] = msgspec.field(default=(), name="except")


class Adopt(Command, frozen=True, kw_only=True, tag="adopt"):
    """Mark every occurrence of a surface, as `Same` does, in a document that has no mention to take it from.

    `link` is a name: of who has just that name in this meeting, else it stays the plain name.
    """

    layer: Literal["entity"] = "entity"
    type: str
    text: str
    link: str | None = None
    without: tuple[int, ...] = msgspec.field(default=(), name="except")


class Settle(Command, frozen=True, tag="settle"):
    """Give many annotations one status, in one Change."""

    ids: tuple[str, ...]
    status: Status


class Newcomer(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Somebody, or a body, whom the attendance list does not name."""

    name: str
    organisation: str | None = None
    role: str | None = None
    attendance: Attendance = "not_listed"


class Link(Command, frozen=True, tag="link"):
    """Say who a mention, a turn's speaker or an owner of an action is: a participant id or a plain name.

    With `create` it is a new participant. Without either the link goes. An action gets one more owner, or without
    either none. Every record of `also` gets the same link and keeps its status.
    """

    id: str
    to: str | None = None
    create: Newcomer | None = None
    also: tuple[str, ...] = ()


class Introduce(Command, frozen=True, tag="introduce"):
    """Add a participant who is not named in the text, or not in one place."""

    name: str
    organisation: str | None = None
    role: str | None = None
    attendance: Attendance = "not_listed"


class Merge(Command, frozen=True, tag="merge"):
    """Participants, or plain names that something is linked to, are one: the first of them stays.

    Whatever points to another one points to the first; spans are united, and what it does not know the others tell.
    """

    ids: tuple[str, ...]


class Split(Command, frozen=True, tag="split"):
    """A participant is two: the `mentions` (of any layer) go to a new one with that name.

    So do the mentions in the attendance list that begin at one of `spans`.
    """

    id: str
    mentions: tuple[str, ...]
    name: str
    spans: tuple[int, ...] = ()


class Evidence(Command, frozen=True, tag="evidence"):
    """One more span of a decision, action, turn or note."""

    id: str
    start: int
    end: int


class Withdraw(Command, frozen=True, tag="withdraw"):
    """Take the `part`-th span (from 0) of a record away; it keeps at least one."""

    id: str
    part: int


class Nothing(Command, frozen=True, kw_only=True, tag="nothing"):
    """What sounds like a decision or action is none: kept as a rejected record, so that nobody is asked again."""

    start: int
    end: int
    layer: Literal["decision", "action"] = "action"


class Divide(Command, frozen=True, kw_only=True, tag="divide"):
    """Cut the agenda item that holds `at` there; the second half has the first's parent and `values`.

    Its title, unless given, is the first line of the second half.
    """

    at: int
    values: dict[str, Any] = {}


class Join(Command, frozen=True, tag="join"):
    """The text of an agenda item belongs to the item printed before it; its children go up to that one's level."""

    id: str


class Indent(Command, frozen=True, tag="indent"):
    """An agenda item lies within the one before it on its level."""

    id: str


class Outdent(Command, frozen=True, tag="outdent"):
    """An agenda item leaves the one it lies in; what follows there lies within it from now on."""

    id: str


class Renumber(Command, frozen=True, tag="renumber"):
    """Set label, section and number of an agenda item from its label as printed: `B4` is section B, number 4."""

    id: str
    label: str


class Place(Command, frozen=True, tag="place"):
    """Give what lost its place in a changed text a new one, keeping its fields, id, link and origin.

    `part` counts its quotes from 0; without it the first that has no place. Without `start` and `end` it goes to the
    places that it has, and the quotes without one are left out.
    """

    id: str
    start: int | None = None
    end: int | None = None
    part: int | None = None


class Dismiss(Command, frozen=True, tag="dismiss"):
    """What lost its place in a changed text needs none any more; it is kept, and `reset` takes that back."""

    id: str


class Undo(Command, frozen=True, tag="undo"):
    """Take back the last Change that is not taken back yet."""


class Redo(Command, frozen=True, tag="redo"):
    """Do again what was undone last."""


class Complete(Command, frozen=True, tag="complete"):
    """The reviewer calls the document done; further edits are refused until it is reopened."""


class Reopen(Command, frozen=True, tag="reopen"):
    """The document is under review again."""


AnyCommand = (
    Accept
    | Reject
    | Reset
    | Remove
    | Add
    | SetField
    | Edit
    | Respan
    | Same
    | Adopt
    | Settle
    | Link
    | Introduce
    | Merge
    | Split
    | Evidence
    | Withdraw
    | Nothing
    | Divide
    | Join
    | Indent
    | Outdent
    | Renumber
    | Place
    | Dismiss
    | Undo
    | Redo
    | Complete
    | Reopen
)


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
