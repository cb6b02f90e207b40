"""What the side panes list: the agenda with what is still to do, speakers, decisions and actions with what they lack.

Invariant: the order is that of the document wherever the reviewer is; nothing rests on colour alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from dvo_tui.language import _, current
from dvo_tui.minutes.model import AgendaItem, Participant
from dvo_tui.review.publicity import Standing, standing
from dvo_tui.review.records import Action, Annotation, Decision
from dvo_tui.review.session import Progress, ReviewSession
from dvo_tui.suggest.base import KnownPublicity
from dvo_tui.tui.ledger import Ledger
from dvo_tui.tui.pieces import Line, Piece, piece, wrap
from dvo_tui.tui.widgets.lines import Row
from dvo_tui.tui.words import due, role_name, value_name

TICK, DOT, CROSS, FLAG = "✓", "·", "✗", "⚑"
SETTLED, OPEN = "●", "○"

Title = tuple[Line, Line]


class Source(Protocol):
    """What the lists are made from."""

    @property
    def session(self) -> ReviewSession: ...
    @property
    def ledger(self) -> Ledger: ...
    @property
    def publicity(self) -> Mapping[str, KnownPublicity]: ...


@dataclass(frozen=True)
class Here:
    """Where the reviewer is: the agenda item, the speaker whose turn it is, and the annotation."""

    item: str | None = None
    speaker: str | None = None
    annotation: str | None = None


def title(text: str, count: str = "") -> Title:
    return [piece(text.upper(), "strong")], [piece(count)] if count else []


# Agenda


def agenda_title(open_: Source) -> Title:
    """The pane's title with how many items are done of those that have anything to settle."""
    counts = [open_.ledger.progress_of_item(item.id) for item in open_.ledger.agenda()]
    done = sum(1 for progress in counts if progress.total and not progress.pending)
    return title(_("agenda"), f"{done}/{sum(1 for progress in counts if progress.total)}" if counts else "")


def agenda_rows(open_: Source, here: Here, width: int) -> list[Row]:
    """The agenda as a tree: label, title, and a tick, the count still to do, or that it is cancelled."""
    items = open_.ledger.agenda()
    depths = _depths(items)
    labels = min(6, max((depths[item.id] + len(item.label or "") for item in items), default=0) + 1)
    rows = []
    for item in items:
        label = (" " * depths[item.id] + (item.label or "")).ljust(labels)
        role = "strong" if item.parent is None and item.status == "section" else "text"
        left: Line = [piece(label, "muted" if item.label is None else role), piece(item.title, role)]
        left += _remarks(item)
        rows.append(Row(item.id, ((left, _to_do(item, open_.ledger.progress_of_item(item.id))),)))
    return rows


def _depths(items: Sequence[AgendaItem]) -> dict[str, int]:
    parents = {item.id: item.parent for item in items}
    depths: dict[str, int] = {}
    for item in items:
        depth, parent = 0, item.parent
        while parent is not None and depth < 4:
            depth, parent = depth + 1, parents.get(parent)
        depths[item.id] = depth
    return depths


def _to_do(item: AgendaItem, progress: Progress) -> Line:
    words = {"withdrawn": _("cancelled"), "deferred": _("deferred")}.get(item.status)
    right: Line = [piece(words, "strong")] if words else []
    if progress.pending:
        return [*right, Piece(" " if right else ""), piece(progress.pending, "warn")]
    if progress.total and not right:
        return [Piece(TICK, "ok")]
    return right


def _remarks(record: AgendaItem | Participant | Annotation) -> Line:
    line: Line = []
    if record.flag:
        line.append(Piece(f" {FLAG}", "warn"))
    if record.note:
        line.append(Piece(" ¶", "muted"))
    return line


# Speakers


def speakers_title(open_: Source) -> Title:
    """The pane's title with how many speak; where nobody is on a list it says so once, not on every row."""
    left, right = title(_("speakers"), str(len(open_.ledger.turns())))
    people = open_.ledger.participants()
    return (left if not people or _has_list(people) else [*left, Piece("  "), piece(_("no list"), "warn")]), right


def speakers_rows(open_: Source, here: Here, width: int) -> list[Row]:
    """Who speaks and how often: who is not on the list first, then the others as listed, who is silent last."""
    turns = open_.ledger.turns()
    people = {person.id: person for person in open_.ledger.participants()}
    missing = _missing(people)
    names = [*people, *(speaker for speaker in turns if speaker not in people)]

    def order(speaker: str) -> tuple[bool, bool]:
        return not missing(speaker), not turns.get(speaker)

    rows = []
    for speaker in sorted(names, key=order):
        person = people.get(speaker)
        left: Line = [piece(person.name if person else speaker, "warn" if missing(speaker) else "text")]
        left += [Piece(" !" if person else " ?", "warn")] if missing(speaker) else []
        left += [piece(f" {role_name(person.role)}", "muted")] if person and person.role else []
        left += _remarks(person) if person else []
        right = _publicity(standing(person, open_.publicity)) if person else []
        right += _presence(person, turns.get(speaker, 0), missing(speaker))
        rows.append(Row(speaker, ((left, right),)))
    return rows


