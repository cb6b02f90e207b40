"""Actions: what is noted as one, and what sentences show to be one; a noted action and the sentence behind it are one.

The first span is the action itself; sentences that say the same stand behind it as evidence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from dvo_tui.minutes.model import Minutes, Span
from dvo_tui.suggest.action_places import Noted, State, noted
from dvo_tui.suggest.action_sentences import Draft, Strength, drafts
from dvo_tui.suggest.agents import owners
from dvo_tui.suggest.analysis import Analysis, analyse
from dvo_tui.suggest.base import Known, Suggestion
from dvo_tui.suggest.decisions import decisions
from dvo_tui.suggest.dues import Due
from dvo_tui.suggest.notes import remarks
from dvo_tui.suggest.ranges import Ranges
from dvo_tui.suggest.rules import confidence
from dvo_tui.suggest.vocabulary import listed


class Action(NamedTuple):
    """One thing to be done."""

    spans: tuple[Span, ...]
    kind: str
    rule: str
    owners: tuple[str, ...]
    owner_text: str | None
    due: Due
    strength: Strength
    state: State = "open"


ENOUGH = 2
"""How many word stems a sentence must share with a noted action to be the sentence behind it."""

SHARE = 0.3
"""And which part of the action's stems."""

_STEM = re.compile(r"[^\W\d_]{4,}")
_EMPTY = frozenset(
    listed(
        """
        actie platf gemee polit aanzi inzak overl meteen deze zijn haar voor door naar over tijd alle worde kunne zulle
        tussen bij
        """
    )
)
_LOOK = 60
"""How many sentences of an item are compared with a noted action."""


def suggest(minutes: Minutes, known: Known) -> Iterator[Suggestion]:
    """Every action with owners and due, in order."""
    for action in actions(analyse(minutes)):
        yield Suggestion(
            layer="action",
            type=action.kind,
            spans=action.spans,
            by="actions",
            rule=action.rule,
            confidence=confidence("actions", action.rule, known),
            owners=action.owners,
            owner_text=action.owner_text,
            due=action.due.due,
            due_text=action.due.text,
            due_anchor=action.due.anchor,
            strength=action.strength,
            state=action.state,
        )


def actions(analysis: Analysis) -> list[Action]:
    """Noted actions with the sentences behind them, then every sentence that stands for itself."""
    settled = (
        Ranges((remark.start, remark.end) for remark in remarks(analysis)),
        Ranges((decision.start, decision.end) for decision in decisions(analysis)),
    )
    spoken = {draft.span.start: draft for draft in drafts(analysis) if not _excluded(draft, settled)}
    found: list[Action] = []
    taken: set[int] = set()
    for note in sorted(noted(analysis), key=lambda note: (note.at, note.span is None)):
        action = (
            _about_sentence(analysis, note, spoken, taken)
            if note.span is None
            else _noted(analysis, note, spoken, taken)
        )
        if action and not any(action.spans[0].overlaps(other.spans[0]) for other in found[-3:]):
            found.append(action)
    inside = sorted(span for action in found for span in action.spans)
    for start, draft in spoken.items():
        if start not in taken and not _covered(inside, draft.span):
            found.append(_spoken(analysis, draft))
    return sorted(found, key=lambda action: action.spans)


def _covered(spans: list[Span], span: Span) -> bool:
    at = bisect_left(spans, Span(span.end, span.end))
    return any(other.overlaps(span) for other in spans[max(0, at - 3) : at])


def _excluded(draft: Draft, settled: tuple[Ranges, Ranges]) -> bool:
    """Whether a sentence is a note, or a decision that gives nobody anything to do."""
    noted, decided = settled
    if noted.holds(draft.span.start):
        return True
    return decided.holds(draft.span.start) and not (
        draft.rule in ("present", "request", "commitment", "future") and draft.agents
    )


def _spoken(analysis: Analysis, draft: Draft) -> Action:
    who, owner_text = owners(analysis, draft.agents)
    return Action((draft.span,), draft.kind, draft.rule, who, owner_text, draft.due, draft.strength)


