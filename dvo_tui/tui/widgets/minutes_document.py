"""What the minutes pane shows of a session: printable text, marks, title lines and the layout at a width.

Invariant: offsets here are the session's reading offsets; the text differs from the session's only in characters that
must not reach a terminal, one for one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from dvo_tui.minutes.model import AgendaItem, Span
from dvo_tui.printable import printable
from dvo_tui.review.records import Annotation
from dvo_tui.tui.widgets import minutes_motions as motions
from dvo_tui.tui.widgets.layout_text import Layout, cells
from dvo_tui.tui.widgets.minutes_cover import Layers
from dvo_tui.tui.widgets.minutes_marks import Mark, Marks, Title, column_lines, titles
from dvo_tui.tui.widgets.minutes_row import Row

if TYPE_CHECKING:
    from dvo_tui.minutes.model import Minutes
    from dvo_tui.review.records import Record
    from dvo_tui.scheme.scheme import Scheme

_LABEL_CELLS = 12


class Shown(Protocol):
    """What of a session is drawn; minutes that nobody has opened yet have no scheme and no annotations."""

    @property
    def text(self) -> str: ...
    @property
    def minutes(self) -> Minutes: ...
    @property
    def scheme(self) -> Scheme | None: ...
    @property
    def records(self) -> Mapping[str, Record]: ...
    def between(self, start: int, end: int) -> Sequence[Annotation]: ...
    def agenda(self) -> Sequence[AgendaItem]: ...


class View(NamedTuple):
    """What the reviewer is at: decides, with the marks, how each row looks."""

    current: str | None = None
    caret: int | None = None
    selection: Span | None = None
    show_rejected: bool = False


class Document:
    """A session as it is drawn."""

    def __init__(self, session: Shown) -> None:
        self.session = session
        self.text = printable(session.text, lines=True)
        self.layout = Layout("", 2)
        self.marks = Marks(session, session.scheme, session.text)
        self.layers = Layers()
        self._columns = column_lines(session.text, session.minutes.blocks)
        self._read_agenda()

    def wrap(self, width: int) -> None:
        """Lay the text out at a width."""
        indents = {title.start: cells(title.label) for title in self._titles.values()}
        self.layout = Layout(self.text, width, indents)

    def update(self, identifiers: Iterable[str] | None) -> tuple[list[Mark], bool]:
        """Take in what changed; `None` is everything.

        Returns:
            The marks to draw anew, and whether title lines changed so that the layout must be made again.
        """
        before = self._titles
        touched: list[Mark] = []
        if identifiers is None:
            self.marks = Marks(self.session, self.session.scheme, self.session.text)
            self._read_agenda()
            return touched, self._titles != before
        agenda = False
        for identifier in identifiers:
            record = self.session.records.get(identifier)
            agenda = agenda or isinstance(record, AgendaItem) or identifier in self._agenda
            touched += self.marks.update(identifier, record)
        if agenda:
            self._read_agenda()
        return touched, self._titles != before

    def marks_of(self, identifier: str | None) -> tuple[Mark, ...]:
        """The marks of one annotation, in the order of its spans; empty for what is no annotation."""
        record = self.session.records.get(identifier or "")
        return self.marks.of(record) if isinstance(record, Annotation) else ()

    def row(self, row: int, view: View) -> Row:
        """Everything that decides how a row looks."""
        start, end = self.layout.bounds(row)
        reach = max(end, start + 1)
        marks = tuple(
            mark
            for mark in self.marks.within(start, reach)
            if mark.status != "rejected" or view.show_rejected or mark.id == view.current
        )
        selection = view.selection
        selected = selection is not None and selection.start < reach and start < selection.end
        return Row(
            row=row,
            marks=marks,
            current=view.current if any(mark.id == view.current for mark in marks) else None,
            title=self._title_at(start),
            quiet=start in self._columns,
            caret=view.caret if view.caret is not None and self.layout.row_of(view.caret) == row else None,
            selection=(max(start, selection.start), min(end, selection.end)) if selection and selected else None,
            covers=self.layers.within(start, reach),
        )

    @cached_property
    def sentences(self) -> list[int]:
        """Where sentences begin."""
        return motions.sentence_starts(self.session.text, self.session.minutes.blocks)

    @cached_property
    def paragraphs(self) -> list[int]:
        """Where paragraphs begin."""
        return motions.paragraph_starts(self.session.text, self.session.minutes.blocks)

    def _title_at(self, start: int) -> str | None:
        title = self._titles.get(self.text.rfind("\n", 0, start) + 1)
        if title is None or start >= title.end:
            return None
        return title.label if start == title.start else ""

    def _read_agenda(self) -> None:
        agenda, minutes = self.session.agenda(), self.session.minutes
        self._agenda = {item.id for item in agenda}
        found = (
            Title(title.start, title.end, printable(title.label)[:_LABEL_CELLS])
            for title in titles(minutes.text, minutes.blocks, agenda)
        )
        self._titles = {title.start: title for title in found}
