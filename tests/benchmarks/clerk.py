"""How the oracle corrects what has no status: the meeting's header, who was there, and the agenda.

Invariant: as in the oracle, keys alone change anything, and each is counted.
"""

from __future__ import annotations

from dvo_tui.minutes.model import Participant
from dvo_tui.review.session import ReviewSession
from dvo_tui.tui.panels.form import FormPanel
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
        """Correct the meeting's fields in its form."""
        if not verdict.header:
            return
        names = [one.name for one in FormPanel(self._session, self._session.meeting).fields]
        keys, at = ["M"], 0
        for name, value in sorted(verdict.header.items(), key=lambda one: names.index(one[0])):
            keys += ["down"] * (names.index(name) - at)
            at = names.index(name)
            keys += self._value(name, value or "")
        await self._oracle.press("meeting header", [*keys, "enter"], ", ".join(verdict.header))

    def _value(self, name: str, value: str) -> list[str]:
        if name in ("chair", "secretary"):
            return typed(value)
        if name in ("kind", "openness"):
            return [str(list(VALUES[name]).index(value) + 1)] if value in VALUES[name] else []
        return ["ctrl+u", *typed(value)]

    async def _people(self, verdict: Verdict) -> None:
        """Take wrong participants away and put missing ones in."""
        for missing in [one for one in verdict.missing if one.layer == "participant"]:
            person = self._person(missing) or await self._new_person(missing)
            if person is None:
                self._oracle.failed.append(missing.name)
            elif person.attendance != missing.type:
                keys = [*self._to_row("speakers", "S", person.id), "enter", "down"]
                keys += ["1" if missing.type == "present" else "2", "enter", "S"]
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
        names = [field.name for field in FormPanel(self._session, item).fields]
        front = len(item.title) - len(missing.words)
        shorter = item.title.endswith(missing.words) and front <= len(missing.words)
        text = ["home", *["delete"] * front] if shorter else ["ctrl+u", *typed(missing.words)]
        keys = [*self._to_row("agenda", "g", item.id), "enter", *["down"] * names.index("title"), *text, "enter", "g"]
        await self._oracle.press("retitle agenda item", keys, missing.words)
        return True

    def _to_row(self, pane: str, key: str, identifier: str) -> list[str]:
        """Keys from the text to a row of a side pane; the pane itself is looked at, not moved."""
        side = self._oracle.screen.query_one(f"#{pane}", RowsPane)
        ids = [row.id for row in side.rows]
        first = next((index for index, one in enumerate(ids) if one in side.marked), 0)
        at = ids.index(side.cursor) if side.cursor in ids else first
        steps = ids.index(identifier) - at if identifier in ids else 0
        return [key, *(["j"] * steps if steps > 0 else ["k"] * -steps)]