def _noted(analysis: Analysis, note: Noted, spoken: dict[int, Draft], taken: set[int]) -> Action | None:
    assert note.span is not None
    evidence = _behind(analysis, note.span, note.owners, spoken, taken) if note.rule == "column" else None
    draft = spoken.get(evidence.start) if evidence else None
    taken.update({evidence.start} if evidence else ())
    due = note.due if note.due.text or draft is None else draft.due
    who, owner_text = note.owners, note.owner_text
    if not who and draft:
        who, owner_text = owners(analysis, draft.agents)
    if not who:
        who, owner_text = _leading(analysis, note.span)
    spans = (note.span, evidence) if evidence else (note.span,)
    return Action(spans, "action", note.rule, who, owner_text, due, "explicit", note.state)


def _leading(analysis: Analysis, span: Span) -> tuple[tuple[str, ...], str | None]:
    """Owners whom the action itself begins with: `Dhrn. Bos en Vis gaan …`, `In de driehoeken afstemmen`."""
    from dvo_tui.suggest.agents import agents_from

    for match in re.finditer(r"(?:In |Door |Aan )?", analysis.text[span.start : span.start + 6]):
        return owners(analysis, agents_from(analysis, span.start + match.end(), span.end))
    return (), None


def _behind(
    analysis: Analysis, action: Span, who: tuple[str, ...], spoken: dict[int, Draft], taken: set[int]
) -> Span | None:
    """The sentence of the same item that says what a noted action says.

    One that is an action by itself comes first; that it has the same owner counts as a word.
    """
    item = analysis.item_at(action.start)
    if item is None:
        return None
    wanted = _stems(analysis.text[action.start : action.end])
    best: tuple[bool, int, int] | None = None
    first = analysis.sentence_index(item.span.start)
    for index in range(max(0, first), min(len(analysis.sentences), first + _LOOK)):
        sentence = analysis.sentences[index]
        if sentence.start >= item.span.end or sentence.start in taken or analysis.zone_at(sentence.start) != "text":
            continue
        shared = len(wanted & _stems(analysis.text[sentence.start : min(sentence.end, sentence.start + 600)]))
        if shared and who and sentence.start in spoken:
            shared += bool({*who} & {*owners(analysis, spoken[sentence.start].agents)[0]})
        if shared >= ENOUGH and shared >= SHARE * len(wanted):
            best = max(best or (False, 0, 0), (sentence.start in spoken, shared, -index))
    return analysis.sentences[-best[2]] if best else None


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    """How a text's longer words begin, a participle's `ge` left out: `geïnventariseerd` meets `inventarisatie`."""
    words = (match[0].lower() for match in _STEM.finditer(text))
    stems = (word[2:] if word.startswith("ge") and len(word) > 6 else word for word in words)
    return frozenset(stem.replace("ï", "i").replace("ë", "e")[:5] for stem in stems) - _EMPTY


def _about_sentence(analysis: Analysis, note: Noted, spoken: dict[int, Draft], taken: set[int]) -> Action | None:
    """A label that only says who: the sentence before it is the action, the label its evidence."""
    block = analysis.block_at(note.at)
    if block is None:
        return None
    label_end = analysis.sentence_at(note.at).end
    if note.rule == "column":
        target = _last_sentence(analysis, note.at, spoken)
        label = analysis.trimmed(block.start, block.end)
    else:
        target, label = _sentence_before(analysis, note.at), analysis.trimmed(note.at, label_end)
    if target is None or not len(target):
        return None
    draft = spoken.get(target.start)
    taken.add(target.start)
    kind = draft.kind if draft else "action"
    due = note.due if note.due.text or draft is None else draft.due
    return Action((target, label), kind, note.rule, note.owners, note.owner_text, due, "explicit")


def _sentence_before(analysis: Analysis, at: int) -> Span | None:
    """The sentence that holds `at` up to there, or else the one before it in the block."""
    sentence = analysis.sentence_at(at)
    head = analysis.trimmed(sentence.start, at)
    if len(head) > 3:
        return head
    index = analysis.sentence_index(at) - 1
    return analysis.sentences[index] if index >= 0 else None


def _last_sentence(analysis: Analysis, at: int, spoken: dict[int, Draft]) -> Span | None:
    """For a cell that only names an owner: the item's last sentence that is an action, else its last sentence."""
    item = analysis.item_at(at)
    if item is None:
        return None
    first, last = analysis.sentence_index(item.span.start), analysis.sentence_index(at)
    inside = [analysis.sentences[index] for index in range(max(0, first, last - _LOOK), last + 1)]
    inside = [
        span
        for span in inside
        if span.end <= at and span.start >= item.span.start and analysis.zone_at(span.start) == "text"
    ]
    telling = [span for span in inside if span.start in spoken] or inside
    return telling[-1] if telling else None
