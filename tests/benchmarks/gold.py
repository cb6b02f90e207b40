"""What is right, wrong and missing in a review beside its gold, counted just as the scorer counts.

A gold thing is each mention, turn, strong decision, strong action, agenda item, participant (present or absent) and
header field (body, date, start, end, chair, secretary, location, openness, kind) that the gold file names. Weak
decisions and actions, remarks, and types of mention that the gold did not annotate count neither way, as in the scorer.
Kinds, owners and dues are in the gold too, but the scorer does not look at them, so no key is counted for them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import ModuleType
from typing import Any

from dvo_tui.minutes.model import AgendaItem, Meeting, Participant
from dvo_tui.review.records import Action, Decision, Entity, Record, Turn, id_of

TYPES = {"LAW_POLICY": "LAW", "PROGRAMME_PROJECT": "PROGRAMME"}
KINDS = {"conceptverslag": "verslag"}


@dataclass(frozen=True)
class Missing:
    """A gold thing that no annotation stands for: its layer, its type where it has one, and what the gold calls it."""

    layer: str
    type: str
    words: str
    item: str = ""

    @property
    def name(self) -> str:
        return f"{self.layer} {self.type}".strip() + f": {self.words}"


@dataclass
class Verdict:
    """How a review stands beside its gold; ids of records."""

    right: set[str] = field(default_factory=set)
    wrong: set[str] = field(default_factory=set)
    """Counts against us where it is accepted or, for structure, where it stands."""
    retype: dict[str, str] = field(default_factory=dict)
    """Wrong mentions that another type makes right."""
    speaker: dict[str, str] = field(default_factory=dict)
    """Turns with another speaker than the gold's name."""
    header: dict[str, str | None] = field(default_factory=dict)
    """Fields of the meeting and what they should be."""
    missing: list[Missing] = field(default_factory=list)

    @property
    def errors(self) -> int:
        return len(self.wrong) + len(self.speaker) + len(self.header) + len(self.missing)