def _publicity(found: Standing) -> Line:
    """Whose name stays readable in publications: settled here, or by the role or elsewhere; a cross is settled not to.

    Who is private because nothing makes the name public has no mark.
    """
    if found.why == "none":
        return []
    if not found.public:
        return [Piece(f"{CROSS} ", "muted")]
    return [Piece(f"{SETTLED if found.why == 'here' else OPEN} ", "ok")]


def _has_list(people: Iterable[Participant]) -> bool:
    """Whether anybody is on an attendance list."""
    return any(person.attendance != "not_listed" for person in people)


def _missing(people: Mapping[str, Participant]) -> Callable[[str], bool]:
    """Says of a speaker whether the attendance list lacks them; without a list, whether nobody knows who it is."""
    has_list = _has_list(people.values())
    return lambda speaker: speaker not in people or (has_list and people[speaker].attendance == "not_listed")


def first_doubtful(open_: Source, rows: Sequence[Row]) -> str | None:
    """The first row of the speakers that needs a look: flagged, not linked, not on the list, or nobody's role known.

    A role counts only where most of those on the list have one, or an organisation.
    """
    people = {person.id: person for person in open_.ledger.participants()}
    missing = _missing(people)
    known = sum(1 for person in people.values() if person.role or person.organisation)

    def is_doubtful(speaker: str) -> bool:
        if missing(speaker) or people[speaker].flag:
            return True
        return 2 * known > len(people) and not (people[speaker].role or people[speaker].organisation)

    return next((row.id for row in rows if is_doubtful(row.id)), None)


def _presence(person: Participant | None, turns: int, missing: bool) -> Line:
    count = piece(f" {turns:>2}" if turns else "   ", "text")
    if person is None or person.attendance == "present":
        return [count]
    if person.attendance == "not_listed":
        return [piece(_("not listed"), "warn"), count] if missing else [count]
    return [piece(value_name("attendance", person.attendance), "muted"), count]


# Decisions and actions


def decisions_title(open_: Source) -> Title:
    return title(_("decisions"), _settled(open_.ledger.progress_of_layer("decision")))


def actions_title(open_: Source) -> Title:
    return title(_("actions"), _settled(open_.ledger.progress_of_layer("action")))


def _settled(progress: Progress) -> str:
    total = progress.accepted + progress.pending
    return f"{progress.accepted}/{total}" if total else ""


def decisions_rows(open_: Source, here: Here, width: int) -> list[Row]:
    """The decisions that are not rejected, in the order of the text, each with its kind."""
    rows = []
    for record in _in_order(open_, "decision"):
        if isinstance(record, Decision):
            label = open_.session.scheme.label("decision", record.kind)
            kind = label.name(current()) if label else record.kind
            below = (piece(f"{kind} · {record.vote}" if record.vote else kind, "muted"),)
            rows.append(_row(open_, record, record.text, below, width))
    return rows


def actions_rows(open_: Source, here: Here, width: int) -> list[Row]:
    """The actions that are not rejected, in the order of the text, each with owner and due or their lack."""
    rows = []
    for record in _in_order(open_, "action"):
        if isinstance(record, Action):
            owners = ", ".join(open_.session.name_of(owner) for owner in record.owners) or record.owner_text or ""
            owner = piece(owners, "muted") if owners else piece(_("no owner"), "warn")
            rows.append(_row(open_, record, record.text, (owner, *_due(record)), width))
    return rows


def _due(action: Action) -> Line:
    when = due(action)
    return [piece(f" · {when}", "muted")] if when else [piece(" · ", "muted"), piece(_("no date"), "warn")]


def _in_order(open_: Source, layer: str) -> list[Annotation]:
    records = open_.session.records
    found = [record for one in open_.ledger.of_layer(layer) if isinstance(record := records[one], Annotation)]
    return [record for record in found if record.status != "rejected"]


def _row(open_: Source, record: Annotation, text: str, below: tuple[Piece, ...], width: int) -> Row:
    item = open_.session.records.get(record.item or "")
    label = item.label if isinstance(item, AgendaItem) and item.label else ""
    remarks = tuple(_remarks(record))
    return Row(record.id, _lines(f"{label} {text}".strip(), record.status == "accepted", remarks, below, width))


@lru_cache(maxsize=4096)
def _lines(
    text: str, accepted: bool, remarks: tuple[Piece, ...], below: tuple[Piece, ...], width: int
) -> tuple[tuple[Line, Line], ...]:
    """The rows of a decision or action: at most two of wording, one of what there is to say about it."""
    glyph = Piece(TICK, "ok") if accepted else Piece(DOT, "warn")
    first, *more = wrap(text, width - 2, 2) or [""]
    lines: list[Line] = [[glyph, Piece(" "), piece(first), *remarks]]
    lines += [[Piece("  "), piece(row)] for row in more]
    lines.append([Piece("  "), *below])
    return tuple((line, []) for line in lines)


LISTS: dict[str, tuple[Callable[[Source], Title], Callable[[Source, Here, int], list[Row]]]] = {
    "agenda": (agenda_title, agenda_rows),
    "speakers": (speakers_title, speakers_rows),
    "decisions": (decisions_title, decisions_rows),
    "actions": (actions_title, actions_rows),
}
"""Title and rows of each list, by the id of its pane."""
