"""What nobody marked, and who is who: hints on the text, missed cues, links, and people united or parted.

Invariant: what is drawn over the text for a dialogue goes when the dialogue does; only the bars of missed cues stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from dvo_tui.language import _
from dvo_tui.minutes.model import Participant, Span
from dvo_tui.review.commands import Add, AnyCommand, Nothing, SetField
from dvo_tui.review.history import Change
from dvo_tui.review.records import Action, Annotation, Entity, Turn
from dvo_tui.review.session import ReviewSession
from dvo_tui.tui import acts
from dvo_tui.tui.about import about
from dvo_tui.tui.acts import Deed
from dvo_tui.tui.keys import shown
from dvo_tui.tui.pieces import Line
from dvo_tui.tui.widgets.minutes_cover import Cover

if TYPE_CHECKING:
    from dvo_tui.review.hints import Hints
    from dvo_tui.suggest.cues import Cue
    from dvo_tui.tui.panels import Panel
    from dvo_tui.tui.panels.hinting import Marked
    from dvo_tui.tui.screens.review import ReviewScreen

BROKEN_BAR = "╎"
PASSING = ("hints", "cue", "split")
"""Covers that go with the panel that put them there."""


class Names:
    """The acts of a review screen that find and settle who and what is meant."""

    def __init__(self, screen: ReviewScreen) -> None:
        self._screen = screen
        self._barred = False
        self._hints: tuple[ReviewSession, tuple[Participant, ...], Hints] | None = None

    def closed(self) -> None:
        """A panel was closed: what it drew over the text goes."""
        for name in PASSING:
            self._screen.pane.overlay(name)

    def changed(self, change: Change | None) -> None:
        """Keep the bars of missed cues in step, once they were asked for; `None` is another session."""
        screen = self._screen
        self._barred = self._barred or screen.ledger.has_cues
        if self._barred and (change is None or any(_is_cue_like(delta.layer) for delta in change.deltas)):
            bars = (Cover(cue.span.start, cue.span.end, "cue", margin=BROKEN_BAR) for cue in screen.ledger.cues.open)
            screen.pane.overlay("cues", bars)

    def _open(self, panel: Panel) -> None:
        self._screen.panel = panel
        self._screen.board.inspector()

    def _apply(self, command: AnyCommand) -> bool:
        return self._screen.attempt(lambda _scene: Deed(command))

    # Hints

    def hints(self) -> None:
        """Put letters on everything in view that nobody marked."""
        from dvo_tui.tui.panels.hinting import HintPanel, coded

        screen = self._screen
        screen.board.leave_side()
        screen.pane.cancel_selection()
        view = screen.pane.visible_span()
        found = coded(self._finder().unclaimed(view.start, view.end + 1), screen.pane.caret)
        if not found:
            screen.say(_("every name, number and date in view is marked"))
            return

        def show(covers: list[Cover]) -> None:
            screen.pane.overlay("hints", covers)

        self._open(HintPanel(screen.session, found, show, self._add))

    def _finder(self) -> Hints:
        """Reads the words of the text once, and once more when somebody joined the meeting."""
        from dvo_tui.review.hints import Hints

        session, people = self._screen.session, self._screen.ledger.participants()
        if self._hints is None or self._hints[0] is not session or self._hints[1] != people:
            self._hints = session, people, Hints(session, self._screen.reviewing.names)
        return self._hints[2]

    def _add(self, marked: Marked) -> None:
        """Add mentions; the reviewer stays at the pending annotation, if at one, and else goes to what is new."""
        screen = self._screen
        added: list[Entity] = []
        for hint, type_ in marked:
            command = Add(layer="entity", type=type_, start=hint.span.start, end=hint.span.end)
            if not self._apply(command):
                return
            added += [one for one in _standing(screen, hint.span) if one.type == type_][:1]
        if not added:
            return
        current = screen.session.records.get(screen.pane.current or "")
        if isinstance(current, Annotation) and current.status == "pending":
            self._follow_up(added)
        else:
            self._turn_to(added[-1].id)

    def _follow_up(self, added: list[Entity]) -> None:
        from dvo_tui.tui.panels.hinting import AddedPanel

        screen = self._screen

        def below(width: int) -> list[Line]:
            return about(screen.scene, screen.subject, screen.reviewing.why, width, 2)

        def retype(identifier: str, type_: str) -> None:
            self._apply(SetField(id=identifier, field="type", value=type_))

        self._open(AddedPanel(screen.session, added, below, retype, self._turn_to, self._link_to))

    def _turn_to(self, identifier: str) -> None:
        self._screen.walk.to_added(identifier)
        self._screen.board.follow()

    # Missed cues

    def cue(self) -> None:
        """To the sentence at the caret, else the next, that sounds like a decision or action and carries none."""
        cues, caret = self._screen.ledger.cues, self._screen.pane.caret
        self.changed(None)
        self._to_cue(cues.at(caret) or cues.next(caret))

    def _to_cue(self, cue: Cue | None) -> None:
        from dvo_tui.tui.panels.cueing import CuePanel

        screen = self._screen
        cues = screen.ledger.cues
        if cue is None:
            total = cues.total
            said = _("every sentence that sounds like a decision or action was looked at: {total}")
            screen.say(said.format(total=total) if total else _("nothing here sounds like a decision or action"))
            return
        screen.board.leave_side()
        screen.walk.beside_annotations(cue.span.start)
        screen.pane.overlay("cue", [Cover(cue.span.start, cue.span.end, "said")])

        def nothing() -> None:
            if self._apply(Nothing(start=cue.span.start, end=cue.span.end, layer=cue.kind)):
                self._to_cue(cues.next(cue.span.start))

        def skip() -> None:
            self._to_cue(cues.next(cue.span.start))

        def mark(layer: str, kind: str | None) -> None:
            self._mark(cue.span, layer, kind)

        place = [one.span for one in cues.open].index(cue.span) + 1
        self._open(CuePanel(screen.session, cue, (place, cues.count), mark, nothing, skip))

    def _mark(self, span: Span, layer: str, kind: str | None) -> None:
        """Add a decision or action on a sentence; owner and due of an action are asked for next."""
        screen = self._screen
        added = screen.attempt(lambda scene: acts.add_at(scene, span, layer, kind))
        if added and layer == "action":
            screen.action_panel("offer")

    # Who is who

    def link(self) -> None:
        """Say who the current annotation means."""
        subject = self._screen.subject
        if isinstance(subject, Entity | Turn | Action):
            self._link_to(subject.id)
        else:
            self._screen.say(_("only a mention, a turn and an action can be linked"))

    def _link_to(self, identifier: str) -> None:
        from dvo_tui.tui.panels.linking import LinkPanel

        session = self._screen.session
        self._open(LinkPanel(session, session.annotation(identifier), self._screen.reviewing.names))

    def merge(self) -> None:
        """Say that somebody is the same as somebody else."""
        from dvo_tui.tui.panels.uniting import MergePanel

        self._about_somebody(lambda link: MergePanel(self._screen.session, link))

    def split(self) -> None:
        """Say that somebody is two."""
        from dvo_tui.tui.panels.uniting import SplitPanel

        pane = self._screen.pane

        def look(others: list[Span], chosen: list[Span]) -> None:
            covers = [Cover(span.start, span.end, "chosen" if span in chosen else "said") for span in others]
            pane.overlay("split", covers)

        self._about_somebody(lambda link: SplitPanel(self._screen.session, link, look))

    def _about_somebody(self, panel: Callable[[str], Panel]) -> None:
        link = self._somebody()
        if link is None:
            said = _("nobody is meant here; go to a name, a turn, or a row of the speakers ({key})")
            self._screen.say(said.format(key=shown("speakers")))
        else:
            self._open(panel(link))

    def _somebody(self) -> str | None:
        """Whom the row of the speakers, or the current annotation, is about."""
        side, subject = self._screen.side, self._screen.subject
        if side is not None and side.id == "speakers":
            return side.cursor
        if isinstance(subject, Entity):
            return subject.link or subject.text
        if isinstance(subject, Turn):
            return subject.speaker or subject.speaker_text or None
        return next(iter(subject.owners), None) if isinstance(subject, Action) else None

    # Several in one place

    def another(self) -> None:
        """To the next annotation outward of those that hold the caret; from the outermost to the innermost."""
        screen = self._screen
        here = acts.holding(screen.session, screen.pane.caret, screen.pane.show_rejected)
        if len(here) < 2:
            screen.say(_("no other annotation stands here"))
            return
        now = next((at for at, one in enumerate(here) if one.id == screen.pane.current), -1)
        screen.pane.current = here[(now + 1) % len(here)].id
        screen.board.follow()


def _is_cue_like(layer: str) -> bool:
    return layer in ("decision", "action")


def _standing(screen: ReviewScreen, span: Span) -> Iterator[Entity]:
    """The accepted mentions that stand exactly there."""
    for record in screen.ledger.at(span.start):
        if isinstance(record, Entity) and record.spans[0] == span and record.status == "accepted":
            yield record
