"""Who speaks, in the looser shapes: any verb behind a person, tables of talk, bullets, short roles, namesakes."""

from __future__ import annotations

import pytest

from dvo_tui.minutes.model import Minutes
from dvo_tui.minutes.reading import read_bytes
from dvo_tui.suggest.verbs import inquit, is_finite, states
from tests.unit.suggest.proposing import name_of, noordrand, proposed, quotes, speakers


def council(attendance: str, body: str) -> Minutes:
    """Minutes of an invented meeting with this attendance and one item."""
    text = f"Verslag driehoek Oostkreek, 3 mei 2022\n\nAanwezig: {attendance}\n\n1. Opening\n\n{body}\n"
    return read_bytes(text.encode(), "verslag.txt")


def linked(minutes: Minutes) -> list[tuple[str | None, str | None]]:
    return [(turn.speaker_text, name_of(minutes, turn.link)) for turn in proposed(minutes, "turn")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Het was druk. Postma worstelt met de vraag of dit kan.", "Postma"),
        ("Het was druk. Postma heeft daar geen capaciteit voor.", "Postma"),
        ("Het was druk. Postma zou er graag de kerken bij hebben.", "Postma"),
        ("Het was druk. Postma is niet overtuigd.", "Postma"),
        ("Het was druk. Postma acht de inzet te mager.", "Postma"),
        ("Het was druk. Postma houdt een slag om de arm.", "Postma"),
        ("Het was druk. Postma dient een amendement in.", "Postma"),
        ("Het was druk. Postma schrijft dat het te druk was.", "Postma"),
        ("Het was druk. Postma (Meerdijk) heeft geen vragen, wel zorgen.", "Postma"),
        ("Eén melding kwam te laat, corrigeert Postma.", "Postma"),
        ("Daar wringt de schoen, zo weet mevrouw Postma.", "mevrouw Postma"),
        ("Namens de wijk zet mevrouw Postma uiteen dat het druk is.", "mevrouw Postma"),
        ("Namens de wijk heeft Postma een stukje gestuurd.", "Postma"),
        ("Dat noemt Postma een misverstand.", "Postma"),
        ("Op de vraag van Postma of dit kan, blijft het stil.", "Postma"),
        ("Het plan is toegelicht, waarna Postma een presentatie gaf.", "Postma"),
        ("Er wordt gebruik van gemaakt door Postma, die vraagt wie er komt.", "Postma"),
        ("De havenmeester oppert om het hek te verplaatsen.", "De havenmeester"),
        ("De directeur publieke gezondheid licht de cijfers toe.", "De directeur publieke gezondheid"),
        ("De vz. sluit af.", "De vz."),
        ("TLN heeft schriftelijk laten weten dat het kan.", "TLN"),
        ("Rederij Zeewind heeft gemeld dat het druk is.", "Rederij Zeewind"),
        ("Bond Oostwal meldt in een reactie dat het druk is.", "Bond Oostwal"),
    ],
)
def test_what_a_person_brings_in_is_a_turn_by_whatever_verb(text: str, speaker: str) -> None:
    assert speakers(noordrand(text)) == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "Het was druk. Postma neemt contact op met de provincie.",
        "Het was druk. Postma stuurt de lijst na.",
        "Het was druk. Postma zal dit navragen.",
        "Het was druk. Postma zou een kalender maken.",
        "Het was druk. Postma is per 1 oktober benoemd.",
        "Het was druk. Postma heeft zich afgemeld.",
        "Het was druk. Postma laat zich verontschuldigen.",
        "Het was druk. Postma wordt bedankt.",
        "Het was druk. Postma vraagt een offerte op bij de drukker.",
    ],
)
def test_what_somebody_does_or_undergoes_is_none(text: str) -> None:
    assert speakers(noordrand(text)) == []


def test_two_can_speak_in_one_sentence() -> None:
    minutes = noordrand("Postma twijfelt over de duur; Tigchelhof adviseert zes maanden.")

    assert [quotes(minutes, turn) for turn in proposed(minutes, "turn")] == [
        ["Postma twijfelt over de duur;"],
        ["Tigchelhof adviseert zes maanden."],
    ]


@pytest.mark.parametrize("entry", ["{}: drie vangsten", "{} – drie vangsten", "{} over de haven: drie vangsten"])
def test_an_entry_that_opens_with_a_name_is_a_turn(entry: str) -> None:
    minutes = noordrand(f"- {entry.format('Postma')}\n- {entry.format('Tigchelhof')}")

    assert speakers(minutes) == ["Postma", "Tigchelhof"]


