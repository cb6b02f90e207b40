"""Open Raads- en StatenInformatie: sizes and ids of the standard, and each cut and each thing left out is named."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dvo_tui.exchange import ori
from dvo_tui.exchange.dataset import Dataset
from dvo_tui.exchange.ori import local_time
from dvo_tui.minutes.model import Participant
from tests.peers.document import POSTMA, document
from tests.unit.exchange.drafts import datasets


def encoded(dataset: Dataset) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    assert ori.FORMAT.encode is not None
    done = ori.FORMAT.encode(dataset)
    return json.loads(done.files[".ori.json"]), [(loss.id, str(loss)) for loss in done.losses]


def resources(content: Any) -> list[dict[str, Any]]:
    """Every object with an id, also those that are referred to."""
    if isinstance(content, list):
        return [found for one in content for found in resources(one)]
    if not isinstance(content, dict):
        return []
    own = [content] if "id" in content else []
    return own + [found for one in content.values() for found in resources(one)]


@settings(max_examples=60, deadline=None)
@given(datasets())
def test_whatever_is_referred_to_is_there_under_one_address(dataset: Dataset) -> None:
    content, _losses = encoded(dataset)
    whole = [
        content["vergadering"],
        *(one for key, listed in content.items() if key != "vergadering" for one in listed),
    ]
    addresses = {one["id"]: one["url"] for one in whole}

    assert len(addresses) == len(whole)
    for one in resources(content):
        assert addresses[one["id"]] == one["url"]
        assert len(one["id"]) <= 40


@pytest.mark.parametrize(("field", "length"), [("besluittoelichting", 200), ("besluitresultaat", 200)])
def test_what_is_too_long_for_a_decision_is_cut_and_named(field: str, length: int) -> None:
    base = document()
    decision = msgspec.structs.replace(base.decisions[0], text="a" * 300, vote="b" * 300)
    content, losses = encoded(msgspec.structs.replace(base, decisions=(decision,)))
    written = content["besluiten"][0][field]

    assert len(written) == length
    assert written.endswith("…")
    assert (decision.id, f"the standard allows 200 characters for {field}") in losses


def test_a_commitment_is_a_toezegging_and_any_other_action_is_left_out() -> None:
    base = document()
    commitment = msgspec.structs.replace(base.actions[0], text="c" * 501)
    other = msgspec.structs.replace(base.actions[0], id="xaaaaaaaaaaaaa", kind="request")
    content, losses = encoded(msgspec.structs.replace(base, actions=(commitment, other), decisions=()))

    (written,) = content["besluiten"]
    assert len(written["toezegging"]) == 500
    assert written["besluittoelichting"] == "Politie Eenheid Noordrand, 2021-04-12"
    assert (other.id, "of actions, the standard holds commitments only") in losses


def test_a_fragment_says_where_in_the_minutes_it_stands() -> None:
    base = document()
    content, _losses = encoded(base)

    for fragment in content["spreekfragmenten"]:
        assert base.text[int(fragment["positieNotulen"]) :].startswith(fragment["tekstSpreekfragment"])


def test_a_turn_without_speaker_or_item_and_who_was_absent_are_left_out() -> None:
    base = document()
    first, second = base.turns
    turns = (msgspec.structs.replace(first, speaker=None), msgspec.structs.replace(second, item=None))
    people: tuple[Participant, ...] = tuple(
        msgspec.structs.replace(person, attendance="absent") for person in base.participants
    )
    content, losses = encoded(msgspec.structs.replace(base, turns=turns, participants=people))

    assert content["spreekfragmenten"] == []
    assert [one["natuurlijkPersoon"]["id"] for one in content["aanwezigeDeelnemers"]] == [base.turns[1].speaker]
    assert (first.id, "its speaker is no participant") in losses
    assert (second.id, "it stands in no agenda item") in losses
    assert (POSTMA, "the standard lists who was present only") in losses


@pytest.mark.parametrize(
    ("day", "time", "told"),
    [
        ("2021-03-27", "09:45", "2021-03-27T09:45:00+01:00"),
        ("2021-03-28", "9:45", "2021-03-28T09:45:00+02:00"),
        ("2021-10-30", "23:00", "2021-10-30T23:00:00+02:00"),
        ("2021-10-31", "09:00", "2021-10-31T09:00:00+01:00"),
        ("2021-03", "09:45", None),
        ("2021-03-08", None, None),
    ],
)
def test_times_are_those_of_dutch_clocks(day: str, time: str | None, told: str | None) -> None:
    assert local_time(day, time) == told


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=400))
def test_any_name_is_a_name_of_the_standard(name: str) -> None:
    base = document()
    person = msgspec.structs.replace(base.participants[0], name=name)
    content, _losses = encoded(msgspec.structs.replace(base, participants=(person, *base.participants[1:])))
    written = content["natuurlijkePersonen"][0]["naamNatuurlijkPersoon"]

    assert 1 <= len(written["achternaam"]) <= 200
    assert all(
        len(written.get(field, "")) <= limit
        for field, limit in (("tussenvoegsel", 20), ("voorletters", 20), ("voornamen", 200), ("volledigeNaam", 300))
    )
