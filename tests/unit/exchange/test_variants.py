"""Every way to write somebody who is annotated once is found, and words that look alike are left alone."""

from __future__ import annotations

import re

import pytest

from dvo_tui.exchange.variants import Person, Variants

WRITTEN: dict[str, list[str]] = {
    "Jan de Vries": [
        *(
            "de Vries",
            "De  Vries",
            "J. de Vries",
            "J de Vries",
            "JdV",
            "JDV",
            "J.d.V.",
            "JV",
            "JAN DE VRIES",
            "Devries",
        ),
        *("de\nVries", "jan de vries", "jandevries", "@jandevries", "jan-de-vries", "de Vri\u00ades", "de Vri-\nes"),
        *("de Vriess", "de Vrees", "De Vríes", "DeVries", "Jans"),
    ],
    "Karin van den Heuvel-Rijnders": [
        *(
            "Van den Heuvel",
            "Heuvel - Rijnders",
            "Rijnders",
            "K. v.d. Heuvel",
            "v. d. Heuvel",
            "v/d Heuvel",
            "vdHeuvel",
        ),
        *("VdHeuvel", "KvdH", "KvdHR", "van den Heu-\nvel", "Karin vdHeuvel"),
    ],
    "Fatima El Bouazzaoui": ["El-Bouazzaoui", "Bouazaoui", "FEB", "FB", "Elbouazzaoui"],
    "Mehmet Özdemir": ["OZDEMIR", "O\u0308zdemir", "Özde-\nmir", "Özdemir-familie", "familie-Özdemir", "MÖ", "MO"],
    "Anne-Marie 't Hart": ["'t Hart", "’t Hart", "A.M. 't Hart", "AM 't Hart", "AMtH", "Annemarie", "anne-marie"],
    "S. Yilmaz": ["casus-Yilmaz", "Yilmaz-casus", "Yilmas", "Yılmaz"],
    "W.F.M. van Roessel": ["WFM van Roessel", "W F M van Roessel", "WvR", "WFMvR", "W.F.M.\nvan Roessel"],
    "Tjeerd Hovinga": ["hovinga", "Hov\u00adinga", "Hov\u200binga", "Hovin-\nga", "T.Hovinga"],
    "Lotte Bakker": ["mw. bakker", "mevrouw bakker", "lotte bakker"],
    "Pat O'Brien": ["O’Brien", "O`Brien", "OBrien"],
    "Wil Smit-de Boer": ["De Boer-Smit", "Smit–de Boer", "WSdB"],
    "Ruud Ng": ["Ng", "NG", "R. Ng"],
}


def left(name: str, written: str) -> str:
    """The letters that are left of a sentence about somebody."""
    before, after = "Ook ", " sprak daar."
    text = before + written + after
    for mention in reversed(Variants([Person("p", frozenset({name}))]).find(text)):
        text = text[: mention.span.start] + text[mention.span.end :]
    rest = text.removeprefix(before).removesuffix(after)
    return re.sub(r"[\W\d_]+|\b(?:mw|mevrouw|familie|casus)\b", "", rest)


@pytest.mark.parametrize(("name", "written"), [(name, one) for name, forms in WRITTEN.items() for one in forms])
def test_a_way_to_write_somebody_is_found_to_its_last_letter(name: str, written: str) -> None:
    assert left(name, written) == ""


@pytest.mark.parametrize("written", ["Vries, J. de", "Vries, de", "Vries, J. de, voorzitter"])
def test_a_name_that_begins_with_the_surname_is_found_with_what_stands_behind_it(written: str) -> None:
    (mention,) = Variants([Person("p", frozenset({"Jan de Vries"}))]).find(f"Aanwezig: {written}")

    assert written[: len(mention.span)].endswith("de")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("M. Wassink", "Mw. Postma meldt dat het goed gaat."),
        ("D. Ekkers", "De politie en De Kolk; de rest volgt."),
        ("E. Nijhof", "En dan nog iets."),
        ("D. Raad", "Dr. Postma en dr. Kok."),
        ("B. Rand", "De brand is uit."),
        ("S. Top", "Stop daarmee."),
        ("Jan de Vries", "De vraag, de heer Postma."),
    ],
)
def test_a_title_or_an_opening_word_is_no_code_of_somebody(name: str, text: str) -> None:
    assert Variants([Person("p", frozenset({name}))]).find(text) == []


def test_a_title_is_no_initial_and_van_is_a_word_before_who_has_none() -> None:
    text = "Mw. Postma, de moeder van Postma en Mw. J. Postma."
    found = Variants([Person("p", frozenset({"J. Postma"}))]).find(text)

    assert [text[one.span.start : one.span.end] for one in found] == ["Postma", "Postma", "J. Postma"]


def test_a_first_name_before_the_surname_goes_along() -> None:
    text = "Volgens Petra Postma kan dat."
    (mention,) = Variants([Person("p", frozenset({"Postma"}))]).find(text)

    assert text[mention.span.start : mention.span.end] == "Petra Postma"


def test_the_name_of_a_body_in_capitals_is_no_code_but_no_cover_for_a_surname_either() -> None:
    found = Variants([Person("p", frozenset({"Olaf Mos"}))], {"OM", "MOS"})

    assert found.find("Het OM is akkoord.") == []
    assert len(found.find("MOS is akkoord.")) == 1


def test_a_word_without_an_end_takes_no_time_or_room() -> None:
    found = Variants([Person("p", frozenset({"Jan van der Meer-de Vries"})), Person("q", frozenset({"A.B. 't Hart"}))])

    assert found.find("A" * 1_000_000) == []
