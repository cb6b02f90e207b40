"""Who speaks: every opening, right ends, and speakers nobody listed."""

from __future__ import annotations

import pytest

from tests.unit.suggest.proposing import bare, name_of, noordrand, proposed, quotes, speakers


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Dhr. Vermeulen geeft aan dat het kan.", "Dhr. Vermeulen"),
        ("Mevr. Ter Horst (politie) vraagt waarom.", "Mevr. Ter Horst"),
        ("Mevr. Ter Horst, burgemeester van Almelo, mist een lijn.", "Mevr. Ter Horst"),
        ("Dhr. Vermeulen van de politie meldt dit.", "Dhr. Vermeulen"),
        ("Over de kermis meldt de heer Vermeulen niets.", "de heer Vermeulen"),
        ("Verder licht burgemeester Ter Horst het plan toe.", "burgemeester Ter Horst"),
        ("Door de voorzitter wordt gewezen op een memo.", "de voorzitter"),
        ("Vanuit de politie wordt aangegeven dat het druk is.", "de politie"),
        ("Namens de brandweer wordt gemeld dat het droog is.", "de brandweer"),
        ("Het is te laat, aldus mevrouw Ter Horst.", "mevrouw Ter Horst"),
        ("Volgens mevrouw Ter Horst is het te laat.", "mevrouw Ter Horst"),
        ("De voorzitter vat samen.", "De voorzitter"),
        ("De officier van justitie wijst op de wet.", "De officier van justitie"),
        ("Het Openbaar Ministerie meldt dat er een zaak komt.", "Het Openbaar Ministerie"),
        ("De gemeente Almelo vraagt om uitstel.", "De gemeente Almelo"),
        ("Daarna praat Fenna de aanwezigen bij over het plan.", "Fenna"),
        ("Dhr. Vermeulen was eerder betrokken en ziet dat het beter gaat.", "Dhr. Vermeulen"),
        ("Dhr. Vermeulen heeft dit in de raad besproken.", "Dhr. Vermeulen"),
        ("Dhr. Vermeulen gaf aan dat het kon.", "Dhr. Vermeulen"),
    ],
)
def test_every_way_to_open_a_turn_is_recognised(text: str, speaker: str) -> None:
    assert speakers(bare(text)) == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "Dhrn. Vermeulen en Bos worden welkom geheten.",
        "Dhr. Vermeulen is afwezig.",
        "Dhr. Vermeulen is verhinderd wegens een oefening.",
        "De politie zet extra capaciteit in.",
        "Het DVO geeft akkoord op het voorstel.",
        "Hij vraagt mevrouw Ter Horst om een lijst.",
        "De raad vraagt mevrouw Ter Horst om een lijst.",
        "Teamchef Vermeulen levert morgen een plan.",
    ],
)
def test_being_named_is_not_speaking(text: str) -> None:
    assert [it for it in speakers(bare(text)) if it and "Hij" not in it] == []


def test_a_transcript_is_read_by_its_labels() -> None:
    minutes = noordrand(
        """
        Postma: Het was rustig. Morgen: niet.

        POSTMA: Zoals ik zei.

        De voorzitter: Dank.

        Conclusie: het was rustig.
        """
    )

    assert speakers(minutes) == ["Postma", "De voorzitter"]


def test_the_same_speaker_going_on_is_one_turn() -> None:
    minutes = bare("Dhr. Vermeulen meldt dit. Hij vindt het goed. Dhr. Vermeulen geeft aan dat het kan.")

    (turn,) = proposed(minutes, "turn")

    assert quotes(minutes, turn) == [minutes.text]


def test_a_turn_ends_where_the_next_one_begins() -> None:
    minutes = bare("Dhr. Vermeulen meldt dit. Het is druk. Mevr. Bos vraagt waarom.")

    assert [quotes(minutes, it) for it in proposed(minutes, "turn")] == [
        ["Dhr. Vermeulen meldt dit. Het is druk."],
        ["Mevr. Bos vraagt waarom."],
    ]


def test_two_speakers_can_share_a_sentence() -> None:
    minutes = bare("Burgemeester Ter Horst leidt dit in en Femke geeft een presentatie.")

    assert speakers(minutes) == ["Burgemeester Ter Horst", "Femke"]


def test_what_the_body_decides_and_what_was_added_later_is_nobodys_turn() -> None:
    minutes = noordrand(
        """
        Dhr. Postma stelt voor om te wachten.

        Het DVO gaat akkoord met het voorstel.

        Mevr. Tigchelhof vraagt waarom.

        (naschrift: het kan morgen.)
        """
    )

    assert [quotes(minutes, it) for it in proposed(minutes, "turn")] == [
        ["Dhr. Postma stelt voor om te wachten."],
        ["Mevr. Tigchelhof vraagt waarom."],
    ]


def test_the_chair_by_role_is_the_chair_by_name() -> None:
    minutes = noordrand("De voorzitter opent. Dhr. Van der Zwaan meldt dat het rustig is.")

    (turn,) = proposed(minutes, "turn")

    assert name_of(minutes, turn.link) == "A. van der Zwaan"


def test_a_role_is_linked_to_the_one_whom_the_text_calls_so() -> None:
    minutes = bare("Teamchef Vermeulen meldt dit. Mevr. Bos vraagt iets. De teamchef antwoordt.")

    assert [name_of(minutes, it.link) for it in proposed(minutes, "turn")] == ["Vermeulen", "Bos", "Vermeulen"]


def test_a_speaker_nobody_listed_becomes_a_participant_and_is_linked() -> None:
    minutes = noordrand("Mevr. Brouwershof (Openbaar Ministerie) meldt dat mevr. Brouwershof blijft.")

    (stranger,) = proposed(minutes, "participant")
    (turn,) = proposed(minutes, "turn")

    assert (stranger.text, stranger.organisation) == ("Brouwershof", "Openbaar Ministerie")
    assert name_of(minutes, turn.link) == "Brouwershof"


def test_a_stranger_bears_the_fullest_name_the_text_gives() -> None:
    minutes = bare("Het is de beurt aan K. Brouwershof. Mevr. Brouwershof meldt dat het kan.")

    assert [it.text for it in proposed(minutes, "participant")] == ["K. Brouwershof"]


def test_who_speaks_without_being_listed_has_the_role_that_the_text_calls_him_by() -> None:
    minutes = noordrand(
        "Burgemeester Terlouwen meldt dat het goed gaat. Mevrouw Drakenstein vraagt waarom. "
        "Portefeuillehouder Terlouwen dankt iedereen."
    )

    roles = {one.text: one.role for one in proposed(minutes, "participant")}

    assert roles == {"Terlouwen": "burgemeester", "Drakenstein": None}
