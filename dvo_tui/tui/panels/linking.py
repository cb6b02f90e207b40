"""Who a name is: ranked candidates with score and reason, somebody new on the spot, or the words as they stand.

Invariant: one Change links the record, and with it the other mentions of the same name, unless that is switched off.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dvo_tui.language import _
from dvo_tui.review.commands import Link, Newcomer
from dvo_tui.review.records import Action, Annotation, Entity, Turn
from dvo_tui.review.session import ReviewSession
from dvo_tui.tui.acts import after
from dvo_tui.tui.choices import hint, linked_name, links
from dvo_tui.tui.panels.base import HELD, Answer, leave
from dvo_tui.tui.panels.choosing import ChoicePanel
from dvo_tui.tui.pieces import Line, Piece, crop, piece, spread

if TYPE_CHECKING:
    from dvo_tui.review.candidates import Candidate, KnownName

NEW = "0"
"""The digit of somebody who is not listed yet."""


class LinkPanel(ChoicePanel["Candidate"]):
    """Who it is, picked; 0 makes somebody new.

    Args:
        session: The session.
        record: What is linked: a mention, a turn or an action.
        register: Names known in the workspace.
    """

    def __init__(self, session: ReviewSession, record: Annotation, register: Sequence[str | KnownName] = ()) -> None:
        from dvo_tui.review.candidates import alike

        super().__init__()
        self._session = session
        self._record = record
        self._register = register
        self._name = linked_name(session, record)
        self._others = alike(session, record.id)
        self._following = True

    @property
    def options(self) -> list[Candidate]:
        return list(links(self._session, self._record, self._register, self._editor.text))

    @property
    def newcomer(self) -> str:
        """The name that somebody new would get."""
        return " ".join((self._editor.text or self._name).split())

    def picked(self, option: Candidate) -> Answer:
        return self._linked(Link(id=self._record.id, to=option.link, also=self._also))

    def own(self, key: str, character: str | None) -> Answer | None:
        if character == NEW:
            return self._new()
        if key == "tab":
            self._following = not self._following
            return HELD
        if key == "delete" and not self._editor.text:
            return self._linked(Link(id=self._record.id, also=self._also))
        return None

    def lines(self, width: int, most: int) -> list[Line]:
        head: Line = [piece(_("link"), "strong"), Piece("  "), piece(f"“{self._name}”"), Piece("  ")]
        head += [*self._editor.pieces(30, active=True), Piece("  "), piece(self._why, "alarm")]
        rows = [*self._candidates(), self._newcomer()]
        if len(rows) <= most - 1:
            return [spread(head, self._follow(), width), *(crop(row, width) for row in rows)]
        half = -(-len(rows) // 2)
        column = width // 2
        pairs = [(row, rows[half + at] if half + at < len(rows) else []) for at, row in enumerate(rows[:half])]
        beside = [[*_filled(left, column), *crop(right, width - column)] for left, right in pairs]
        return [spread(head, self._follow(), width), *beside[: most - 1]]

    def hints(self) -> list[tuple[str, str]]:
        found = [("1-9", _("choose")), (NEW, _("new")), ("a-z", _("filter")), ("enter", _("the one with the bar"))]
        if self._others:
            found.append(("tab", _("only this one") if self._following else _("the others too")))
        if self._is_linked:
            found.append(("delete", _("no link")))
        return [*found, leave()]

    # What the keys do

    @property
    def _also(self) -> tuple[str, ...]:
        return self._others if self._following else ()

    @property
    def _is_linked(self) -> bool:
        record = self._record
        if isinstance(record, Action):
            return bool(record.owners)
        return (record.link if isinstance(record, Entity) else getattr(record, "speaker", None)) is not None

    def _new(self) -> Answer:
        name, _comma, organisation = (part.strip() for part in self.newcomer.partition(","))
        if not name:
            return HELD
        if self._is_plain:
            return self._linked(Link(id=self._record.id, to=name, also=self._also))
        newcomer = Newcomer(name, organisation or None)
        return self._linked(Link(id=self._record.id, create=newcomer, also=self._also))

    def _linked(self, command: Link) -> Answer:
        return Answer(command, close=True, after=after(self._record))

    # What is shown

    @property
    def _is_plain(self) -> bool:
        """Whether what is new would be no person: bodies and the like are known by their name alone."""
        return isinstance(self._record, Entity) and self._record.type not in ("PERSON", "")

    def _candidates(self) -> list[Line]:
        now = getattr(self._record, "link", None) or getattr(self._record, "speaker", None)
        rows: list[Line] = []
        for place, one in enumerate(self.options):
            row: Line = [Piece("▌" if place == self._picker.at else " ", "accent"), piece(place + 1, "key"), Piece(" ")]
            row += [piece(f"[{one.name}]", "accent") if one.link == now else piece(one.name), Piece("  ")]
            said = [hint(one), one.reason if one.reason != hint(one) else ""]
            rows.append([*row, piece("  ".join(part for part in said if part), "muted")])
        return rows

    def _newcomer(self) -> Line:
        label = _("new person")
        if isinstance(self._record, Entity) and self._is_plain:
            label = _("new organisation") if self._record.type == "ORGANISATION" else _("new name")
        row: Line = [Piece(" "), piece(NEW, "key"), Piece(" "), piece(label, "accent"), piece(f": {self.newcomer}")]
        said = "" if self._is_plain or "," in self.newcomer else _("a comma before the organisation")
        return [*row, Piece("  "), piece(said, "muted")]

    def _follow(self) -> Line:
        if not self._others:
            return []
        if not self._following:
            return [piece(_("only this one"), "warn")]
        kind = _("+ {count} turns and mentions") if isinstance(self._record, Turn) else _("+ {count} of the same name")
        return [piece(kind.format(count=len(self._others)), "accent")]


def _filled(line: Line, width: int) -> Line:
    return spread(crop(line, width - 1), [], width)
