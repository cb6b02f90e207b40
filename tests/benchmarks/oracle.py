"""A reviewer who knows the gold, at the keys of the real app: the cheapest known act for what is next, and a tally.

Invariant: nothing is changed but by keys that Textual's Pilot presses; the session is only looked at. Each thing is
tried once; what then still misses is named in `failed`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from textual.pilot import Pilot

from dvo_tui.minutes.model import Span
from dvo_tui.review.commands import Same
from dvo_tui.review.edits import Desk, occurrences, pairs_of
from dvo_tui.review.hints import Hint, Hints
from dvo_tui.review.records import Annotation, Entity, Record, Turn, id_of, layer_of
from dvo_tui.review.session import ReviewSession
from dvo_tui.tui.app import DvoApp
from dvo_tui.tui.choices import speakers
from dvo_tui.tui.panels.hinting import coded
from dvo_tui.tui.screens.review import ReviewScreen
from dvo_tui.tui.tokens import sentence_at
from tests.benchmarks.gold import Gold, Missing, Verdict
from tests.benchmarks.grouping import Grouping
from tests.benchmarks.places import Caret, passages, surfaces, typed

MOST_STEPS = 3_000
HEAD = 40
"""Characters from the beginning of a turn in which a name is rather the turn's own than the next speaker's."""
MOST_TRIES = 6
"""Places that are tried for one missing thing before it is called inexpressible."""


@dataclass
class Tally:
    """Keys and times of each act, and what the dearest ones were about."""

    keys: Counter[str] = field(default_factory=Counter)
    times: Counter[str] = field(default_factory=Counter)
    log: list[tuple[int, str, str]] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(self.keys.values())

    def note(self, act: str, keys: int, about: str) -> None:
        self.keys[act] += keys
        self.times[act] += 1
        self.log.append((keys, act, about))


class Oracle:
    """One review from the suggestions to the gold.

    Args:
        pilot: Presses the keys.
        app: The app, with one document open.
        gold: What the careful reader found.
    """

    def __init__(self, pilot: Pilot[int], app: DvoApp, gold: Gold) -> None:
        self.tally = Tally()
        self.failed: list[str] = []
        self._pilot = pilot
        self._app = app
        self.gold = gold
        self.absent: list[str] = []
        self._mended: set[str] = set()
        self._stuck: set[str] = set()
        """What was given another type; where it is pending still, that was refused."""
        self._grouped = 0
        self._tried: set[tuple[Missing, Span]] = set()
        self.caret = Caret(self.session.text, self.session.minutes.blocks)
        self._looked: dict[tuple[str, str], int] = {}

    @property
    def screen(self) -> ReviewScreen:
        assert isinstance(self._app.screen, ReviewScreen)
        return self._app.screen

    @property
    def session(self) -> ReviewSession:
        return self.screen.session

    def verdict(self) -> Verdict:
        return self.gold.verdict(in_order(self.session))

    async def review(self) -> None:
        """Settle and add everything in the text."""
        for _ in range(MOST_STEPS):
            verdict = self.verdict()
            gap = self._gap(verdict)
            pending = self._next_pending()
            if gap is not None and (pending is None or gap[0] < pending.spans[0].start):
                await self._fill(gap[1], gap[2])
            elif pending is not None:
                await self._settle(pending, verdict)
            elif not await self._mend(verdict):
                break
        if self.screen.panel is not None:
            await self.press("leave a panel", ["ctrl+x"], type(self.screen.panel).__name__)
        text = self.session.text
        for missing in self.verdict().missing:
            self.failed.append(missing.name)
            if not surfaces(text, missing.words):
                self.absent.append(missing.words)

    async def press(self, act: str, keys: Sequence[str], about: str) -> None:
        """Press keys and count them for an act."""
        await self._pilot.press(*keys)
        self.tally.note(act, len(keys), about)

    # Settling

    async def _mend(self, verdict: Verdict) -> bool:
        """Reject what is accepted and wrong, as what the oracle's own keys made may be; says whether there was any."""
        records = (self.session.records.get(identifier) for identifier in sorted(verdict.wrong))
        wrong = [one for one in records if isinstance(one, Annotation) and one.id not in self._mended]
        for record in wrong[:1]:
            self._mended.add(record.id)
            if await self._go_to(record):
                await self.press("reject", ["x"], words_of(record, self.session))
        return bool(wrong)

    def _next_pending(self) -> Annotation | None:
        current = self.session.records.get(self.screen.pane.current or "")
        if isinstance(current, Annotation) and current.status == "pending":
            return current
        found = self.screen.ledger.next_pending(self.screen.pane.current, self.screen.pane.caret, 1)
        return self.session.annotation(found) if found else None

    async def _settle(self, record: Annotation, verdict: Verdict) -> None:
        if self.screen.pane.current != record.id:
            await self.press("go on to the next pending", ["n"], "")
            if self.screen.pane.current != record.id:
                return
        if await self._settled_group(record, verdict):
            return
        about = f"{layer_of(record)} {getattr(record, 'type', '')}: {words_of(record, self.session)}"
        if record.id in self._stuck:
            await self.press("reject", ["x"], about)
        elif record.id in verdict.retype:
            self._stuck.add(record.id)
            leave = ["ctrl+x"] if self.screen.panel is not None else []  # else the digit is for what was added by hints
            await self.press("retype", [*leave, self._digit("entity", verdict.retype[record.id])], about)
        elif record.id in verdict.wrong:
            await self.press("reject", ["x"], about)
        elif isinstance(record, Turn) and record.id in verdict.speaker:
            await self._link(record, verdict.speaker[record.id])
        elif isinstance(record, Entity) and self._same_pays(record, verdict):
            await self.press("same surface", ["=", "enter"], about)
        else:
            await self.press("accept", ["a"], about)

    async def _settled_group(self, record: Annotation, verdict: Verdict) -> bool:
        """Settle a group around the current annotation, where that is worth it; says whether it was."""
        if self.session.revision < self._grouped:
            return False
        width, height = self._app.size
        grouping = Grouping(self.session, width - 2, max(3, min(14, height // 3)))
        other = {*verdict.retype, *verdict.speaker}
        plan = grouping.best(record, self.screen.many._common, verdict.wrong - other, other)
        if plan is None:
            self._grouped = self.session.revision + 8
            return False
        before = self.session.progress().pending
        await self.press("group", plan.keys, f"{plan.settled} at once")
        done = before - self.session.progress().pending
        if done != plan.settled:
            self.failed.append(f"a group of {plan.settled} settled {done}")
        return done > 0

    def _digit(self, layer: str, kind: str) -> str:
        label = self.session.scheme.label(layer, kind)
        assert label is not None, f"the scheme has no {layer} {kind}"
        return str(label.digit)

    def _same_pays(self, record: Entity, verdict: Verdict) -> bool:
        """Whether the same surface everywhere settles more than the keys it takes, and makes nothing wrong."""
        seen = self._looked.get((record.type, record.text))
        if seen is not None and self.session.revision < seen:
            return False
        spans = set(occurrences(record, self._desk()))
        alike = [one for one in self.session.pending("entity") if one.spans[0] in spans]
        self._looked[record.type, record.text] = self.session.revision + 50
        return len(alike) >= 3 and self._after_same(record).errors <= verdict.errors

    def _desk(self) -> Desk:
        return Desk(self.session.minutes, self.session.records, self.session.reviewer, self.session.scheme)

    def _after_same(self, record: Entity) -> Verdict:
        records = {id_of(one): one for one in in_order(self.session)}
        for before, after in pairs_of(Same(id=record.id), self._desk()):
            if after is not None:
                records[id_of(before or after)] = after
        return self.gold.verdict(sorted(records.values(), key=reading_order))

    async def _link(self, turn: Turn, name: str) -> None:
        """Give a turn its speaker: by a digit where the name is offered, else by its letters."""
        about = f"{turn.speaker_text} -> {name}"
        offered = speakers(self.session, turn, self.screen.reviewing.register)
        digit = next((one.digit for one in offered if self.gold.norm(one.label) == self.gold.norm(name)), None)
        keys = [str(digit)] if digit else self._letters(turn, name)
        await self.press("link", keys, about)

    def _letters(self, turn: Turn, name: str) -> list[str]:
        """`i`, the fewest letters that bring the name to the front, enter."""
        from dvo_tui.tui.panels.linking import LinkPanel

        for length in range(len(name) + 1):
            panel = LinkPanel(self.session, turn, self.screen.reviewing.register)
            for letter in name[:length]:
                panel.take(letter, letter)
            labels = [self.gold.norm(option.name) for option in panel.options]
            if self.gold.norm(name) in labels:
                return ["i", *typed(name[:length]), str(labels.index(self.gold.norm(name)) + 1)]
        return ["i", *typed(name), "enter"]

    # Adding

    def _gap(self, verdict: Verdict) -> tuple[int, Missing, Span] | None:
        """The first missing thing in the text that was not tried yet, and where it stands."""
        found = []
        for missing in dict.fromkeys(verdict.missing):
            if missing.layer not in ("entity", "turn", "action", "decision"):
                continue
            place = next((one for one in self._places(missing) if (missing, one) not in self._tried), None)
            if place is not None and sum(1 for tried, _ in self._tried if tried == missing) < MOST_TRIES:
                found.append((place.start, missing, place))
        return min(found, key=lambda gap: gap[0]) if found else None

    def _places(self, missing: Missing) -> list[Span]:
        text, blocks = self.session.text, self.session.minutes.blocks
        if missing.layer == "entity":
            found = surfaces(text, missing.words)
            return sorted(found, key=lambda one: self._covered(missing, one) is not None)
        if missing.layer == "turn":
            last = self.gold.norm(missing.words).split()[-1:]
            names = {name for name in self.gold.speakers if self.gold.norm(name).split()[-1:] == last}
            found = sorted({one for name in names for one in surfaces(text, name)}, key=lambda one: one.start)
            order = {one: (self._turn_at(one, HEAD) is not None, not self._in_item(one, missing.item)) for one in found}
            found = sorted(found, key=lambda one: order[one])
            return [one for one in found if (there := self._turn_at(one)) is None or self._last(there) != last]
        found = passages(text, blocks, missing.words, self.gold.alike)
        taken = [span for one in self._standing(missing.layer) for span in one.spans]
        return [one for one in found if one not in taken]

    def _hinted(self, missing: Missing) -> list[str] | None:
        """Keys that add, from the hints in view, what is missing of one type; `None` where this one has no hint."""
        session, pane = self.session, self.screen.pane
        view = pane.visible_span()
        words = Hints(session, self.screen.reviewing.names)
        offered = coded(words.unclaimed(view.start, view.end + 1), pane.caret)
        wanted = [one for one in self.verdict().missing if (one.layer, one.type) == (missing.layer, missing.type)]
        chosen: list[tuple[str, Hint]] = []
        for code, hint in offered.items():
            text = session.text[hint.span.start : hint.span.end]
            gap = next((one for one in wanted if self.gold.norm(one.words) == self.gold.norm(text)), None)
            if gap is not None:
                wanted.remove(gap)
                chosen.append((code, hint))
        if missing in wanted and not any(self._is_of(hint, missing) for _, hint in chosen):
            return None
        if len(chosen) == 1 and chosen[0][1].type == missing.type:
            return [";", *chosen[0][0][:-1], chosen[0][0][-1].upper()]
        guessed = all(hint.type == missing.type for _, hint in chosen)
        last = "space" if guessed else self._digit("entity", missing.type)
        return [";", *(letter for code, _ in chosen for letter in code), last] if chosen else None

    def _is_of(self, hint: Hint, missing: Missing) -> bool:
        text = self.session.text[hint.span.start : hint.span.end]
        return self.gold.norm(text) == self.gold.norm(missing.words)

    def _covered(self, missing: Missing, place: Span) -> Entity | None:
        """A mention of the same type that lies across a place, but is not just there."""
        for one in self._standing("entity"):
            if isinstance(one, Entity) and one.type == missing.type and one.spans[0].overlaps(place):
                return one
        return None

    def _turn_at(self, place: Span, reach: int = 5) -> Turn | None:
        """The turn that begins at a place, or at most `reach` characters before it."""
        for one in self._standing("turn"):
            if isinstance(one, Turn) and one.spans[0].start - 5 <= place.start <= one.spans[0].start + reach:
                return one
        return None

    def _last(self, turn: Turn) -> list[str]:
        return self.gold.norm(turn.speaker_text).split()[-1:]

    def _standing(self, layer: str) -> list[Annotation]:
        return [one for one in self.session.annotations(layer) if one.status != "rejected"]

    def _in_item(self, span: Span, item: str) -> bool:
        there = self.session.item_at(span.start)
        return there is not None and bool(item) and item in (there.label, there.number, there.title)

    async def _fill(self, missing: Missing, place: Span) -> None:
        """Go to a missing thing and add it."""
        self._tried.add((missing, place))
        covered = self._covered(missing, place) if missing.layer == "entity" else None
        turn = self._turn_at(place) if missing.layer == "turn" else None
        if covered is not None:
            await self._move_edges(covered, place)
            return
        if turn is not None:
            if await self._go_to(turn):
                await self._name(turn, missing)
            return
        act = f"add {missing.layer} {missing.type}".strip()
        last = {"action": "t", "decision": "d", "turn": "s"}.get(missing.layer)
        keys = self.keys_to(missing, place, last or self._digit("entity", missing.type))
        hinted = self._hinted(missing) if missing.layer == "entity" else None
        if hinted is not None and (keys is None or len(hinted) <= len(keys)):
            act, keys = "add by hints", hinted
        if keys is None:
            return
        revision = self.session.revision
        await self.press(act, keys, missing.words)
        if self.session.revision == revision:
            self.failed.append(f"{missing.name} (the keys {' '.join(keys)} did nothing)")
            return
        record = self.session.records.get(self.screen.pane.current or "")
        if isinstance(record, Turn):
            await self._name(record, missing)
        elif isinstance(record, Entity):
            before = self.verdict()
            if sum(1 for one in before.missing if one == missing) and self._after_same(record).errors < before.errors:
                await self.press("same surface", ["=", "enter"], missing.words)

    def keys_to(self, missing: Missing, place: Span, last: str) -> list[str] | None:
        """Keys to where a sentence or a selection is what is missing, and the one that adds it."""
        caret, session = self.screen.pane.caret, self.session
        if missing.layer != "entity":

            def whole(offset: int) -> bool:
                here = sentence_at(session.text, session.minutes.blocks, offset)
                if any(here == span for one in self._standing(missing.layer) for span in one.spans):
                    return False
                if missing.layer == "turn":
                    return here.start <= place.start < here.end
                return bool(here) and self.gold.alike(
                    " ".join(session.text[here.start : here.end].split()), missing.words
                )

            there = self.caret.to(caret, whole, place)
            if there is not None:
                return [*there, last]
        over = self.keys_over(place)
        return None if over is None else [*over, last]

    def keys_over(self, place: Span) -> list[str] | None:
        """Keys to a stretch of text that select its tokens."""
        there = self.caret.to(self.screen.pane.caret, lambda offset: offset == place.start, place)
        over = self.caret.over(place.start, place.end) if there is not None else None
        return None if there is None or over is None else [*there, "v", *over]

    async def _go_to(self, record: Annotation) -> bool:
        """Make an annotation the current one: to its beginning, then from mark to mark."""
        if self.screen.pane.current == record.id:
            return True
        start = record.spans[0].start
        keys = self.caret.to(self.screen.pane.caret, lambda offset: offset == start, record.spans[0])
        await self.press("go to a mark", keys or [], words_of(record, self.session))
        for key in ("j", "k", "k"):
            if self.screen.pane.current != record.id:
                await self.press("go to a mark", [key], "")
        return self.screen.pane.current == record.id

    async def _move_edges(self, record: Entity, place: Span) -> None:
        """Move both edges of a mention, token by token, to where the gold has them."""
        if not await self._go_to(record):
            return
        for side, out, into in (("start", "H", "h"), ("end", "L", "l")):
            wanted = getattr(place, side)
            for _ in range(12):
                now = self.session.annotation(record.id).spans[0]
                at = getattr(now, side)
                outward = wanted < at if side == "start" else wanted > at
                if at == wanted:
                    break
                await self.press("edge", [out if outward else into], words_of(record, self.session))

    async def _name(self, turn: Turn, missing: Missing) -> None:
        """The words and the name of a turn that is there."""
        if self._last(turn) != self.gold.norm(missing.words).split()[-1:]:
            keys = ["enter", "down", "ctrl+u", *typed(missing.words), "enter"]
            await self.press("speaker's words", keys, missing.words)
        name = self.verdict().speaker.get(turn.id)
        changed = self.session.records.get(turn.id)
        if name and isinstance(changed, Turn):
            await self._link(changed, name)


def in_order(session: ReviewSession) -> list[Record]:
    """Every record as a dataset lists it: structure, then annotations in reading order."""
    return [session.meeting, *session.participants(), *session.agenda(), *session.annotations()]


def reading_order(record: Record) -> tuple[int, int, str, str]:
    if not isinstance(record, Annotation):
        return -1, 0, "", ""
    first = record.spans[0]
    return first.start, -first.end, layer_of(record), record.id


def words_of(record: Annotation, session: ReviewSession) -> str:
    """An annotation in at most sixty characters."""
    first = record.spans[0]
    return " ".join(session.text[first.start : first.end].split())[:60]
