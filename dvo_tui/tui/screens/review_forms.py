"""What is corrected where it stands: rows of the agenda and of the speakers, a title in the text, and more evidence.

Invariant: each key makes one command, so one undo; the cursor of a list stays at the row that it was about.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dvo_tui.errors import DvoError, Refused
from dvo_tui.language import _
from dvo_tui.minutes.labels import LABELLED, parse_label
from dvo_tui.minutes.model import AgendaItem, Attendance, Participant, Span
from dvo_tui.review.commands import (
    Accept,
    Add,
    AnyCommand,
    Divide,
    Edit,
    Evidence,
    Indent,
    Introduce,
    Join,
    Link,
    Newcomer,
    Outdent,
    Remove,
    Renumber,
    SetField,
    Withdraw,
)
from dvo_tui.review.people import pointing
from dvo_tui.review.publicity import standing
from dvo_tui.review.records import MEETING, Action, Annotation, Decision, quote
from dvo_tui.review.session import ReviewSession
from dvo_tui.tui import acts, keys, words
from dvo_tui.tui.acts import Deed, Scene
from dvo_tui.tui.keys import N_
from dvo_tui.tui.pieces import shorten
from dvo_tui.tui.tokens import line_at

if TYPE_CHECKING:
    from dvo_tui.tui.panels.fields import Option
    from dvo_tui.tui.screens.review import ReviewScreen
    from dvo_tui.tui.widgets.lines import RowsPane

ROWS = ("agenda", "speakers")
"""The lists whose rows are no annotations; keys of their own hold there."""

ON_A_TITLE = frozenset({"item_status", "join_item"})
"""What holds for an agenda item with the caret on its title in the text, too."""

SLACK = 8
"""Characters of signs and spaces that a printed title may have beside label and title."""

LONGEST_TITLE = 120
"""Characters; a longer line is no title."""

SAID = 40
"""Cells of a quote in a message."""


class Forms:
    """The acts of a review screen that correct agenda, people and evidence."""

    def __init__(self, screen: ReviewScreen) -> None:
        self._screen = screen
        self._last: str | None = None

    # Which keys hold

    def take(self, key: str, character: str | None) -> bool:
        """Act on a key that means something of its own where the reviewer is; says whether it did."""
        if not self._screen.ready:
            return False
        side = self._screen.side
        if side is not None and side.id in ROWS:
            if keys.is_key_of("remove", key, character):
                return self._remove(side)
            return self._act(side.id, key, character, lambda _identifier: True)
        title = self.title() if side is None and self._screen.pane.anchor is None else None
        if title is None:
            return False
        if keys.is_key_of("remove", key, character):
            return self._untitle(title)
        return self._act("agenda", key, character, lambda identifier: identifier in ON_A_TITLE)

    def _act(self, pane: str, key: str, character: str | None, holds: Callable[[str], bool]) -> bool:
        for act in keys.of_screen(pane):
            if keys.is_key_of(act.id, key, character) and holds(act.id):
                self.do(act.id, *([int(character or "0")] if act.keys == keys.DIGITS else []))
                return True
        return False

    def do(self, act: str, *digit: int) -> None:
        """Carry out an act by its id; what is refused is said."""
        try:
            getattr(self, act)(*digit)
        except DvoError as error:
            self._screen.say(words.brief(error))

    def title(self) -> AgendaItem | None:
        """The agenda item on whose title in the text the caret stands, where no annotation is current there."""
        screen = self._screen
        if screen.pane.current is not None or not screen.pane.caret_shown:
            return None
        caret = screen.pane.caret
        item = screen.ledger.item_at(caret)
        if item is None:
            return None
        end = screen.session.text.find("\n", item.span.start)
        longest = item.span.start + len(item.label or "") + len(item.title) + SLACK
        return item if caret <= (longest if end < 0 else min(end, longest)) else None

    # Agenda items

    def item_title(self) -> None:
        """Ask for another title."""
        item = self._item()
        self._ask(words.item_name(item), _("title"), item.title, lambda text: Edit(id=item.id, values={"title": text}))

    def item_label(self) -> None:
        """Ask for another number; label, section and number follow from it."""
        item = self._item()
        self._ask(words.item_name(item), _("number"), item.label or "", lambda text: Renumber(id=item.id, label=text))

    def item_in(self) -> None:
        """Move it into the one before it."""
        self._apply(Indent(id=self._item().id))

    def item_out(self) -> None:
        """Move it out of the one that it lies in."""
        self._apply(Outdent(id=self._item().id))

    def item_status(self, digit: int) -> None:
        """Handled, deferred, cancelled, …, by digit."""
        self._pick(self._item(), "status", digit)

    def join_item(self) -> None:
        """Join it to the one before it."""
        item = self._item()
        before = acts.item_beside(self._screen.ledger.agenda(), item.id, item.span.start, -1)
        if self._apply(Join(id=item.id)) and before is not None:
            self._point(before)

    def divide_item(self) -> None:
        """Divide it at the line or sentence under the caret."""
        item, scene = self._item(), self._screen.scene
        if self._screen.pane.caret_shown and item.span.start < scene.place.start < item.span.end:
            self._screen.attempt(begun)
            return
        said = _("put the caret in the text where its second half begins; {key} divides it there, too")
        self._screen.say(said.format(key=words.key_name(keys.shown("add_item"))))

    # People

    def attendance(self, digit: int) -> None:
        """Present, absent, …, by digit; who only speaks becomes a participant."""
        person = self._screen.session.records.get(self._row())
        if isinstance(person, Participant):
            self._pick(person, "attendance", digit)
            return
        values = list(words.VALUES["attendance"])
        name = self._row()
        found = pointing(self._screen.session, name)
        if not found or digit > len(values):
            self._nothing(digit)
            return
        attendance: Attendance = values[digit - 1]  # type: ignore[assignment]  # the table holds just these
        newcomer = Newcomer(name, attendance=attendance)
        accepted = [one for one in found if self._screen.session.annotation(one).status == "accepted"]
        first = next(iter(accepted or found))
        if self._apply(Link(id=first, create=newcomer, also=tuple(one for one in found if one != first))):
            known = (one.id for one in self._screen.session.participants() if one.name == name)
            self._point(next(known, None))

    def role(self) -> None:
        """Ask for the role: chair, secretary, … by digit, or any other one."""
        from dvo_tui.tui.panels.form import role_id, roles

        person = self._person()
        options = roles(self._screen.session)

        def command(text: str) -> AnyCommand:
            known = {str(option.value) for option in options}
            value = text if text in known else role_id(text) or text
            return SetField(id=person.id, field="role", value=value or None)

        self._ask(person.name, _("role"), words.role_name(person.role), command, options)

    def publicity(self) -> None:
        """First the other of public and private than holds now, then the same as the role says, then by the role."""
        person, elsewhere = self._person(), self._screen.reviewing.publicity
        unsettled = standing(replace(person, public=None), elsewhere).public
        after = {None: not unsettled, not unsettled: unsettled, unsettled: None}[person.public]
        if self._apply(SetField(id=person.id, field="public", value=after)):
            self._screen.say(words.standing_said(standing(replace(person, public=after), elsewhere)))

    def new_person(self) -> None:
        """Ask for the name of somebody who was there and is not named in the text."""

        def command(text: str) -> AnyCommand:
            name, _comma, organisation = (part.strip() for part in text.partition(","))
            return Introduce(name=name, organisation=organisation or None, attendance="present")

        self._ask(_("a comma before the organisation"), _("new participant"), "", command)

    # Adding

    def add(self, layer: str) -> None:
        """Add the selection or the sentence; on an action its owner and due are asked for."""
        screen = self._screen
        standing = self._standing(layer)
        if standing is not None:
            if standing.status == "pending" and screen.scene.place in standing.spans:
                self._apply(Accept(id=standing.id))
            screen.walk.to_added(standing.id)
            screen.board.follow()
            if layer == "action":
                screen.action_panel("offer")
            return
        if layer == "agenda":
            place = screen.scene.place.start
            if screen.attempt(begun):
                screen.walk.beside_annotations(place)
            return
        before = screen.session.revision
        added = screen.attempt(lambda scene: acts.add(scene, layer)) and screen.session.revision > before
        if added and isinstance(screen.session.records.get(screen.pane.current or ""), Action):
            screen.action_panel("offer")

    def _standing(self, layer: str) -> Annotation | None:
        """The decision or action that this sentence is already; an action in it where the reviewer went to that one."""
        kinds: dict[str, type[Decision | Action]] = {"decision": Decision, "action": Action}
        kind, scene = kinds.get(layer), self._screen.scene
        if kind is None or scene.selection is not None:
            return None
        found = [one for one in acts.holding(scene.session, scene.caret) if isinstance(one, kind)]
        exact = next((one for one in found if scene.place in one.spans), None)
        if layer == "decision" or scene.current == self._screen.walk.by_motion:
            return exact
        within = (one for one in found if any(scene.place.contains(span) for span in one.spans))
        return next((one for one in within if one.id == scene.current), exact)

    # The meeting's header

    def meeting(self) -> None:
        """A selection becomes a field of the header by a digit; without one all fields are shown."""
        from dvo_tui.tui.panels.heading import HeadingPanel

        screen = self._screen
        selection = screen.pane.selection
        if selection is None:
            screen.action_panel("meeting")
            return

        def put(field: str, option: Option) -> None:
            if self._apply(SetField(id=MEETING, field=field, value=option.value)):
                screen.say(f"{words.field_name(field)}: {shorten(option.label, SAID)}")

        screen.panel = HeadingPanel(screen.session, screen.session.text[selection.start : selection.end], put)
        screen.board.inspector()

    # Evidence

    def evidence(self) -> None:
        """The selection or sentence is one more place of the decision or action that was current last.

        With the caret at a place of that one, it is taken away instead.
        """
        screen = self._screen
        record = screen.session.records.get(self._last or "")
        if not isinstance(record, Decision | Action):
            screen.say(_("go to a decision or action first, then to where more is said about it"))
            return
        here, caret = screen.scene.place, screen.pane.caret
        selected = screen.pane.selection is not None
        part = next((at for at, span in enumerate(record.spans) if span.start <= caret < span.end), None)
        said = f"“{shorten(quote(screen.session.text, record.spans[:1]), SAID)}”"
        if part is not None and not selected:
            if self._apply(Withdraw(id=record.id, part=part)):
                screen.say(_("one place less: {quote}").format(quote=said))
            return
        if not here:
            screen.say(_("there is no text under the caret"))
        elif self._apply(Evidence(id=record.id, start=here.start, end=here.end)):
            screen.say(_("one more place: {quote}").format(quote=said))

    def seen(self) -> None:
        """Remember the decision or action that is current, unless the caret only came past it."""
        screen = self._screen
        current = screen.pane.current
        if current is None or (current == screen.walk.by_motion and self._last is not None):
            return
        if isinstance(screen.session.records.get(current), Decision | Action):
            self._last = current

    def _untitle(self, item: AgendaItem) -> bool:
        """Take an item away whose title is none; its text goes to the one before."""
        if self._apply(Remove(id=item.id)):
            said = _("no agenda item any more: {title}; {key} undoes that")
            title = shorten(words.item_name(item), SAID)
            self._screen.say(said.format(title=title, key=words.key_name(keys.shown("undo"))))
        return True

    # What they share

    def _row(self) -> str:
        side = self._screen.side
        return (side.cursor or "") if side is not None else ""

    def _item(self) -> AgendaItem:
        found = self._screen.session.records.get(self._row()) or self.title()
        if not isinstance(found, AgendaItem):
            raise Refused(N_("there is no agenda item here"))
        return found

    def _person(self) -> Participant:
        found = self._screen.session.records.get(self._row())
        if not isinstance(found, Participant):
            raise Refused(N_("this name is not linked to a participant yet; a digit makes it one"))
        return found

    def _pick(self, record: AgendaItem | Participant, field: str, digit: int) -> None:
        values = list(words.VALUES[field])
        if digit > len(values):
            self._nothing(digit)
        elif getattr(record, field) != values[digit - 1]:
            self._apply(SetField(id=record.id, field=field, value=values[digit - 1]))

    def _nothing(self, digit: int) -> None:
        self._screen.say(_("nothing here has the digit {digit}").format(digit=digit))

    def _remove(self, side: RowsPane) -> bool:
        """Take the row away; the cursor goes to the one below, at the end to the one above."""
        ids, row = [one.id for one in side.rows], self._row()
        if row not in ids or row not in self._screen.session.records:
            self._screen.say(_("this name is not linked to a participant yet; a digit makes it one"))
            return True
        at = ids.index(row)
        beside = ids[at + 1 : at + 2] or ids[max(0, at - 1) : at]
        if self._apply(Remove(id=row)):
            self._point(next(iter(beside), None))
        return True

    def _point(self, row: str | None) -> None:
        screen, side = self._screen, self._screen.side
        if side is not None:
            side.point(row)
            screen.board.inspector()

    def _apply(self, command: AnyCommand) -> bool:
        return self._screen.attempt(lambda _scene: Deed(command))

    def _ask(
        self,
        about: str,
        label: str,
        text: str,
        make: Callable[[str], AnyCommand],
        options: Sequence[Option] = (),
    ) -> None:
        from dvo_tui.tui.panels.asking import AskPanel

        self._screen.panel = AskPanel(about, label, text, make, options)
        self._screen.board.inspector()


def begun(scene: Scene) -> Deed:
    """An agenda item that begins at the selection, the line with its label, or the sentence under the caret.

    The item that holds the place is cut there. Label, section and number are those printed on the line.

    Raises:
        Refused: where there is no text.
    """
    place, values = scene.place, {}
    if scene.selection is None:
        line = line_at(scene.session.text, scene.caret)
        values = _printed(scene.session, line) if len(line) <= LONGEST_TITLE else {}
        place = line if values else place
    if not place:
        raise Refused(N_("there is no text under the caret"))
    values = values or {"title": quote(scene.session.text, (place,))}
    item = scene.session.item_at(place.start)
    if item is not None and item.span.start < place.start:
        return Deed(Divide(at=place.start, values=values))
    return Deed(Add(layer="agenda", start=place.start, end=place.end, values=values))


def _printed(session: ReviewSession, line: Span) -> dict[str, object]:
    """Label and title as a line has them; empty where it begins with no label."""
    found = LABELLED.fullmatch(session.text[line.start : line.end])
    label = parse_label(found["label"]) if found else None
    if found is None or label is None or not any(map(str.isalnum, found["title"])):
        return {}
    item = session.item_at(line.start)
    section = label.section or (item.section if item is not None and label.number else None)
    number = f"{label.number or ''}{label.letter or ''}" or None
    printed = f"{section or ''}{number or ''}" or None
    return {"title": found["title"].strip(), "label": printed, "section": section, "number": number}
