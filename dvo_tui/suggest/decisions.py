"""Decisions: what the body adopts, agrees to, decides, notes, defers, drops or refuses. A member's assent is none.

A decision is the sentence that says so, or one entry of the list behind `Besluit:`. What may happen (`kan besluiten`),
is asked, or was decided elsewhere is not one; the last is proposed as `reported`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from dvo_tui.minutes.model import Block, Minutes, Span
from dvo_tui.minutes.regex import regex
from dvo_tui.suggest.analysis import WINDOW, Analysis, analyse
from dvo_tui.suggest.base import Known, Suggestion
from dvo_tui.suggest.codes import coded
from dvo_tui.suggest.decision_kinds import BODY, BODY_NAMED, MANNER, kind_of, marked_kind, small
from dvo_tui.suggest.decision_words import CONCLUDED, spoken, vote_of
from dvo_tui.suggest.ranges import Ranges
from dvo_tui.suggest.registers import registers
from dvo_tui.suggest.rules import confidence
from dvo_tui.suggest.signs import signed


class Decision(NamedTuple):
    """What was decided, at `start:end`."""

    start: int
    end: int
    kind: str
    rule: str
    vote: str | None


_LABEL = regex(rf"(?:(?i:(?:het )?besluit(?:en)?|conclusie en besluit(?:en)?)(?: {BODY_NAMED})?|CONCLUSIES?) ?:[ \n]*")
_BARE = regex(r"(?:Besluit|BESLUIT)\s+(?=[A-Z])")
_WIDE = regex(r"(?:Besluit(?:en)?|BESLUIT(?:EN)?)(?: {2,}|\t+)(?=\S)")
_NEXT_LABEL = regex(r"[A-Z][A-Za-zà-ÿ]{2,20}(?: {2,}|\t+|:(?:\s|$))|(?:Actie|Afspraak|Toezegging|Vervolg)\b")
_SETTLES = regex(
    r"\b(?:wordt|worden|gaat|gaan|komt|komen|krijgt|krijgen|doet|doen|blijft|blijven|loopt|stopt|start|vervalt|geldt|"
    r"treedt|draagt|dragen|betaalt|betalen)\b"
)
_EXPLAINS = regex(
    r"\b(?:(?:be|ge)sproken|terug|geagendeerd|geacht|omdat|want|daarom|hiermee|opgedragen|verzocht|gevraagd)\b|"
    r"dank|\?$"
)
_TASK = regex(r"\b(?:opgedragen|verzocht|gevraagd|toegezegd|zegt|zal|zullen|Voor:|Tegen:)")
_INTRODUCED = regex(
    rf"{BODY}{MANNER} (?:besluit(?:en)?|besloot|heeft besloten|kiest|koos|stemt in|gaat akkoord)[^.:\n]{{0,60}}:\s*$|"
    r"(?:[Bb]esloten (?:wordt|is)|wordt besloten|is besloten):\s*$"
)
_HEADING = regex(
    r"(?:\d+[.)]? )?(?:overzicht |lijst )?(?:van )?(?:de )?(?:genomen )?besluiten(?:lijst)?:?", re.IGNORECASE
)
_TITLE = regex(r"(?:[Bb]esluit(?:en)?|BESLUIT(?:EN)?)")
_NOTHING = regex(r"(?i)(?:geen(?: besluit(?:en)?)?|n\.?v\.?t\.?|niet van toepassing|nee|[-–—/]+)[.;]?")
_NUMBERED = regex(r"\d{1,2}[.)] ")
_MOST_ENTRIES = 60
_ONE_WORD = 14


def suggest(minutes: Minutes, known: Known) -> Iterator[Suggestion]:
    """Every decision; `vote` where the text tells how it was taken."""
    for decision in decisions(analyse(minutes, known)):
        yield Suggestion(
            layer="decision",
            type=decision.kind,
            spans=(Span(decision.start, decision.end),),
            by="decisions",
            rule=decision.rule,
            confidence=confidence("decisions", decision.rule, known),
            vote=decision.vote,
        )


@lru_cache(maxsize=1)
def decisions(analysis: Analysis) -> tuple[Decision, ...]:
    """Every decision in order; a label's list first, then sentences with a cue."""
    noted = [*_columns(analysis), *_labelled(analysis)]
    labelled = [it for it in noted if not _is_none(analysis, Span(it.start, it.end))]
    taken = Ranges((decision.start, decision.end) for decision in labelled)
    spoken = [decision for decision in _sentences(analysis, taken) if not taken.holds(decision.end - 1)]
    return tuple(sorted([*labelled, *spoken]))


