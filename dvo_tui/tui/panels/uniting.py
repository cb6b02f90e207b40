"""Two that are one, and one that is two: people and bodies united or parted with all that points to them.

Invariant: what will happen is counted and named before the key that does it; it is one Change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dvo_tui import names
from dvo_tui.language import _
from dvo_tui.minutes.model import Participant, Span
from dvo_tui.minutes.place import place_of
from dvo_tui.review.commands import AnyCommand, Link, Merge, Split
from dvo_tui.review.people import pointing
from dvo_tui.review.records import Action, Annotation, Entity, Turn, quote
from dvo_tui.review.session import ReviewSession
from dvo_tui.tui import words
from dvo_tui.tui.panels.base import CLOSE, HELD, LEAVE, Answer, leave
from dvo_tui.tui.panels.choosing import ChoicePanel
from dvo_tui.tui.panels.editor import LineEditor
from dvo_tui.tui.pieces import Line, Piece, crop, piece, shorten, spread

MOST = 9
SAME = 100
"""The score of names that differ in title, capitals or accents only."""

LONGEST = 60


@dataclass(frozen=True)
class Somebody:
    """Who is pointed to, what to call them, and how alike.

    `links` holds a participant id, or plain names that differ in title or capitals only.
    """

    links: tuple[str, ...]
    name: str
    score: int = 0


def pointed_to(session: ReviewSession) -> Counter[str]:
    """How many mentions, turns and actions point to each participant id or plain name; nobody is left out."""
    found = Counter({person.id: 0 for person in session.participants()})
    for record in session.annotations():
        if record.status != "rejected":
            found.update(_links(record))
    return found


def _links(record: Annotation) -> Iterator[str]:
    if isinstance(record, Entity) and record.type in ("PERSON", "ORGANISATION"):
        yield record.link or record.text
    elif isinstance(record, Turn):
        yield record.speaker or record.speaker_text
    elif isinstance(record, Action):
        yield from record.owners


def _bodies(session: ReviewSession) -> frozenset[str]:
    """What the mentions of organisations point to."""
    entities = (record for record in session.annotations() if isinstance(record, Entity))
    named = (one for one in entities if one.type == "ORGANISATION" and one.status != "rejected")
    return frozenset(link for one in named for link in _links(one))


def who(session: ReviewSession, link: str) -> str:
    """What to call whom a link points to."""
    record = session.records.get(link)
    return record.name if isinstance(record, Participant) else link


class MergePanel(ChoicePanel[Somebody]):
    """Who is the same as somebody: picking unites them.

    Args:
        session: The session.
        link: Who it is about: a participant id or a plain name.
    """

    def __init__(self, session: ReviewSession, link: str) -> None:
        super().__init__()
        self._session = session
        self._counts = pointed_to(session)
        self._bodies = _bodies(session)
        self._name = who(session, link)
        self._own = self._called_alike(link)
        self._swapped = False

    @property
    def options(self) -> list[Somebody]:
        """Who may be the same: people for people and bodies for bodies before others, the most alike first."""
        others = [link for link in self._counts if link and link not in self._own]
        called = [who(self._session, link) for link in others]
        ranked = names.rank(self._editor.text.strip() or self._name, called, len(others) + 1)
        is_body = self._own[0] in self._bodies
        ranked = sorted(ranked, key=lambda one: (others[one[0]] in self._bodies) != is_body)
        found: list[Somebody] = []
        for at, score in ranked:
            if len(found) < MOST and all(others[at] not in one.links for one in found):
                found.append(Somebody(self._called_alike(others[at]), called[at], round(score)))
        return found

    def stays(self, other: Somebody) -> tuple[str, tuple[str, ...]]:
        """Who stays, and who goes: a participant stays, the one on the list before others; a key swaps them."""
        ranks = (self._rank(self._own[0]), self._rank(other.links[0]))
        keep, go = (self._own, other.links) if (ranks[0] <= ranks[1]) != self._swapped else (other.links, self._own)
        return keep[0], (*keep[1:], *go)

    def _called_alike(self, link: str) -> tuple[str, ...]:
        """A link, and the plain names that are the same name as it, if it is one itself."""
        if isinstance(self._session.records.get(link), Participant):
            return (link,)
        plain = (one for one in self._counts if one != link and one not in self._session.records)
        return (link, *(one for one in plain if names.score(one, link) >= SAME))

    def picked(self, option: Somebody) -> Answer:
        keep, gone = self.stays(option)
        return Answer(Merge(ids=(keep, *gone)), close=True)

    def own(self, key: str, character: str | None) -> Answer | None:
        del character
        if key != "tab":
            return None
        self._swapped = not self._swapped
        return HELD

    def lines(self, width: int, most: int) -> list[Line]:
        head: Line = [piece(_("the same as"), "strong"), Piece("  "), piece(f"“{self._name}”"), Piece("  ")]
        head += [*self._editor.pieces(30, active=True), Piece("  "), piece(self._why, "alarm")]
        options = self.options
        nobody: list[Line] = [] if options else [[piece(_("nobody has a name like that"), "warn")]]
        return [crop(head, width), *(self._row(at, one, width) for at, one in self.window(options, most - 1)), *nobody]

    def hints(self) -> list[tuple[str, str]]:
        return [
            ("1-9", _("are one")),
            ("a-z", _("filter")),
            ("enter", _("the one with the bar")),
            ("tab", _("the other one stays")),
            leave(),
        ]

    def _row(self, at: int, one: Somebody, width: int) -> Line:
        row: Line = [Piece("▌" if at == self._picker.at else " ", "accent"), piece(at + 1, "key"), Piece(" ")]
        row += [piece(one.name), piece(f"  {one.score}", "ok"), Piece("  ")]
        keep, gone = self.stays(one)
        said = _("{name} stays, {count} that name the other go over to it")
        count = sum(self._counts[link] for link in gone)
        return crop([*row, piece(said.format(name=who(self._session, keep), count=count), "muted")], width)

    def _rank(self, link: str) -> tuple[bool, bool]:
        record = self._session.records.get(link)
        return not isinstance(record, Participant), getattr(record, "attendance", "not_listed") == "not_listed"


@dataclass(frozen=True)
class Piecewise:
    """One thing that points to somebody: an annotation, or a place in the attendance list."""

    id: str
    span: Span


class SplitPanel:
    """Which of the mentions of somebody are somebody else's, and who that is.

    Args:
        session: The session.
        link: Who is two: a participant id or a plain name.
        look: Shows the places in the text: all, those chosen, and the one to look at.
    """

    def __init__(self, session: ReviewSession, link: str, look: Callable[[list[Span], list[Span]], None]) -> None:
        self._session = session
        self._link = link
        self._look = look
        self._rows = [Piecewise(one, session.annotation(one).spans[0]) for one in pointing(session, link)]
        person = session.records.get(link)
        if isinstance(person, Participant):
            self._rows += [Piecewise("", span) for span in person.spans]
        self._rows.sort(key=lambda row: row.span)
        self._chosen: set[int] = set()
        self._at = 0
        self._editor: LineEditor | None = None
        self._why = ""
        self._show()

    def take(self, key: str, character: str | None) -> Answer:
        self._why = ""
        if key in LEAVE:
            return CLOSE
        if self._editor is not None:
            return self._named(self._editor, key, character)
        if key == "backspace" or not self._rows:
            return CLOSE
        if key in ("down", "j", "up", "k"):
            self._at = max(0, min(len(self._rows) - 1, self._at + (1 if key in ("down", "j") else -1)))
            return Answer(go=self._rows[self._at].span.start)
        if key == "space":
            self._chosen ^= {self._at}
            self._at = min(len(self._rows) - 1, self._at + 1)
            self._show()
            return Answer(go=self._rows[self._at].span.start)
        if key == "enter":
            return self._ask()
        return HELD

    def paste(self, text: str) -> None:
        if self._editor is not None:
            self._editor.insert(text)

    def refused(self, why: str) -> None:
        self._why = why

    def lines(self, width: int, most: int) -> list[Line]:
        name = who(self._session, self._link)
        head: Line = [piece(_("two, not one"), "strong"), Piece("  "), piece(f"“{name}”"), Piece("  ")]
        if self._editor is not None:
            head += [piece(_("the other one is called"), "accent"), Piece(" "), *self._editor.pieces(30, active=True)]
        count = _("{count} of {total} are somebody else's").format(count=len(self._chosen), total=len(self._rows))
        head += [Piece("  "), piece(self._why, "alarm")]
        rows = max(1, most - 1)
        first = max(0, min(self._at - rows // 2, len(self._rows) - rows))
        shown = list(enumerate(self._rows))[first : first + rows]
        return [spread(head, [piece(count, "accent")], width), *(self._row(at, row, width) for at, row in shown)]

    def hints(self) -> list[tuple[str, str]]:
        if self._editor is not None:
            return [("enter", _("part them")), leave()]
        found = [(_("space"), _("somebody else's")), ("jk", _("look at")), ("enter", _("name"))]
        return [*found, leave()]

    # What the keys do

    def _ask(self) -> Answer:
        if not self._chosen:
            self._why = _("mark with space what is somebody else's")
            return HELD
        first = self._rows[min(self._chosen)]
        record = self._session.records.get(first.id)
        said = record.speaker_text if isinstance(record, Turn) else quote(self._session.text, (first.span,))
        self._editor = LineEditor(said if not isinstance(record, Action) else "")
        return HELD

    def _named(self, editor: LineEditor, key: str, character: str | None) -> Answer:
        if key == "backspace" and not editor.text:
            self._editor = None
        elif key == "enter" and editor.text.strip():
            return Answer(self._command(editor.text.strip()), close=True)
        elif key != "enter":
            editor.take(key, character)
        return HELD

    def _command(self, name: str) -> AnyCommand:
        chosen = [self._rows[at] for at in sorted(self._chosen)]
        mentions = tuple(dict.fromkeys(row.id for row in chosen if row.id))
        if isinstance(self._session.records.get(self._link), Participant):
            spans = tuple(row.span.start for row in chosen if not row.id)
            return Split(id=self._link, mentions=mentions, name=name, spans=spans)
        return Link(id=mentions[0], to=name, also=mentions[1:])

    # What is shown

    def _show(self) -> None:
        self._look([row.span for row in self._rows], [self._rows[at].span for at in sorted(self._chosen)])

    def _row(self, at: int, row: Piecewise, width: int) -> Line:
        record = self._session.records.get(row.id)
        layer = words.layer_name("participant")
        if isinstance(record, Annotation):
            layer = words.label_name(record, self._session.scheme)
        start, end = row.span.start, row.span.end
        text = self._session.text
        begin = max(text.rfind("\n", 0, start) + 1, start - 30)
        stop = text.find("\n", start)
        after = text[end : max(end, min(len(text) if stop < 0 else stop, end + width))]
        line: Line = [Piece("▌" if at == self._at else " ", "accent")]
        line += [piece("[x] " if at in self._chosen else "[ ] ", "key"), piece(f"{layer:<12}", "muted")]
        line += [piece(f"{place_of(self._session.minutes, start).short():>6}  ", "muted")]
        said = shorten(" ".join(text[start:end].split()), LONGEST)
        return crop([*line, piece(text[begin:start]), piece(said, "strong"), piece(after)], width)