def test_who_is_told_about_in_a_transcript_does_not_speak_there() -> None:
    minutes = noordrand(
        """
        Postma: Ik heb nog een vraag.

        Dijk: Ga je gang. Tigchelhof weet er meer van.

        Postma: Waar zijn onze spullen?

        Tigchelhof: Die heb ik.

        Dijk: Mooi, dan gaan we door.
        """
    )

    assert speakers(minutes) == ["Postma", "Dijk", "Postma", "Tigchelhof", "Dijk"]


def test_each_row_of_a_table_of_talk_is_a_turn() -> None:
    table = """
| Wie | Wat |
|---|---|
| vz. | Opent de vergadering en heet iedereen welkom. |
| De Wit | Het snelrecht heeft gewerkt. De officier heeft zes zaken aangebracht. |
| idem | Waarschuwt voor de datum waarop de maatregel afloopt. |
| OM | Over een machtiging beslist de rechter. |
| BOS | Mist het antwoord op haar vraag. |
"""
    listed = "Aanwezig: A. Dam (vz), B. de Wit (politie), C. Bos"
    text = f"# Driehoek\n\n{listed}\n\n## 1. Opening\n{table}\n## 2. Slot\n\nNiets."
    minutes = read_bytes(text.encode(), "verslag.md")

    assert linked(minutes) == [("vz.", "A. Dam"), ("De Wit", "B. de Wit"), ("OM", "OM"), ("BOS", "C. Bos")]
    said = quotes(minutes, proposed(minutes, "turn")[1])
    assert said[-1].endswith("afloopt.")


def test_a_list_of_actions_at_the_end_holds_no_turns() -> None:
    minutes = noordrand(
        "Postma vraagt aandacht.\n\n2. Sluiting\n\nNiets.\n\nWIE DOET WAT\n\nPostma - lijst sturen - 3 mei"
    )

    assert speakers(minutes) == ["Postma"]


def test_the_letter_of_a_surname_tells_two_of_one_first_name_apart() -> None:
    minutes = council(
        "Joost Hageman (jeugdwerk), Joost van Wijngaarden (jurist), Zeynep Kurt (OM)",
        "Joost H. vertelt dat het beter gaat. Joost vW legt uit waarom. Joost vindt dat mooi.",
    )

    assert linked(minutes)[:2] == [("Joost H.", "Joost Hageman"), ("Joost vW", "Joost van Wijngaarden")]
    assert linked(minutes)[2][1] not in ("Joost Hageman", "Joost van Wijngaarden")


def test_the_form_of_address_tells_two_of_one_surname_apart() -> None:
    minutes = council(
        "dhr. P. de Bruin (Loonsveld), mw. mr. A. de Bruin-Smits (Vlijmen), dhr. K. Vos",
        "Mevrouw De Bruin herkent dat niet. De heer De Bruin wel. De heer De Bruin vraagt waarom.",
    )

    assert linked(minutes) == [("Mevrouw De Bruin", "A. de Bruin-Smits"), ("De heer De Bruin", "P. de Bruin")]


def test_a_misread_capital_still_begins_a_name() -> None:
    minutes = council("mr. R.J. Ouwerkerk, mw. A. Smit", "De heer 0uwerkerk plaatst een kanttekening.")

    assert linked(minutes) == [("De heer 0uwerkerk", "R.J. Ouwerkerk")]


def test_a_first_name_that_no_list_knows_is_known_from_the_attendance() -> None:
    minutes = council(
        "Zjoerdje Bos (politie), Willem-Wolter Kok (OM)", "Zjoerdje vertelt over mei. Willem-Wolter knikt."
    )

    assert linked(minutes)[0] == ("Zjoerdje", "Zjoerdje Bos")


@pytest.mark.parametrize(
    ("word", "verb"), [("vreest", True), ("telde", True), ("is", True), ("met", False), ("van", False)]
)
def test_a_finite_verb_is_told_by_its_form(word: str, verb: bool) -> None:
    assert is_finite(word) is verb


def test_light_verbs_need_what_makes_them_tell() -> None:
    assert states("zet", " dat uiteen")
    assert not states("zet", " de stoelen klaar")
    assert inquit("corrigeert", ".")
    assert not inquit("wordt", ".")
