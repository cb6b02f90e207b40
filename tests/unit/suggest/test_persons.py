"""People by name, and who they are."""

from __future__ import annotations

import pytest

from dvo_tui.minutes.reading import read_bytes
from tests.unit.suggest.proposing import bare, name_of, noordrand, proposed, surfaces


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("Dit meldt mevr. Ter Horst aan dhr Vis.", ["Ter Horst", "Vis"]),
        ("Dhrn. De Graaf en Vermeulen zijn er.", ["De Graaf", "Vermeulen"]),
        (
            "Er waren de heren A. Bos, Vis en Pol en de dames Mol en In 't Veld.",
            ["A. Bos", "Vis", "Pol", "Mol", "In 't Veld"],
        ),
        ("Dit zei burgemeester mr. J.P. van der Ploeg (Raalte).", ["J.P. van der Ploeg"]),
        ("Het was een vraag van Annemieke Vermeulen.", ["Annemieke Vermeulen"]),
        ("Daarna geeft Fleurtje aan dat het kan.", ["Fleurtje"]),
        ("Mevrouw DE GRAAF vraagt het.", ["DE GRAAF"]),
        ("Brieven gaan naar K. Öztürk-de Wit.", ["K. Öztürk-de Wit"]),
        ("De vraag van Jolijn blijft staan.", ["Jolijn"]),
    ],
)
def test_a_name_is_found_without_its_honorific_or_role(sentence: str, people: list[str]) -> None:
    assert surfaces(bare(sentence), "PERSON") == people


@pytest.mark.parametrize(
    "sentence",
    [
        "De burgemeester van Almelo komt.",
        "De minister van Justitie en Veiligheid schrijft.",
        "De portefeuillehouder Ondermijning is er; ondermijning gaat door.",
        "Een ambtenaar uit Raalte helpt.",
        "De gemeente Enschede en de politie werken samen.",
        "Onderzoek toont aan dat het helpt.",
        "Optie A. Daarna volgt optie B.",
    ],
)
def test_what_is_no_name_is_not_taken_for_one(sentence: str) -> None:
    assert surfaces(bare(sentence), "PERSON") == []


def test_a_surname_met_before_is_found_again_without_honorific() -> None:
    text = "Dhr. Vermeulen meldt dit. Later vult Vermeulen aan dat het kan."

    assert surfaces(bare(text), "PERSON") == ["Vermeulen", "Vermeulen"]


def test_an_everyday_word_that_is_also_a_surname_is_no_name_at_the_start_of_a_sentence() -> None:
    text = "Mevr. Haven is er. Haven en stad zijn dicht. De haven blijft dicht."

    assert surfaces(bare(text), "PERSON") == ["Haven"]


def test_a_name_is_linked_to_the_one_participant_it_means() -> None:
    minutes = noordrand("Mevr. Postma meldt dat het rustig is.")

    links = [name_of(minutes, it.link) for it in proposed(minutes, "entity", "PERSON")]

    assert links[-1] == "B. Postma"


def test_a_misspelt_name_is_linked_too() -> None:
    minutes = noordrand("Mevr. Tichelhof meldt dat het rustig is.")

    assert name_of(minutes, proposed(minutes, "entity", "PERSON")[-1].link) == "C.H. Tigchelhof"


def test_half_a_double_name_is_linked_to_the_whole() -> None:
    minutes = noordrand("Mevr. De Wilde meldt dat het rustig is.")

    assert name_of(minutes, proposed(minutes, "entity", "PERSON")[-1].link) == "D. de Wilde-Bos"


def test_other_initials_are_another_person() -> None:
    minutes = noordrand("Er is een brief van X. Postma.")

    assert proposed(minutes, "entity", "PERSON")[-1].link is None


def test_a_name_that_two_people_bear_stays_open() -> None:
    text = noordrand("Mevr. Jansen meldt dat het rustig is.").text.replace("E. Koster", "E. Jansen, F. Jansen")
    minutes = read_bytes(text.encode(), "verslag.txt")

    assert proposed(minutes, "entity", "PERSON")[-1].link is None
    assert proposed(minutes, "participant") == []


def test_a_title_that_ends_a_sentence_and_a_lettered_heading_name_nobody() -> None:
    assert surfaces(bare("Dat gaat naar de burgemeesters. Het Bergcomité spreekt erover."), "PERSON") == []
    assert (
        surfaces(read_bytes(b"Verslag\n\nA. Opening\n\nEr is koffie.\n\nB. Sluiting\n\nTot dan.\n", "a.txt"), "PERSON")
        == []
    )
