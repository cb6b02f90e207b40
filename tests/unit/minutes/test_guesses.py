"""What only the order of labels says is a guess: of low confidence, flagged, and asked until somebody settles it."""

from __future__ import annotations

from msgspec.structs import replace

from dvo_tui.minutes.model import Minutes, is_guess
from dvo_tui.minutes.reading import read_bytes
from dvo_tui.review.checks import advise

LABELS = "Datum\nLocatie\nVoorzitter\nAanwezig\nAfwezig\n"
VALUES = "24 mei 2023\nRaadhuis Vlierdonk\nmevr. I. Kroes\nI. Kroes, B. Zwaan, C. de Ruiter\nH. Terpstra\n"
AGENDA = (
    "\n1. Opening\n\nMevrouw Kroes opent de vergadering en meldt dat de heer Terpstra door ziekte afwezig is; namens "
    "het college is een bloemetje gestuurd.\nBesluit: de agenda wordt vastgesteld.\n\n2. Rondvraag\n\nDe heer Zwaan "
    "vraagt aandacht voor de jaarwisseling in de kernen langs de rivier; dit komt in het volgende overleg terug.\n"
)


def minutes(header: str) -> Minutes:
    return read_bytes(f"Besluitenlijst Districtscollege Vlierdonk\n\n{header}{AGENDA}".encode(), "lijst.txt")


def asked(found: Minutes) -> list[str]:
    return [str(finding) for finding in advise([found.meeting, *found.participants]) if "guessed" in finding.message]


def test_labels_apart_from_their_values_give_a_flagged_guess_of_low_confidence() -> None:
    found = minutes(f"{LABELS}\n{VALUES}")

    assert found.meeting.date == "2023-05-24"
    assert {person.name: person.attendance for person in found.participants} == {
        "I. Kroes": "present", "B. Zwaan": "present", "C. de Ruiter": "present", "H. Terpstra": "absent",
    }  # fmt: skip
    assert all(person.flag and is_guess(person) for person in found.participants)
    assert is_guess(found.meeting)
    assert {person.origin.confidence for person in found.participants if person.origin} == {0.5}


def test_the_reviewer_is_asked_about_the_header_and_each_person() -> None:
    found = asked(minutes(f"{LABELS}\n{VALUES}"))

    assert len(found) == 5
    assert "B. Zwaan" in " ".join(found)


def test_a_flag_taken_away_settles_it() -> None:
    found = minutes(f"{LABELS}\n{VALUES}")
    settled = tuple(replace(person, flag=False) for person in found.participants)

    assert asked(replace(found, participants=settled, meeting=replace(found.meeting, origin=None))) == []


def test_labels_with_their_values_beside_them_are_no_guess() -> None:
    lines = zip(LABELS.splitlines(), VALUES.splitlines(), strict=True)
    found = minutes("".join(f"{label}: {value}\n" for label, value in lines))

    assert found.meeting.date == "2023-05-24"
    assert len(found.participants) == 4
    assert not any(person.flag or is_guess(person) for person in found.participants)
    assert asked(found) == []
