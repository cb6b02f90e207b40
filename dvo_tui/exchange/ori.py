"""Open Raads- en StatenInformatie 2.0 of VNG Realisatie: meeting, agenda, people, what they said, and decisions.

Each object is one of the standard's schemas. Its sizes are the standard's; what is longer is cut, and that is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import quote

import msgspec

from dvo_tui import names
from dvo_tui.exchange.base import Encoded, Format, Loss, left_out
from dvo_tui.exchange.dataset import Dataset
from dvo_tui.exchange.marks import annotations_of, fields_lost
from dvo_tui.exchange.sections import comments_left_out, publicity_left_out
from dvo_tui.exchange.yaml import escaped
from dvo_tui.language import N_
from dvo_tui.minutes.model import AgendaItem, Participant, record_id
from dvo_tui.review.records import Action, Decision, Turn, layer_of

_HELD = frozenset({"meeting", "participant", "agenda", "turn", "decision", "action"})
_CUT = N_("the standard allows {limit} characters for {field}")
_FIELDS = frozenset({"item", "speaker", "vote", "text", "owners", "owner_text", "due", "due_text", "strength"})
_ID_LIMIT = 40
_ROLES = {
    "chair": "voorzitter",
    "voorzitter": "voorzitter",
    "vice-voorzitter": "vice_voorzitter",
    "griffier": "griffier",
    "raadslid": "raadslid",
    "inspreker": "inspreker",
    "portefeuillehouder": "portefeuillehouder",
}
_FUNCTIONS = {
    "burgemeester": "burgemeester",
    "wethouder": "wethouder",
    "griffier": "griffier",
    "raadslid": "raadslid",
    "gemeentesecretaris": "gemeentesecretaris",
}
_RESULTS = {
    "adopted": "vastgesteld",
    "agreed": "akkoord",
    "decided": "besloten",
    "noted": "ter kennisname aangenomen",
    "deferred": "aangehouden",
    "rejected": "verworpen",
    "withdrawn": "vervallen",
    "appointed": "benoemd",
    "reported": "elders besloten",
}
_PROMISES = frozenset({"commitment"})
"""Kinds of action that the standard knows, as `toezegging`."""

Resource = dict[str, Any]


def _encode(dataset: Dataset) -> Encoded:
    writer = _Writer(dataset)
    content: dict[str, Any] = {
        "vergadering": writer.meeting(),
        "agendapunten": [writer.item(item) for item in sorted(dataset.agenda, key=lambda item: item.order)],
        "natuurlijkePersonen": [writer.person(person) for person in dataset.participants],
        "aanwezigeDeelnemers": [writer.attendee(person) for person in dataset.participants if writer.attends(person)],
        "spreekfragmenten": [part for turn in dataset.turns for part in writer.said(turn)],
        "besluiten": [
            *(writer.decision(decision) for decision in dataset.decisions if writer.takes(decision)),
            *(writer.promise(action) for action in dataset.actions if writer.takes(action)),
        ],
    }
    written = escaped(msgspec.json.format(msgspec.json.encode(content), indent=1).decode()) + "\n"
    said = [record for record in annotations_of(dataset) if isinstance(record, Turn | Decision | Action)]
    losses = (
        *left_out(dataset, _HELD, N_("the standard has no place for what is named in the text")),
        *comments_left_out(dataset, dataset.agenda),
        *publicity_left_out(dataset),
        *(loss for record in said for loss in fields_lost(dataset, record, _FIELDS)),
        *writer.losses,
    )
    return Encoded({".ori.json": written.encode()}, losses)


def local_time(day: str | None, time: str | None) -> str | None:
    """A Dutch `HH:MM` of an ISO day as RFC 3339 has it, `None` where either is not known.

    Summer time runs from the last Sunday of March to the last of October (Directive 2000/84/EC; here since 1996).
    """
    if not day or not time:
        return None
    try:
        on = date.fromisoformat(day)
    except ValueError:
        return None
    summer = _last_sunday(on.year, 3) <= on < _last_sunday(on.year, 10)
    return f"{day}T{time.zfill(5)}:00+0{2 if summer else 1}:00"


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return date(year, month, 31 - (last.weekday() + 1) % 7)


class _Writer:
    """The objects of one document, and what of them did not fit."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._document = dataset.document.id
        self._key = dataset.document.text_sha256
        self._meeting = self._refer(record_id("v", self._key, "meeting"))
        self._people = {person.id: person for person in dataset.participants}
        self._items = {item.id: item for item in dataset.agenda}
        self._speakers = {turn.speaker for turn in dataset.turns}
        self.losses: list[Loss] = []

    def _refer(self, identifier: str) -> Resource:
        """The address and id of an object; an address is the publisher's to give, until then it is a URN."""
        if not 0 < len(identifier) <= _ID_LIMIT:
            identifier = record_id("r", self._key, identifier)
        return {"url": f"urn:dvo-minutes:{quote(self._document)}:{quote(identifier)}", "id": identifier}

    def _url(self, identifier: str) -> str:
        return str(self._refer(identifier)["url"])

    def _fit(self, layer: str, identifier: str, field: str, text: str | None, limit: int) -> str | None:
        """The text for a field, cut where the standard's limit is."""
        if not text or len(text) <= limit:
            return text or None
        self._lose(layer, identifier, _CUT, limit=limit, field=field)
        return text[: limit - 1] + "…"

    def _lose(self, layer: str, identifier: str, why: str, **values: object) -> None:
        self.losses.append(Loss(self._document, identifier, layer, why, values))

    def takes(self, record: Decision | Action) -> bool:
        """Whether the standard has a place for a record; if not, that is told."""
        why = ""
        if record.status == "rejected":
            why = N_("it was rejected")
        elif isinstance(record, Action) and record.kind not in _PROMISES:
            why = N_("of actions, the standard holds commitments only")
        if why:
            self._lose(layer_of(record), record.id, why)
        return not why

    def meeting(self) -> Resource:
        meeting = self._dataset.meeting
        self._lose("meeting", "", N_("the standard has no kind for it; it is called commissievergadering"))
        if meeting.openness:
            self._lose("meeting", "", N_("the standard does not say whether it was open"))
        return _known(
            {
                **self._meeting,
                "naam": self._fit("meeting", "", "naam", meeting.body, 100),
                "vergaderingstype": "commissievergadering",
                "vergadertoelichting": meeting.kind,
                "status": "gehouden",
                "vergaderdatum": _day(meeting.date),
                "aanvangVergadering": local_time(meeting.date, meeting.start),
                "eindeVergadering": local_time(meeting.date, meeting.end),
                "locatie": self._fit("meeting", "", "locatie", meeting.location, 100),
                "agendapunten": [self._url(item.id) for item in self._dataset.agenda],
            }
        )

    def item(self, item: AgendaItem) -> Resource:
        if item.status not in ("section", "handled"):
            self._lose("agenda", item.id, N_("the standard says only whether it was handled"))
        under = [self._url(other.id) for other in self._dataset.agenda if other.parent == item.id]
        return _known(
            {
                **self._refer(item.id),
                "vergadering": self._meeting,
                "hoofdagendapunt": self._refer(item.parent) if item.parent in self._items else None,
                "agendapuntKenmerk": self._fit("agenda", item.id, "agendapuntKenmerk", item.label, 20),
                "agendapuntTitel": self._fit("agenda", item.id, "agendapuntTitel", item.title, 100),
                "agendapuntvolgnummer": self._fit("agenda", item.id, "agendapuntvolgnummer", str(item.order), 3),
                "subagendapunten": under or None,
                "indicatorBehandeld": item.status == "handled" if item.status != "section" else None,
            }
        )

    def person(self, person: Participant) -> Resource:
        name = names.parse(person.name)

        def fit(field: str, text: str, limit: int) -> str | None:
            return self._fit("participant", person.id, field, text, limit)

        whole = person.name.strip() or "-"
        parts = {
            "achternaam": fit("achternaam", name.surname or whole, 200),
            "tussenvoegsel": fit("tussenvoegsel", name.tussenvoegsel, 20),
            "voorletters": fit("voorletters", name.initials, 20),
            "voornamen": fit("voornamen", name.first, 200),
            "volledigeNaam": fit("volledigeNaam", whole, 300),
        }
        function = _FUNCTIONS.get((person.role or "").lower())
        return _known({**self._refer(person.id), "functie": function, "naamNatuurlijkPersoon": _known(parts)})

    def attends(self, person: Participant) -> bool:
        """Whether somebody was there; that somebody was not, the standard cannot say."""
        there = person.attendance in ("present", "partly") or person.id in self._speakers
        if not there:
            self._lose("participant", person.id, N_("the standard lists who was present only"))
        return there

    def attendee(self, person: Participant) -> Resource:
        role = "chair" if person.id == self._dataset.meeting.chair else (person.role or "").lower()
        if role and role not in _ROLES and role not in _FUNCTIONS:
            self._lose("participant", person.id, N_("the standard has no such role"))
        return _known(
            {
                **self._refer(self._attendee(person.id)),
                "natuurlijkPersoon": self._refer(person.id),
                "vergadering": self._meeting,
                "rolnaam": _ROLES.get(role, "overig") if role else None,
                "organisatie": self._fit("participant", person.id, "organisatie", person.organisation, 100),
            }
        )

    def _attendee(self, person: str) -> str:
        return record_id("l", self._key, "attendee", person)

    def said(self, turn: Turn) -> Iterator[Resource]:
        """A fragment for each span of a turn, where speaker and agenda item are known."""
        why = ""
        if turn.status == "rejected":
            why = N_("it was rejected")
        elif turn.speaker not in self._people:
            why = N_("its speaker is no participant")
        elif turn.item not in self._items:
            why = N_("it stands in no agenda item")
        if why:
            self._lose("turn", turn.id, why)
            return
        for number, span in enumerate(turn.spans):
            identifier = turn.id if number == 0 else record_id("t", self._key, turn.id, number)
            yield {
                **self._refer(identifier),
                "aanwezigeDeelnemer": self._refer(self._attendee(turn.speaker or "")),
                "agendapunt": self._refer(turn.item or ""),
                "positieNotulen": str(span.start),
                "tekstSpreekfragment": self._dataset.text[span.start : span.end],
                "taal": "nl",
            }

    def decision(self, decision: Decision) -> Resource:
        def fit(field: str, text: str | None) -> str | None:
            return self._fit("decision", decision.id, field, text, 200)

        if decision.item is not None:
            self._lose("decision", decision.id, N_("the standard ties no decision to an agenda item"))
        result = _RESULTS.get(decision.kind, decision.kind) + (f" ({decision.vote})" if decision.vote else "")
        return _known(
            {
                **self._refer(decision.id),
                "besluitresultaat": fit("besluitresultaat", result) or "-",
                "besluittoelichting": fit("besluittoelichting", decision.text),
            }
        )

    def promise(self, action: Action) -> Resource:
        """A commitment as a decision with nothing but that; who is to do it, and when, as its explanation."""
        owners = ", ".join(self._people[owner].name if owner in self._people else owner for owner in action.owners)
        told = ", ".join(filter(None, (owners or action.owner_text, action.due or action.due_text)))
        if action.item is not None:
            self._lose("action", action.id, N_("the standard ties no decision to an agenda item"))
        return _known(
            {
                **self._refer(action.id),
                "besluitresultaat": "toezegging",
                "besluittoelichting": self._fit("action", action.id, "besluittoelichting", told, 200),
                "toezegging": self._fit("action", action.id, "toezegging", action.text, 500),
            }
        )


def _day(day: str | None) -> str | None:
    return day if local_time(day, "00:00") else None


def _known(content: Mapping[str, Any]) -> Resource:
    """What has a value."""
    return {field: value for field, value in content.items() if value is not None}


FORMAT = Format(
    "ori",
    N_("Open Raads- en StatenInformatie 2.0, the standard of Dutch councils"),
    "document",
    ".ori.json",
    _HELD | {"parts", "id"},
    encode=_encode,
)
