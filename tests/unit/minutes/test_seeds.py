"""The two real minutes, read where they are: against what a careful reader found in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dvo_tui.minutes.model import AgendaItem, Minutes
from dvo_tui.minutes.reading import read_file

SHARED = Path(__file__).parents[4] / "shared"

pytestmark = pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the seeds are not beside this checkout")


def gold(stem: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SHARED / "gold" / f"{stem}.json").read_text(encoding="utf-8"))
    return found


def seed(name: str) -> Minutes:
    return read_file(SHARED / "seeds" / name)


@pytest.fixture(scope="module")
def verslag() -> Minutes:
    return seed("verslag-dvo-2020-10-05.md")


@pytest.fixture(scope="module")
def terugkoppeling() -> Minutes:
    return seed("terugkoppeling-dvo-2019-12-11.txt")


def printed(item: AgendaItem) -> str | None:
    return item.number or (item.label if item.label == item.section else None)


def test_the_agenda_of_the_verslag_is_the_one_a_reader_finds(verslag: Minutes) -> None:
    wanted = gold("verslag-dvo-2020-10-05")["agenda_items"]

    assert [(printed(item), item.title) for item in verslag.agenda] == [(w["number"], w["title"]) for w in wanted]
    for item, entry in zip(verslag.agenda, wanted, strict=True):
        assert item.section == (entry["section"] or entry["number"])
        assert (
            entry["start_quote"] in verslag.text[item.span.start :][: len(item.title) + len(entry["start_quote"]) + 20]
        )


def test_sections_withdrawn_and_empty_items_of_the_verslag_are_known(verslag: Minutes) -> None:
    wanted = {entry["title"]: entry for entry in gold("verslag-dvo-2020-10-05")["agenda_items"]}

    for item in verslag.agenda:
        entry = wanted[item.title]
        status = {"vervallen": "withdrawn"}.get(entry.get("status", ""), "handled")
        status = "section" if entry.get("is_section") else "empty" if entry.get("empty") else status
        assert item.status == status


def test_the_header_and_attendance_of_the_verslag_are_read(verslag: Minutes) -> None:
    wanted = gold("verslag-dvo-2020-10-05")["meeting"]
    by_id = {person.id: person.name for person in verslag.participants}
    meeting = verslag.meeting

    assert [p.name for p in verslag.participants if p.attendance == "present"] == wanted["present"]
    assert [p.name for p in verslag.participants if p.attendance == "absent"] == wanted["absent"]
    assert by_id[meeting.chair or ""] == wanted["chair"]
    assert by_id[meeting.secretary or ""] == wanted["secretary"]
    assert (meeting.date, meeting.location) == (wanted["date"], wanted["location"])
    assert f"{meeting.start}-{meeting.end}" == wanted["time"]
    assert (meeting.kind, meeting.openness) == (wanted["doc_kind"], wanted["openness"].lower())
    for person in verslag.participants:
        assert [verslag.text[span.start : span.end] for span in person.spans] == [person.name]


def test_the_agenda_of_the_terugkoppeling_is_the_one_a_reader_finds(terugkoppeling: Minutes) -> None:
    wanted = gold("terugkoppeling-dvo-2019-12-11")

    assert [item.title for item in terugkoppeling.agenda] == [entry["title"] for entry in wanted["agenda_items"]]
    lenient = next(i for i, w in zip(terugkoppeling.agenda, wanted["agenda_items"], strict=True) if w.get("lenient"))
    assert lenient.parent == terugkoppeling.agenda[0].id


def test_the_header_of_the_terugkoppeling_is_read(terugkoppeling: Minutes) -> None:
    wanted = gold("terugkoppeling-dvo-2019-12-11")["meeting"]
    meeting = terugkoppeling.meeting

    assert (meeting.date, meeting.kind) == (wanted["date"], wanted["doc_kind"])
    assert wanted["body"].startswith(meeting.body)
    assert terugkoppeling.participants == ()


@pytest.mark.parametrize("name", ["verslag-dvo-2020-10-05.md", "terugkoppeling-dvo-2019-12-11.txt"])
def test_every_quote_of_the_gold_stands_in_the_reading_text(name: str) -> None:
    minutes = seed(name)
    wanted = gold(Path(name).stem)
    flat = " ".join(minutes.text.split())

    quotes = [entry["text"] for layer in ("actions", "decisions") for entry in wanted[layer]]
    quotes += [turn["surface"] for turn in wanted["speaker_turns"]]
    quotes += [" ".join(entity["surface"].replace("<br>", " ").split()) for entity in wanted["entities"]]
    assert [quote for quote in quotes if quote not in flat] == []


@pytest.mark.parametrize("name", ["verslag-dvo-2020-10-05.md", "terugkoppeling-dvo-2019-12-11.txt"])
def test_no_word_of_a_seed_is_lost_or_doubled(name: str) -> None:
    from collections import Counter
    from re import findall, sub

    source = (SHARED / "seeds" / name).read_text(encoding="utf-8")
    words = Counter(findall(r"\w+", sub(r"</?(?:b|p|i|br)>", " ", source)))
    words.subtract({"NR": 5, "Onderwerp": 5, "Toelichting": 5, "Actie": 5} if name.endswith(".md") else {})

    assert Counter(findall(r"\w+", seed(name).text)) == words