class Gold:
    """One gold file.

    Args:
        content: The file's JSON.
        score: The scorer, as a module; its text functions are remembered here, they are asked again and again.
    """

    def __init__(self, content: Mapping[str, Any], score: ModuleType) -> None:
        self.content = content
        self._score = score
        for name in ("norm", "alike", "title_alike", "last_word"):
            given = getattr(score, name)
            if not hasattr(given, "cache_info"):
                setattr(score, name, lru_cache(maxsize=1 << 17)(given))
        self.mentions: list[tuple[str, str]] = score.gold_mentions(content)
        annotated = content.get("entity_types_annotated", [])
        self.types = {TYPES.get(one, one) for one in annotated} or {kind for kind, _ in self.mentions}
        if not content.get("entities"):
            self.types = set()

    def norm(self, text: str | None) -> str:
        found: str = self._score.norm(text)
        return found

    def alike(self, found: str, wanted: str) -> bool:
        return bool(self._score.alike(found, wanted))

    def strong(self, layer: str) -> list[str]:
        return [one["text"] for one in self.content.get(layer, []) if one.get("strength") != "weak"]

    def weak(self, layer: str) -> list[str]:
        return [one["text"] for one in self.content.get(layer, []) if one.get("strength") == "weak"]

    @property
    def header(self) -> dict[str, str]:
        """The fields of the meeting that the gold fills, by our names; what it inferred, in brackets, left out."""
        meeting = self.content["meeting"]
        times = (meeting.get("time") or "").split("-") if meeting.get("time") else []
        found = {
            "body": re.sub(r"\s*[\[(].*?[\])]", "", meeting.get("body") or ""),
            "kind": meeting.get("doc_kind"),
            "date": meeting.get("date"),
            "start": times[0] if times else None,
            "end": times[1] if len(times) > 1 else None,
            **{name: meeting.get(name) for name in ("location", "openness", "chair", "secretary")},
        }
        return {name: value for name, value in found.items() if value}

    @property
    def speakers(self) -> list[str]:
        """What the gold calls the speakers of its turns."""
        return [one["surface"] for one in self.content.get("speaker_turns", [])]

    @property
    def people(self) -> dict[str, str]:
        meeting = self.content["meeting"]
        return {name: attendance for attendance in ("present", "absent") for name in meeting.get(attendance) or []}

    @property
    def things(self) -> int:
        """How many gold things there are."""
        listed = sum(len(self.content.get(layer, [])) for layer in ("agenda_items", "speaker_turns"))
        strong = len(self.strong("actions")) + len(self.strong("decisions"))
        return listed + strong + len(self.mentions) + len(self.people) + len(self.header)

    # Verdicts

    def verdict(self, records: Iterable[Record], accepted_only: bool = False) -> Verdict:
        """What is right and wrong of the records that are not rejected (or that are accepted), in reading order."""
        settled = ("accepted",) if accepted_only else ("accepted", "pending")
        shown = [one for one in records if getattr(one, "status", "accepted") in settled or isinstance(one, AgendaItem)]
        found = Verdict()
        self._agenda([one for one in shown if isinstance(one, AgendaItem)], found)
        people = [one for one in shown if isinstance(one, Participant)]
        self._people(people, found)
        self._turns([one for one in shown if isinstance(one, Turn)], people, found)
        self._texts([one for one in shown if isinstance(one, Action)], "actions", found)
        self._texts([one for one in shown if isinstance(one, Decision)], "decisions", found)
        self._entities([one for one in shown if isinstance(one, Entity)], found)
        meeting = next(one for one in shown if isinstance(one, Meeting))
        self._header(meeting, {one.id: one.name for one in people}, found)
        return found

    def _pair(
        self, found: Sequence[Any], gold: Sequence[Any], same: Callable[[Any, Any], bool], verdict: Verdict
    ) -> tuple[list[tuple[Any, Any]], list[Any], list[Any]]:
        pairs, false, missed = self._score.pair(list(found), list(gold), same)
        verdict.right |= {id_of(record) for record, _ in pairs}
        return pairs, false, missed

    def _agenda(self, items: Sequence[AgendaItem], verdict: Verdict) -> None:
        wanted = self.content.get("agenda_items", [])
        same = self._score.title_alike
        _, false, missed = self._pair(items, wanted, lambda x, y: same(x.title, y["title"]), verdict)
        verdict.wrong |= {item.id for item in false}
        verdict.missing += [Missing("agenda", "", one["title"]) for one in missed if not one.get("lenient")]

    def _people(self, people: Sequence[Participant], verdict: Verdict) -> None:
        listed = [person for person in people if person.attendance != "not_listed"]

        def same(person: Participant, name: str) -> bool:
            apart = self.people[name] == "absent"
            return self.norm(person.name) == self.norm(name) and (person.attendance == "absent") == apart

        _, false, missed = self._pair(listed, list(self.people), same, verdict)
        verdict.wrong |= {person.id for person in false} if self.people else set()
        verdict.missing += [Missing("participant", self.people[name], name) for name in missed]

    def _turns(self, turns: Sequence[Turn], people: Sequence[Participant], verdict: Verdict) -> None:
        last = self._score.last_word
        wanted = self.content.get("speaker_turns", [])
        same = lambda x, y: last(x.speaker_text) == last(y["surface"])  # noqa: E731
        pairs, false, missed = self._pair(turns, wanted, same, verdict)
        verdict.wrong |= {turn.id for turn in false}
        verdict.missing += [Missing("turn", "", one["surface"], one.get("agenda_item") or "") for one in missed]
        names = {person.id: person.name for person in people}
        for turn, one in pairs:
            name = one.get("canonical_name")
            if name and self.norm(names.get(turn.speaker or "", turn.speaker or "")) != self.norm(name):
                verdict.speaker[turn.id] = name

    def _texts(self, found: Sequence[Action | Decision], layer: str, verdict: Verdict) -> None:
        strong = self.strong(layer)
        pairs, false, missed = self._pair(found, strong, lambda x, y: self.alike(x.text, y), verdict)
        del pairs
        either = strong + self.weak(layer)
        verdict.wrong |= {one.id for one in false if not any(self.alike(one.text, text) for text in either)}
        verdict.missing += [Missing(layer[:-1], "", text) for text in missed]

    def _entities(self, entities: Sequence[Entity], verdict: Verdict) -> None:
        over: list[Entity] = []
        missing: list[Missing] = []
        for kind in sorted(self.types):
            found = sorted((one for one in entities if one.type == kind), key=lambda one: len(one.text))
            wanted = sorted((surface for type_, surface in self.mentions if type_ == kind), key=len)
            equal = lambda x, y: self.norm(x.text) == self.norm(y)  # noqa: E731
            _, false, missed = self._pair(found, wanted, equal, verdict)
            _, false, missed = self._pair(false, missed, lambda x, y: self.holds(x.text, y), verdict)
            over += false
            missing += [Missing("entity", kind, surface) for surface in missed]
        verdict.wrong |= {one.id for one in over}
        over += [one for one in entities if one.type not in self.types]
        for one in sorted(over, key=lambda one: one.start):
            other = next((gap for gap in missing if self.holds(one.text, gap.words)), None)
            if other is not None:
                missing.remove(other)
                verdict.retype[one.id] = other.type
                verdict.wrong.add(one.id)
        verdict.missing += missing

    def holds(self, one: str, other: str) -> bool:
        """Whether one surface holds the other, as whole words."""
        x, y = self.norm(one), self.norm(other)
        return bool(x and y) and (x == y or f" {y} " in f" {x} " or f" {x} " in f" {y} ")

    def _header(self, meeting: Meeting, names: Mapping[str, str], verdict: Verdict) -> None:
        for name, wanted in self.header.items():
            value = getattr(meeting, name)
            value = names.get(value or "", value)
            if name in ("chair", "secretary") and value:
                fits = self.norm(value) == self.norm(wanted) or self.holds(value, wanted)
            elif name in ("body", "location") and value:
                fits = self.holds(value, wanted) or bool(self._score.title_alike(value, wanted))
            else:
                fits = KINDS.get(value or "", value) == KINDS.get(wanted, wanted)
            if not fits:
                verdict.header[name] = wanted