@lru_cache(maxsize=1)
def decided_at(analysis: Analysis) -> frozenset[int]:
    """Where sentences begin that decide something, labels taken in: nobody says them, so a turn ends before them."""
    found = {decision.start for decision in decisions(analysis)}
    found |= {analysis.sentence_at(decision.start).start for decision in decisions(analysis)}
    return frozenset(found | {analysis.minutes.blocks[place].start for place in _introductions(analysis)})


def _columns(analysis: Analysis) -> Iterator[Decision]:
    for block, zone in zip(analysis.minutes.blocks, analysis.zones, strict=True):
        if zone == "decision" and any(map(str.isalnum, analysis.text[block.start : block.end])):
            yield from _settled(analysis, analysis.trimmed(block.start, block.end), "column")


def _is_none(analysis: Analysis, span: Span) -> bool:
    """Whether a cell or entry says that nothing was decided."""
    return len(span) < _ONE_WORD + 4 and bool(_NOTHING.fullmatch(analysis.text, span.start, span.end))


def _labelled_decision(analysis: Analysis, span: Span, rule: str, state: str | None = None) -> Decision:
    sentence = analysis.text[span.start : min(span.end, span.start + WINDOW)]
    return Decision(span.start, span.end, marked_kind(sentence, state), rule, vote_of(sentence))


def _settled(analysis: Analysis, span: Span, rule: str) -> Iterator[Decision]:
    """The decisions in one cell or entry: a sentence that settles something anew is one of its own.

    What only explains belongs to the decision before it; what is asked of somebody, to none.
    """
    start, end = span.start, span.end
    index = max(0, analysis.sentence_index(span.start))
    for number, sentence in enumerate(_sentences_from(analysis, index, span)):
        wording = analysis.text[sentence.start : min(sentence.end, sentence.start + WINDOW)]
        if number == 0:
            end = sentence.end
        elif _TASK.search(wording) or len(wording) < 3:
            break
        elif kind_of(small(wording)) or (_SETTLES.search(wording) and not _EXPLAINS.search(wording)):
            yield _labelled_decision(analysis, analysis.trimmed(start, end), rule)
            start, end = sentence.start, sentence.end
        else:
            end = sentence.end
    yield _labelled_decision(analysis, analysis.trimmed(start, end), rule)


def _sentences_from(analysis: Analysis, index: int, span: Span) -> Iterator[Span]:
    """The parts of sentences from a place on that lie in a span."""
    while index < len(analysis.sentences) and analysis.sentences[index].start < span.end:
        sentence = analysis.sentences[index]
        if sentence.end > span.start:
            yield Span(max(sentence.start, span.start), min(sentence.end, span.end))
        index += 1


def _labelled(analysis: Analysis) -> Iterator[Decision]:
    """What stands behind `Besluit:` in its block, or the list or paragraph that follows such a block or heading."""
    for place in _cued_blocks(analysis):
        block = analysis.minutes.blocks[place]
        wide = _WIDE.match(analysis.text, block.start, block.end)
        if wide:
            yield from _settled(analysis, analysis.trimmed(wide.end(), block.end), "label")
            for entry in _going_on(analysis, place):
                yield from _settled(analysis, entry.span, "label")
            continue
        label = _LABEL.match(analysis.text, block.start, block.end) or _bare_label(analysis, block)
        if label and label.end() < block.end:
            end = min(block.end, max(analysis.sentence_at(block.start).end, analysis.sentence_at(label.end()).end))
            yield _labelled_decision(analysis, analysis.trimmed(label.end(), end), "label")
    for it in coded(analysis):
        if it.kind == "decision":
            state = analysis.text[it.state.start : it.state.end] if it.state else None
            yield _labelled_decision(analysis, analysis.trimmed(it.start, it.end), "label", state)
    for sign in signed(analysis):
        if sign.kind == "decision":
            yield _labelled_decision(analysis, analysis.trimmed(sign.start, sign.end), "marked")
    for place in _introductions(analysis):
        for entry in _entries(analysis, place):
            yield from _settled(analysis, analysis.trimmed(entry.start, entry.end), "label")


def _going_on(analysis: Analysis, place: int) -> Iterator[Block]:
    """The blocks below one whose label stands apart in a column, up to the next label or title."""
    for index in range(place + 1, min(len(analysis.zones), place + _MOST_ENTRIES)):
        block = analysis.minutes.blocks[index]
        if analysis.zones[index] != "text" or _NEXT_LABEL.match(analysis.text, block.start, block.end):
            return
        if _SETTLES.search(analysis.text, block.start, min(block.end, block.start + WINDOW)):
            yield block


