"""What spares a search never hides what the search would find: on every word boundary of the invented minutes."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvo_tui.suggest import acquaintance, cues, lexicon, organisations, speakers, wording
from dvo_tui.suggest.matching import Guarded
from tests.unit.suggest.test_matching import read_sentences

MARKS = (" ", "  ", "\n", " \n", "-", "_", ".", ", ", " (", "'", "\xa0", "")
WORDS = ("de", "De", "het", "van", "door", "Vanuit", "wanbeleid", "Zandpop", "vuurwerkbeleid", "nota", "A", "3", "mr.")


@cache
def before_words() -> tuple[str, ...]:
    """What stands before each word of a sentence, and all of it."""
    sentences = read_sentences()[::5]
    return tuple(sentence[:at] for sentence in sentences for at in (*_starts(sentence), len(sentence)))


def _starts(sentence: str) -> list[int]:
    return [start for start, _ in lexicon.words_of(sentence) if start]


texts = st.lists(st.sampled_from([*WORDS, *MARKS]), max_size=30).map("".join)


def test_a_preposition_is_told_without_a_search() -> None:
    for before in before_words():
        last = before[-12:]
        assert speakers._is_object(last) == bool(wording.PREPOSITION.search(last)), before


def test_an_article_is_told_without_a_search() -> None:
    for before in before_words():
        found = organisations._ARTICLE.search(before, max(0, len(before) - 9))
        assert organisations._has_article(f"{before}X", len(before)) == bool(found), before


@given(texts)
def test_no_end_of_a_text_hides_a_preposition_or_an_article(text: str) -> None:
    assert speakers._is_object(text[-12:]) == bool(wording.PREPOSITION.search(text[-12:]))
    article = organisations._ARTICLE.search(text, max(0, len(text) - 9))
    assert organisations._has_article(text, len(text)) == bool(article)


def test_no_name_before_a_verb_is_passed_over() -> None:
    for before in before_words():
        if not acquaintance._may_end_name(before, len(before)):
            found = acquaintance._BEFORE.search(before, max(0, len(before) - 70))
            assert found is None or not before[-2:-1].isalpha(), before


@pytest.mark.parametrize(
    "guard",
    [wording.ALDUS, wording.PASSIVE_BEFORE, wording.ACCORDING, wording.ASKED, wording.JUDGED],
    ids=["aldus", "passive", "according", "asked", "judged"],
)
def test_the_last_word_tells_whether_words_ahead_make_a_speaker(guard: Guarded | re.Pattern[str]) -> None:
    for before in before_words():
        if guard.search(before):
            assert speakers._last_word(before).endswith(wording.AHEAD), before


@pytest.mark.parametrize("tag", cues.ENDINGS)
@given(text=texts)
def test_words_are_found_by_their_ending_as_in_the_text_itself(tag: str, text: str) -> None:
    assert list(lexicon.read(text).ending(tag)) == list(lexicon.ending_in(text, cues.ENDINGS[tag]))


@given(texts)
def test_every_capitalised_word_stands_where_the_pass_over_a_text_has_it(text: str) -> None:
    words = lexicon.read(text)
    expected = [(start, word) for start, word in lexicon.words_of(text) if word[:1].isupper()]

    assert list(words.capitals) == expected
    for wanted in ({"De"}, {"De", "Vanuit", "Zandpop", "A"}):
        assert words.capitals_where(wanted.__contains__) == [place for place in expected if place[1] in wanted]
