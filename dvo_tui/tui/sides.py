"""What the side panes list: the agenda with what is still to do, speakers, decisions and actions with what they lack.

Invariant: what belongs to the place where the reviewer is comes first or is marked; nothing rests on colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dvo_tui.language import _, current
from dvo_tui.minutes.model import AgendaItem, Participant
from dvo_tui.review.records import Action, Annotation, Decision, Turn
from dvo_tui.review.session import Progress, ReviewSession
from dvo_tui.tui.pieces import Line, Piece, piece, wrap
from dvo_tui.tui.tally import Tally
from dvo_tui.tui.widgets.lines import Row
from dvo_tui.tui.words import day

TICK, DOT, CROSS, FLAG = "✓", "·", "✗", "⚑"

Title = tuple[Line, Line]


@dataclass(frozen=True)
class Here:
    """Where the reviewer is: the agenda item, the speaker whose turn it is, and who else speaks in the item."""

    item: str | None = None
    speaker: str | None = None
    annotation: str | None = None
    speakers: frozenset[str] = field(default_factory=frozenset)


def title(text: str, count: str = "") -> Title:
    return [piece(text.upper(), "strong")], [piece(count)] if count else []


# Agenda


def agenda_title(session: ReviewSession, tally: Tally) -> Title:
    """The pane's title with how many items are done of those that have anything to settle."""
    counts = [tally.of_item(item.id) for item in session.agenda()]
    done = sum(1 for progress in counts if progress.total and not progress.pending)
    return title(_("agenda"), f"{done}/{sum(1 for progress in counts if progress.total)}" if counts else "")


def agenda_rows(session: ReviewSession, tally: Tally, here: Here, width: int) -> list[Row]:
    """The agenda as a tree: label, title, and a tick, the count still to do, or that it is cancelled."""
    items = session.agenda()
    depths = _depths(items)
    labels = min(6, max((depths[item.id] + len(item.label or "") for item in items), default=0) + 1)
    rows = []
    for item in items:
        label = (" " * depths[item.id] + (item.label or "")).ljust(labels)
        role = "strong" if item.parent is None and item.status == "section" else "text"
        left: Line = [piece(label, "muted" if item.label is None else role), piece(item.title, role)]
        left += _remarks(item)
        rows.append(Row(item.id, ((left, _to_do(item, tally.of_item(item.id))),), item.id == here.item))
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


def speakers_title(session: ReviewSession) -> Title:
    return title(_("speakers"), str(len(session.turns_by_speaker())))


def speakers_rows(session: ReviewSession, here: Here, width: int) -> list[Row]:
    """Who speaks and how often, those of this agenda item first; who is not on the list says so."""
    turns = session.turns_by_speaker()
    people = {person.id: person for person in session.participants()}
    names = [*people, *(speaker for speaker in turns if speaker not in people)]

    def order(speaker: str) -> tuple[bool, bool]:
        return speaker not in here.speakers, not turns.get(speaker)

    rows = []
    for speaker in sorted(names, key=order):
        person = people.get(speaker)
        unlisted = person is None or person.attendance == "not_listed"
        left: Line = [piece(person.name if person else speaker, "warn" if unlisted else "text")]
        left += [Piece(" !", "warn")] if unlisted else []
        left += _remarks(person) if person else []
        rows.append(Row(speaker, ((left, _presence(person, turns.get(speaker, 0))),), speaker == here.speaker))
    return rows


def _presence(person: Participant | None, turns: int) -> Line:
    count = piece(f" {turns:>2}" if turns else "   ", "text")
    if person is None:
        return [piece(_("not linked"), "warn"), count]
    if person.attendance == "not_listed":
        return [piece(_("not listed"), "warn"), count]
    if person.attendance == "absent":
        return [piece(_("absent"), "muted"), count]
    return [count]


def speaker_of(turn: Turn) -> str:
    """The key under which a turn's speaker is listed."""
    return turn.speaker or turn.speaker_text


# Decisions and actions


def decisions_title(tally: Tally) -> Title:
    return title(_("decisions"), _settled(tally.of_layer("decision")))


def actions_title(tally: Tally) -> Title:
    return title(_("actions"), _settled(tally.of_layer("action")))


def _settled(progress: Progress) -> str:
    total = progress.accepted + progress.pending
    return f"{progress.accepted}/{total}" if total else ""


def decisions_rows(session: ReviewSession, here: Here, width: int) -> list[Row]:
    """The decisions that are not rejected, those of this agenda item first, each with its kind."""
    rows = []
    for record in _of_here_first(session, "decision", here):
        if isinstance(record, Decision):
            label = session.scheme.label("decision", record.kind)
            kind: Line = [Piece("  "), piece(label.name(current()) if label else record.kind, "muted")]
            kind += [piece(f" · {record.vote}", "muted")] if record.vote else []
            rows.append(_row(session, record, record.text, [kind], here, width))
    return rows


def actions_rows(session: ReviewSession, here: Here, width: int) -> list[Row]:
    """The actions that are not rejected, those of this agenda item first, each with owner and due or their lack."""
    rows = []
    for record in _of_here_first(session, "action", here):
        if isinstance(record, Action):
            owners = ", ".join(session.name_of(owner) for owner in record.owners) or record.owner_text or ""
            owner = piece(owners, "muted") if owners else piece(_("no owner"), "warn")
            rows.append(_row(session, record, record.text, [[Piece("  "), owner, *_due(record)]], here, width))
    return rows


def _due(action: Action) -> Line:
    if action.due or action.due_text:
        return [piece(f" · {day(action.due) or action.due_text}", "muted")]
    if action.due_anchor:
        anchor = _("next meeting") if action.due_anchor == "next_meeting" else action.due_anchor
        return [piece(f" · {anchor}", "muted")]
    return [piece(" · ", "muted"), piece(_("no date"), "warn")]


def _of_here_first(session: ReviewSession, layer: str, here: Here) -> list[Annotation]:
    found = [record for record in session.annotations(layer) if record.status != "rejected"]
    return sorted(found, key=lambda record: record.item != here.item)


def _row(session: ReviewSession, record: Annotation, text: str, below: list[Line], here: Here, width: int) -> Row:
    glyph = Piece(TICK, "ok") if record.status == "accepted" else Piece(DOT, "warn")
    item = session.records.get(record.item or "")
    label = item.label if isinstance(item, AgendaItem) and item.label else ""
    wording = wrap(f"{label} {text}".strip(), width - 2, 2) or [""]
    first: Line = [glyph, Piece(" "), piece(wording[0]), *_remarks(record)]
    lines: list[tuple[Line, Line]] = [(first, [])]
    lines += [([Piece("  "), piece(rest)], []) for rest in wording[1:]]
    lines += [(line, []) for line in below]
    return Row(record.id, tuple(lines), record.id == here.annotation or record.item == here.item)
