"""How the oracle corrects what has no status: the meeting's header, who was there, and the agenda.

Invariant: as in the oracle, keys alone change anything, and each is counted.
"""

from __future__ import annotations

from collections.abc import Mapping

from dvo_tui.minutes.dates import DATE, TIME
from dvo_tui.minutes.model import Participant, Span
from dvo_tui.review.session import ReviewSession
from dvo_tui.tui.panels.fields import Field
from dvo_tui.tui.panels.form import OFFICES, FormPanel
from dvo_tui.tui.panels.heading import HeadingPanel
from dvo_tui.tui.sides import first_doubtful
from dvo_tui.tui.tokens import line_at
from dvo_tui.tui.values import meeting_value
from dvo_tui.tui.widgets.lines import RowsPane
from dvo_tui.tui.words import VALUES
from tests.benchmarks.gold import Missing, Verdict
from tests.benchmarks.oracle import Oracle
from tests.benchmarks.places import passages, surfaces, typed


class Clerk:
    """Corrects structure for an oracle."""

    def __init__(self, oracle: Oracle) -> None:
        self._oracle = oracle

    @property
    def _session(self) -> ReviewSession:
        return self._oracle.session

    async def correct(self) -> None:
        """Bring header, people and agenda to what the gold has."""
        verdict = self._oracle.verdict()
        await self._header(verdict)
        await self._people(verdict)
        await self._items(verdict)

    async def _header(self, verdict: Verdict) -> None:
        """Correct the meeting's fields: from a selection where that is shorter, the others in its form."""
        for name, value in verdict.header.items():
            keys = self._selected(name, value or "")
            if keys is not None and len(keys) < len(self._in_form({name: value})):
                await self._oracle.press("meeting header", keys, name)
        left = self._oracle.verdict().header
        if left:
            await self._oracle.press("meeting header", self._in_form(left), ", ".join(left))

    def _selected(self, name: str, value: str) -> list[str] | None:
        """Keys that select a field's value in the text and set it by its digit; `None` where it stands nowhere."""
        session = self._session
        wanted = self._oracle.gold.norm(session.name_of(value) if name in OFFICES else value)
        said = {"date": DATE, "start": TIME, "end": TIME}.get(name)
        places = surfaces(session.text, value)[:1]
        if said is not None:
            places = [Span(*match.span()) for match in said.finditer(session.text)]
        for place in places:
            found = meeting_value(session, name, session.text[place.start : place.end])
            if found is None or self._oracle.gold.norm(session.name_of(str(found.value))) != wanted:
                continue
            keys = self._oracle.keys_over(place)
            if keys is not None:
                return [*keys, "M", str(HeadingPanel.FIELDS.index(name) + 1)]
        return None

    def _in_form(self, header: Mapping[str, str | None]) -> list[str]:
        """Keys that correct fields in the meeting's form."""
        session, caret = self._session, self._oracle.screen.pane.caret
        line = line_at(session.text, caret)
        panel = FormPanel(session, session.meeting, line=session.text[line.start : line.end])
        names = [one.name for one in panel.fields]
        keys, at = ["M"], 0
        for name, value in sorted(header.items(), key=lambda one: names.index(one[0])):
            keys += ["down"] * (names.index(name) - at)
            at = names.index(name)
            keys += self._value(panel.fields[at], value or "")
        return [*keys, "enter"]

    def _value(self, field: Field, value: str) -> list[str]:
        """Keys for a value: its digit, arrows to it, or all its letters."""
        norm = self._oracle.gold.norm
        offered = [norm(option.label if field.name in OFFICES else str(option.value)) for option in field.options]
        place = offered.index(norm(value)) if norm(value) in offered else None
        if place is not None:
            return [str(place + 1)] if field.digits else ["right"] * (place + 1)
        if field.name in ("kind", "openness"):
            return []
        return typed(value) if field.name in OFFICES else ["ctrl+u", *typed(value)]

    async def _people(self, verdict: Verdict) -> None:
        """Take wrong participants away and put missing ones in."""
        for missing in [one for one in verdict.missing if one.layer == "participant"]:
            person = self._person(missing) or await self._new_person(missing)
            if person is None:
                self._oracle.failed.append(missing.name)
            elif person.attendance != missing.type:
                digit = str(list(VALUES["attendance"]).index(missing.type) + 1)
                keys = [*self._to_row("speakers", "S", person.id), digit, "S"]
                await self._oracle.press("attendance", keys, missing.words)
        for identifier in sorted(self._oracle.verdict().wrong):
            if identifier.startswith("p"):
                keys = [*self._to_row("speakers", "S", identifier), "backspace", "S"]
                await self._oracle.press("remove participant", keys, self._session.name_of(identifier))

    async def _new_person(self, missing: Missing) -> Participant | None:
        """Select a name in the text and add it as a participant."""
        for place in surfaces(self._session.text, missing.words)[:1]:
            keys = self._oracle.keys_over(place)
            if keys is not None:
                await self._oracle.press("add participant", [*keys, "P"], missing.words)
        return self._person(missing)

    def _person(self, missing: Missing) -> Participant | None:
        wanted = self._oracle.gold.norm(missing.words)
        found = (one for one in self._session.participants() if self._oracle.gold.norm(one.name) == wanted)
        return next(found, None)

    async def _items(self, verdict: Verdict) -> None:
        """Put missing agenda items in and take wrong ones away."""
        for missing in [one for one in verdict.missing if one.layer == "agenda"]:
            if await self._retitled(missing, verdict):
                continue
            places = passages(self._session.text, self._session.minutes.blocks, missing.words, self._oracle.gold.alike)
            keys = next((keys for one in places if (keys := self._oracle.keys_to(missing, one, "I")) is not None), None)
            if keys:
                await self._oracle.press("add agenda item", keys, missing.words)
        for identifier in sorted(self._oracle.verdict().wrong):
            if identifier.startswith("a"):
                keys = [*self._to_row("agenda", "g", identifier), "backspace", "g"]
                await self._oracle.press("remove agenda item", keys, identifier)

    async def _retitled(self, missing: Missing, verdict: Verdict) -> bool:
        """Correct the title of an item that holds the right one; says whether there was one."""
        gold = self._oracle.gold
        wrong = [item for item in self._session.agenda() if item.id in verdict.wrong]
        item = next((item for item in wrong if gold.holds(item.title, missing.words)), None)
        if item is None:
            return False
        front = len(item.title) - len(missing.words)
        shorter = item.title.endswith(missing.words) and front <= len(missing.words)
        text = ["home", *["delete"] * front] if shorter else ["ctrl+u", *typed(missing.words)]
        keys = [*self._to_row("agenda", "g", item.id), "t", *text, "enter", "g"]
        await self._oracle.press("retitle agenda item", keys, missing.words)
        return True

    def _to_row(self, pane: str, key: str, identifier: str) -> list[str]:
        """Keys from the text to a row of a side pane; the pane itself is looked at, not moved."""
        side = self._oracle.screen.query_one(f"#{pane}", RowsPane)
        ids = [row.id for row in side.rows]
        first = next((index for index, one in enumerate(ids) if one in side.marked), 0)
        at = ids.index(side.cursor) if side.cursor in ids else first
        doubtful = first_doubtful(self._oracle.screen.reviewing, side.rows) if pane == "speakers" else None
        at = ids.index(doubtful) if doubtful else at
        steps = ids.index(identifier) - at if identifier in ids else 0
        return [key, *(["j"] * steps if steps > 0 else ["k"] * -steps)]