def _bare_label(analysis: Analysis, block: Block) -> re.Match[str] | None:
    """`Besluit De agenda wordt vastgesteld.`: a label that was set apart by its type only."""
    label = _BARE.match(analysis.text, block.start, block.end)
    rest = analysis.sentence_at(label.end()) if label else None
    return label if label and rest and kind_of(small(analysis.text[label.end() : rest.end])) else None


def _cued_blocks(analysis: Analysis) -> list[int]:
    places = dict.fromkeys(analysis.block_index(cue) for cue in analysis.cues("DECIDES"))
    return [place for place in places if place >= 0 and analysis.minutes.blocks[place].kind != "column"]


@lru_cache(maxsize=1)
def _introductions(analysis: Analysis) -> tuple[int, ...]:
    """The blocks that only say that decisions follow: `Besluit:`, `Het overleg besluit:`, the heading `Besluiten`."""
    return tuple(place for place in _cued_blocks(analysis) if _introduces(analysis, place))


def _introduces(analysis: Analysis, place: int) -> bool:
    block, text = analysis.minutes.blocks[place], analysis.text
    if _TITLE.fullmatch(text, block.start, block.end):
        return True
    if analysis.zones[place] == "title":
        return bool(_HEADING.fullmatch(text, block.start, block.end))
    if text[block.end - 1] != ":":
        return False
    label = _LABEL.fullmatch(text, block.start, block.end)
    return bool(label or _INTRODUCED.search(text, max(block.start, block.end - 120), block.end))


def _entries(analysis: Analysis, place: int) -> list[Block]:
    """The blocks a label is for: the list items behind it, or the one paragraph."""
    blocks = analysis.minutes.blocks
    found: list[Block] = []
    label, titled = blocks[place], analysis.zones[place] == "title"
    if label.kind == "cell" and label.column == 0:
        rows = range(place + 1, min(len(blocks), place + _MOST_ENTRIES))
        beside = [blocks[at] for at in rows if (blocks[at].table, blocks[at].row) == (label.table, label.row)]
        if beside and beside[0].column == 1:
            return [block for block in beside if block.column == 1]
    for index in range(place + 1, min(len(blocks), place + _MOST_ENTRIES)):
        block = blocks[index]
        if analysis.zones[index] != "text":
            break
        listed = block.kind == "item" or _NUMBERED.match(analysis.text, block.start)
        told = titled and not _NEXT_LABEL.match(analysis.text, block.start, block.end)
        if listed or (told and all(before.kind != "item" for before in found)):
            found.append(block)
        else:
            return found or [block]
    return found


def _is_introduction(text: str, span: Span) -> bool:
    """Whether a sentence only says that a list of decisions follows."""
    return text[span.end - 1] == ":" and bool(
        _LABEL.match(text, span.start) or _INTRODUCED.search(text, span.start, span.end)
    )


def _sentences(analysis: Analysis, taken: Ranges) -> Iterator[Decision]:
    """Sentences with a cue that end in nothing taken, each looked at once."""
    last, members, listed = -1, _members(analysis), registers(analysis)
    for cue in analysis.cues("DECIDES"):
        index = analysis.sentence_index(cue)
        if index == last or index < 0 or analysis.zone_at(cue) != "text":
            continue
        last = index
        span = analysis.sentence_at(cue)
        if listed and (block := analysis.block_at(cue)) and block.table in listed:
            continue
        if not len(span) or taken.holds(span.end - 1) or _is_introduction(analysis.text, span):
            continue
        sentence = analysis.text[span.start : span.end]
        found = spoken(sentence)
        own = found is not None and found[0] == "agreed" and span.start in members and not CONCLUDED.search(sentence)
        if found and not own:
            end = _behind_heading(analysis, index, span)
            last = index + (end > span.end)
            yield Decision(span.start, end, *found)


def _behind_heading(analysis: Analysis, index: int, span: Span) -> int:
    """Where a decision ends: one that is only a word (`Hamerstuk.`) takes in the sentence it stands before."""
    following = analysis.sentences[index + 1] if index + 1 < len(analysis.sentences) else None
    block = analysis.block_at(span.start)
    if following is None or block is None or following.end > block.end or len(span) > _ONE_WORD:
        return span.end
    return following.end


def _members(analysis: Analysis) -> frozenset[int]:
    """Where one member or role is named: a sentence that begins so tells what that one agrees to."""
    people = {mention.outer for mention in analysis.found.mentions}
    return frozenset(people | {role.start for role in analysis.found.roles})
