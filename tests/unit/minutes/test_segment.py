from __future__ import annotations

import pytest

from dvo_tui.minutes.model import Block
from dvo_tui.minutes.segment import sentences, tokens


def split(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text, [Block("paragraph", 0, len(text))])]


@pytest.mark.parametrize(
    "sentence",
    [
        "Dhr. Postma en mevr. Visser spreken bgm. A. de Wit namens dr. P.J. Bos.",
        "Zie art. 5 en nr. 12 m.b.t. Meerdijk t.a.v. Het plan o.a. Noordrand.",
        "Er is 3 ct. per inwoner en 1.500 euro om 09.45 uur.",
        "Feesten e.d. (uitlaatklep) en 5 november a.s. (mocht dat lukken) tellen.",
        "Op 13 febr. 2022 en 5 okt. 2021 is d.d. 3 mei besproken.",
        "Tav. Noordrand, bijv. Meerdijk, incl. Duinmeer.",
        "1. Opening van de vergadering.",
    ],
)
def test_an_abbreviation_or_initial_does_not_end_a_sentence(sentence: str) -> None:
    assert split(sentence) == [sentence]


@pytest.mark.parametrize(
    "parts",
    [
        ["Postma opent.", "Visser volgt!", "Wie nog?", "“Ik.”", "Goed."],
        ["Dit is op 13 febr.", "Hiervoor volgt een brief."],
        ["De bijeenkomst is op 5 november a.s.", "De agenda volgt."],
        ["Het was in 2020.", "Er waren er 12.", "De rest niet."],
        ["Politie, OM, enz.", "Verder niemand."],
        ["Het plan (zie bijlage.)", "1.500 euro is genoeg."],
        ["Wacht…", "Toch niet."],
        ["[A4 Postma: lijst rondsturen]", "[A5 Visser: brief]", "Bos regelt de zaal."],
        ["Het plan [zie bijlage] Noord volgt."],
        ["[Nota] en [bijlage] Noord volgen."],
    ],
)
def test_sentences_end_where_a_reader_stops(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


def test_a_sentence_never_crosses_a_block_and_column_titles_are_none() -> None:
    text = "Actie\n\nEen zin\n\nen nog een"
    blocks = [Block("column", 0, 5), Block("cell", 7, 14), Block("cell", 16, 26)]

    assert [text[s.start : s.end] for s in sentences(text, blocks)] == ["Een zin", "en nog een"]


def test_tokens_are_words_with_their_inner_marks_numbers_and_single_marks() -> None:
    text = "'s Avonds: boa's-politie, € 1.500,50 op 05-10-2020 (09.45 uur) in Oost-NL!"

    found = [text[t.start : t.end] for t in tokens(text, 0, len(text))]
    assert found == [
        *("'s", "Avonds", ":", "boa's-politie", ",", "€", "1.500,50", "op", "05-10-2020"),
        *("(", "09.45", "uur", ")", "in", "Oost-NL", "!"),
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Danie\u0308lle Zo\u00eb-Rene\u0301e's e\u0301e\u0301n.",
            ["Danie\u0308lle", "Zo\u00eb-Rene\u0301e's", "e\u0301e\u0301n", "."],
        ),
        ("👩\u200d🚒. 👨\u200d👩\u200d👧Jan", ["👩\u200d🚒", ".", "👨\u200d👩\u200d👧", "Jan"]),
        ("👍🏽! 🇳🇱🇧🇪 ❤\ufe0f 3\ufe0f\u20e3", ["👍🏽", "!", "🇳🇱", "🇧🇪", "❤\ufe0f", "3\ufe0f\u20e3"]),
        ("12.5\u0301 's\u0301 a\u200db \u0301 x", ["12", ".", "5\u0301", "'", "s\u0301", "a\u200db", "\u0301", "x"]),
    ],
    ids=["marks", "joined emoji", "changed emoji", "odd"],
)
def test_a_sign_of_several_characters_is_never_cut(text: str, parts: list[str]) -> None:
    assert [text[t.start : t.end] for t in tokens(text, 0, len(text))] == parts


def test_tokens_stay_inside_the_range_asked_for() -> None:
    assert [(t.start, t.end) for t in tokens("een twee drie", 4, 8)] == [(4, 8)]
