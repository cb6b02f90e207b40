"""Sentences that sound like a decision or an action, whatever the rules make of them."""

from __future__ import annotations

import pytest

from dvo_tui.suggest.cues import LONGEST, sounding
from tests.unit.suggest.proposing import bare, noordrand

SOUNDING = [
    ("De voorzitter zal de brief nog eens lezen.", "zal", "action"),
    ("Mevrouw Bos gaat dit na.", "gaat", "action"),
    ("Hij zegt een overzicht van de kosten toe.", "zegt", "action"),
    ("Dat is een toezegging aan de raad.", "toezegging", "action"),
    ("Op verzoek van de politie komt er een controle.", "verzoek", "action"),
    ("Mevrouw Bos vraagt aandacht voor de markt.", "vraagt", "action"),
    ("Dit komt in het najaar terug.", "komt", "action"),
    ("Er is een besluit over de pont.", "besluit", "decision"),
    ("Iedereen is akkoord.", "akkoord", "decision"),
    ("Het stuk wordt aan te houden geadviseerd.", "aan te houden", "decision"),
    ("De leden stellen de begroting ongewijzigd vast.", "stellen", "decision"),
    ("De raad benoemt mevrouw Bos tot lid.", "benoemt", "decision"),
    ("Afgesproken wordt dat de markt blijft.", "Afgesproken", "decision"),
]


@pytest.mark.parametrize(("sentence", "word", "kind"), SOUNDING)
def test_a_sentence_sounds_like_a_decision_or_an_action(sentence: str, word: str, kind: str) -> None:
    text = f"Er is koffie. {sentence} Het regent."
    (cue,) = sounding(bare(text))

    assert (text[cue.span.start : cue.span.end], cue.word, cue.kind) == (sentence, word, kind)


@pytest.mark.parametrize(
    "text",
    [
        "Het gaat over de markt en het gaat goed.",
        "Haar voorkeur gaat uit naar een markt, voordat men verder gaat.",
        "De heer Bos benoemt dat de rol van de markt als plein groot is.",
        "De brandweer meldt drie branden.",
        "De heer Bos vraagt waarom de pont niet vaart.",
        "Volgende vergadering: 3 mei.",
        "Het overleg besluit:",
        "Hij stelt drie vragen. Dat staat vast.",
    ],
)
def test_other_sentences_do_not(text: str) -> None:
    assert list(sounding(bare(text))) == []


def test_of_several_cues_in_a_sentence_the_one_for_a_decision_counts() -> None:
    (cue,) = sounding(bare("Hij zal op verzoek nagaan of iedereen akkoord is en wat afgesproken is."))

    assert (cue.word, cue.kind) == ("akkoord", "decision")


def test_titles_are_no_sentences() -> None:
    minutes = noordrand("Er is niets.\n\n2. Vaststelling verslag en actielijst, gevraagd besluit\n\nEr is niets.")

    assert list(sounding(minutes)) == []


def test_of_an_endless_sentence_only_what_lies_around_a_cue_is_shown() -> None:
    text = "en dan nog wat " * 300 + "wat zal blijken " + "en dan nog wat " * 300
    (cue,) = sounding(bare(text))

    assert len(cue.span) == LONGEST
    assert "zal" in text[cue.span.start : cue.span.end]
