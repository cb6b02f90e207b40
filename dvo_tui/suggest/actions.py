"""Actions: what is noted as one, and what sentences show to be one; a noted action and the sentence behind it are one.

The first span is the action itself; sentences that say the same stand behind it as evidence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from dvo_tui.minutes.model import Minutes, Span
from dvo_tui.minutes.regex import regex
from dvo_tui.suggest.action_places import noted
from dvo_tui.suggest.action_sentences import Draft, Strength, drafts
from dvo_tui.suggest.agents import agents_from, owners
from dvo_tui.suggest.analysis import Analysis, analyse
from dvo_tui.suggest.base import Known, Suggestion
from dvo_tui.suggest.decisions import decisions
from dvo_tui.suggest.dues import Due
from dvo_tui.suggest.notes import remarks
from dvo_tui.suggest.owning import Noted, State
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

_LEAD = regex(r"(?:In |Door |Aan )?")
_STEM = regex(r"[^\W\d_]{4,}")
_EMPTY = frozenset(
    listed(
        """
        actie platf gemee polit aanzi inzak overl meteen deze zijn haar voor door naar over tijd alle worde kunne zulle
        tussen bij
        """
    )
)
_ALSO_DECIDED = ("present", "request", "commitment", "future", "assignment")
"""Rules by which a decision also gives somebody something to do, where it says whom."""

_LOOK = 60
"""How many sentences of an item are compared with a noted action."""


def suggest(minutes: Minutes, known: Known) -> Iterator[Suggestion]:
    """Every action with owners and due, in order."""
    for action in actions(analyse(minutes, known)):
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
    return _Collector(analysis).collected()


class _Collector:
    """Brings what is noted and what is said together; a sentence belongs to one action only."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._text = analysis.text
        self._remarks = Ranges((remark.start, remark.end) for remark in remarks(analysis))
        self._decided = Ranges((decision.start, decision.end) for decision in decisions(analysis))
        self._spoken = {draft.span.start: draft for draft in drafts(analysis) if not self._is_settled(draft)}
        self._taken: set[int] = set()
        self._people = {person.id for person in analysis.minutes.participants}

    def collected(self) -> list[Action]:
        found: list[Action] = []
        for note in sorted(noted(self._analysis), key=lambda note: (note.at, note.span is None)):
            action = self._about_sentence(note) if note.span is None else self._with_evidence(note, note.span)
            if action and not any(action.spans[0].overlaps(other.spans[0]) for other in found[-3:]):
                found.append(action)
        inside = sorted(span for action in found for span in action.spans)
        for start, draft in self._spoken.items():
            if start not in self._taken and not _covered(inside, draft.span):
                who, owner_text = owners(self._analysis, draft.agents)
                spans = (draft.span,)
                found.append(Action(spans, draft.kind, draft.rule, who, owner_text, draft.due, draft.strength))
        return sorted(found, key=lambda action: action.spans)

    def _is_settled(self, draft: Draft) -> bool:
        """Whether a sentence is a note, or a decision that gives nobody anything to do."""
        if self._remarks.holds(draft.span.start):
            return True
        decided = self._decided.holds(draft.span.start) or self._decided.holds(draft.span.end - 1)
        return decided and draft.rule != "arrangement" and not (draft.rule in _ALSO_DECIDED and draft.agents)

    def _with_evidence(self, note: Noted, span: Span) -> Action:
        """A noted action and the sentence of its item that says the same."""
        evidence = self._behind(span, note.owners) if note.rule == "column" else None
        draft = self._spoken.get(evidence.start) if evidence else None
        who, owner_text = note.owners, note.owner_text
        if not who and draft:
            who, owner_text = owners(self._analysis, draft.agents)
        if not who:
            who, owner_text = self._leading(span)
        due = note.due if note.due.text or draft is None else draft.due
        spans = (span, evidence) if evidence else (span,)
        if evidence:
            self._taken.add(evidence.start)
        return Action(spans, "action", note.rule, who, owner_text, due, "explicit", note.state)

    def _leading(self, span: Span) -> tuple[tuple[str, ...], str | None]:
        """Owners whom the action itself begins with: `Dhrn. Bos en Vis gaan …`, `In de driehoeken afstemmen`."""
        lead = _LEAD.match(self._text, span.start)
        return owners(self._analysis, agents_from(self._analysis, lead.end() if lead else span.start, span.end))

    def _behind(self, action: Span, who: tuple[str, ...]) -> Span | None:
        """The sentence of the same item that says what a noted action says.

        One that is an action by itself comes first; that it has the same owner counts as a word.
        """
        wanted = _stems(self._text[action.start : action.end])
        best: tuple[bool, int] | None = None
        found: Span | None = None
        for sentence in self._sentences_of_item(action.start):
            if sentence.start in self._taken:
                continue
            shared = len(wanted & _stems(self._text[sentence.start : min(sentence.end, sentence.start + 600)]))
            draft = self._spoken.get(sentence.start)
            if shared and draft:
                shared += bool({*who} & {*owners(self._analysis, draft.agents)[0]})
            worth = (draft is not None, shared)
            if shared >= ENOUGH and shared >= SHARE * len(wanted) and (best is None or worth > best):
                best, found = worth, sentence
        return found

    def _sentences_of_item(self, at: int) -> list[Span]:
        """The running text of the agenda item that an offset lies in, at most `_LOOK` sentences."""
        item = self._analysis.item_at(at)
        if item is None:
            return []
        first = max(0, self._analysis.sentence_index(item.span.start))
        found = self._analysis.sentences[first : first + _LOOK]
        return [
            span
            for span in found
            if item.span.start <= span.start < item.span.end and self._analysis.zone_at(span.start) == "text"
        ]

    def _about_sentence(self, note: Noted) -> Action | None:
        """A label that only says who: the sentence before it is the action, the label its evidence."""
        block = self._analysis.block_at(note.at)
        if block is None:
            return None
        if note.rule == "column":
            target, label = self._last_sentence(note.at), self._analysis.trimmed(block.start, block.end)
        else:
            label_end = self._analysis.sentence_at(note.at).end
            target, label = self._sentence_before(note.at), self._analysis.trimmed(note.at, label_end)
        if target is None or not len(target):
            return None
        draft = self._spoken.get(target.start)
        self._taken.add(target.start)
        kind = draft.kind if draft else "action"
        due = note.due if note.due.text or draft is None else draft.due
        who, owner_text = note.owners, note.owner_text
        people = draft.agents if draft and all(agent.kind == "person" for agent in draft.agents) else ()
        if people and not self._people & {*who}:
            who, owner_text = owners(self._analysis, people)
        return Action((target, label), kind, note.rule, who, owner_text, due, "explicit")

    def _sentence_before(self, at: int) -> Span | None:
        """The sentence that holds an offset up to there, or else the one before it."""
        end = at - 1 if self._text[at - 1 : at] in ("(", "[") else at
        head = self._analysis.trimmed(self._analysis.sentence_at(at).start, end)
        if len(head) > 3:
            return head
        index = self._analysis.sentence_index(at) - 1
        return self._analysis.sentences[index] if index >= 0 else None

    def _last_sentence(self, at: int) -> Span | None:
        """For a cell that only names an owner: the item's last sentence that is an action, else its last sentence."""
        inside = [span for span in self._sentences_of_item(at) if span.end <= at]
        telling = [span for span in inside if span.start in self._spoken] or inside
        return telling[-1] if telling else None


def _covered(spans: list[Span], span: Span) -> bool:
    at = bisect_left(spans, Span(span.end, span.end))
    return any(other.overlaps(span) for other in spans[max(0, at - 3) : at])


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    """How a text's longer words begin, a participle's `ge` left out: `geïnventariseerd` meets `inventarisatie`."""
    words = (match[0].lower() for match in _STEM.finditer(text))
    stems = (word[2:] if word.startswith("ge") and len(word) > 6 else word for word in words)
    return frozenset(stem.replace("ï", "i").replace("ë", "e")[:5] for stem in stems) - _EMPTY
