"""Commands made at random for what a session holds at that moment, most of them legal: for tests of any sequence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Any, TypeVar

from dvo_tui.minutes.model import AgendaItem, Participant
from dvo_tui.review import commands as c
from dvo_tui.review.edits import EDITABLE
from dvo_tui.review.people import pointing
from dvo_tui.review.records import Action, Decision, Entity, Note, Record, Turn
from dvo_tui.review.session import ReviewSession

LAYERS = ("entity", "turn", "decision", "action", "note", "agenda", "participant")
WORDS = ("Postma", "Van der Zwaan", "Meerdijk", "DVO", "vergadering", "J. Postma", "", "Terpstra", "Platform IVZ")
FIELDS = sorted({field for layer in EDITABLE.values() for field in layer})

T = TypeVar("T")


class Maker:
    """Makes commands for a session.

    Args:
        session: The session, as it is when a command is made.
        seed: What decides.
    """

    def __init__(self, session: ReviewSession, seed: int) -> None:
        self._session = session
        self._random = Random(seed)

    def any(self) -> c.AnyCommand:
        """A command that changes something, an undo or a redo."""
        return self._random.choice([self.new, self.new, self.old, c.Undo, c.Undo, c.Redo])()

    def new(self) -> c.AnyCommand:
        """One of the commands for many records, for people, for spans and for the agenda."""
        made: list[Callable[[], c.AnyCommand]] = [
            lambda: c.Settle(ids=self._some(), status=self._one(("pending", "accepted", "rejected"))),
            lambda: c.Same(id=self._id(Entity), without=(self._session.annotations()[0].spans[0].start,)),
            lambda: c.Adopt(type=self._one(("PERSON", "LOCATION", "?")), text=self._word(), link=self._link()),
            lambda: c.Link(id=self._id(Entity, Turn, Action), to=self._link(), also=self._some(Entity, Turn)),
            lambda: c.Link(id=self._id(Entity, Turn, Action), create=c.Newcomer(self._word()), also=self._some(Action)),
            lambda: c.Introduce(name=self._word(), organisation=self._one((None, self._word()))),
            lambda: c.Merge(ids=(self._id(Participant), self._one((self._id(Participant), self._word())))),
            lambda: c.Merge(ids=(self._word(), self._word(), self._id(Participant))),
            self._split,
            lambda: c.Split(id=self._id(Participant), mentions=self._some(Entity), name=self._word()),
            lambda: c.Evidence(id=self._id(Turn, Decision, Action, Note, Participant), **self._edges()),
            lambda: c.Withdraw(id=self._id(Turn, Decision, Action, Participant), part=self._random.randint(-1, 2)),
            lambda: c.Nothing(**self._edges(), layer=self._one(("decision", "action"))),
            lambda: c.Divide(at=self._random.randint(-1, len(self._session.text)), values=self._values()),
            lambda: c.Join(id=self._id(AgendaItem)),
            lambda: c.Indent(id=self._id(AgendaItem)),
            lambda: c.Indent(id=self._id(AgendaItem)),
            lambda: c.Outdent(id=self._id(AgendaItem)),
            lambda: c.Renumber(id=self._id(AgendaItem), label=self._one(("B4", "3.", "Bijlage", ""))),
        ]
        return self._random.choice(made)()

    def old(self) -> c.AnyCommand:
        """One of the commands for one record."""
        value = self._one((self._id(), None, True, "2021-04", "open", "Postma", "agreed", 0.5))
        made: list[Callable[[], c.AnyCommand]] = [
            lambda: c.Accept(id=self._id()),
            lambda: c.Reject(id=self._id()),
            lambda: c.Reset(id=self._id()),
            lambda: c.Remove(id=self._id()),
            lambda: c.SetField(id=self._id(), field=self._one(FIELDS), value=value),
            lambda: c.SetField(id=self._id(), field=self._one(("note", "flag", "item")), value=value),
            lambda: c.Respan(id=self._id(), **self._edges()),
            lambda: c.Add(layer=self._one(LAYERS), type=self._one(("PERSON", "agreed", "action")), **self._edges()),
        ]
        return self._random.choice(made)()

    def _split(self) -> c.Split:
        person = self._id(Participant)
        return c.Split(id=person, mentions=pointing(self._session, person)[:2], name=self._word())

    def _one(self, choices: Sequence[T]) -> T:
        return self._random.choice(choices)

    def _word(self) -> str:
        return self._one(WORDS)

    def _link(self) -> str | None:
        return self._one((None, self._word(), self._id(Participant)))

    def _id(self, *kinds: type[Record]) -> str:
        """The id of a record of some kinds, now and then of none."""
        known = [key for key, record in self._session.records.items() if not kinds or isinstance(record, kinds)]
        return self._one(known) if known and self._random.random() < 0.95 else "p" + "a" * 13

    def _some(self, *kinds: type[Record]) -> tuple[str, ...]:
        kinds = kinds or (Entity, Turn, Decision, Action, Note)
        return tuple(self._id(*kinds) for _ in range(self._random.randint(0, 4)))

    def _edges(self) -> dict[str, Any]:
        first, last = sorted(self._random.randint(0, len(self._session.text)) for _ in range(2))
        return {"start": first, "end": self._one((last, min(last, first + 20)))}

    def _values(self) -> dict[str, Any]:
        return self._one(({}, {"label": "B2", "title": "Nieuw"}, {"parent": self._id(AgendaItem)}, {"title": ""}))
