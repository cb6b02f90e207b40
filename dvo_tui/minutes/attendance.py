"""Who was there: names out of attendance lists in the shapes that occur, each with the span of the name alone."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from msgspec.structs import replace

from dvo_tui.minutes.attendants import (
    BODY_AHEAD,
    DEPUTISES,
    FUNCTION,
    HONORIFIC,
    INITIALS,
    LONGEST_LIST,
    LONGEST_NAME,
    MOST_NAMES,
    NAME,
    PARTLY,
    REPLACED,
    add_aside,
    functions_in,
    is_code,
    is_organisation,
    named_behind,
    people_in,
    person_in,
    with_function,
)
from dvo_tui.minutes.columns import Role, column_role
from dvo_tui.minutes.fields import Field, label_key
from dvo_tui.minutes.model import GUESSED, Attendance, Block, Origin, Participant, Span, participant_id
from dvo_tui.minutes.regex import regex

_FEWEST_LINES = 3
_MOST_OF = 0.8
_GAP = regex(r"\s{2,}")
_LOOSE = regex(r"(?i)(?:van|de|der|den|ter|ten|te|het|in|op|'t|’t) ")
_ADDRESSED = regex(r"(?i)\b(?:heer|mevrouw|dhr|mevr|mw|drs|mr|ir|dr|burgemeester|wethouder)\b\.?\s$")
_IN_BRACKETS = regex(r" \(([^()\n]{3,80})\)")
_BEHIND = regex(r",|\s{2,}")
_NO = ("nee", "n", "-", "–", "—", "afw", "absent", "afgemeld", "m.k", "verhinderd", "0", "□", "☐")
_GUESS = Origin(by="attendance", rule=GUESSED, confidence=0.5)


class People:
    """Participants in order, one a person: a later mention adds what it knows (role, organisation, span)."""

    def __init__(self) -> None:
        self._found: list[Participant] = []
        self._by_surname: dict[str, list[int]] = {}

    def add(self, person: Participant, *, listed: bool = True) -> None:
        """Add or complete; a mention outside the list (`Voorzitter: …`) counts only for who is not on the list."""
        key = surname_key(person.name)
        for index in self._by_surname.get(key, ()):
            known = self._found[index]
            if same_person(known.name, person.name):
                together = _combine(known, person if listed else replace(person, spans=()))
                asked = known.flag and person.flag if listed else known.flag or person.flag
                self._found[index] = replace(together, flag=asked, origin=_GUESS if asked else None)
                return
        self._by_surname.setdefault(key, []).append(len(self._found))
        self._found.append(person)

    def are_nobody(self) -> bool:
        return not self._found

    def are_full_names(self) -> bool:
        """Whether there are several people and all but one or so have initials or a first name."""
        full = sum(_is_full(person.name) for person in self._found)
        return full >= _FEWEST_LINES and full >= _MOST_OF * len(self._found)

    def identified(self, text_sha256: str) -> tuple[Participant, ...]:
        """The participants with their ids, which follow from the name they ended up with."""
        return tuple(replace(person, id=participant_id(text_sha256, person.name)) for person in self._found)


def attendance(text: str, blocks: tuple[Block, ...], fields: list[Field], text_sha256: str) -> tuple[Participant, ...]:
    """Everyone that the attendance fields, the fields of chair and secretary, and attendance tables name."""
    people = People()
    listed: dict[str, Attendance] = {"present": "present", "partly": "partly", "absent": "absent"}
    one_a_line = False
    for field in fields:
        if field.key in listed:
            in_full = field.key == "absent" and people.are_full_names()
            one_a_line = _is_one_a_line(text, field.values, few=one_a_line)
            for person in _listed(text, field.values, listed[field.key], one_a_line=one_a_line):
                told = _behind_seat(text, person) if in_full else person
                if told is not None:
                    people.add(_asked(told, field))
    for person in _people_in_tables(text, blocks):
        people.add(person)
    if people.are_nobody():
        for field in fields:
            for person in functions_in(text, field.values, listed[field.key]) if field.key in listed else ():
                people.add(_asked(person, field))
    for person in _deputised(text, blocks, fields):
        people.add(person)
    officers: dict[str, Field] = {}
    for field in fields:
        if field.key in ("chair", "secretary", "minutes"):
            officers.setdefault(field.key, field)
    for role, field in officers.items():
        status: Attendance = "present" if field.blocks else "not_listed"
        for person in islice(people_in(text, field.values[:1], status), 1):
            people.add(_asked(replace(person, role=role), field), listed=False)
    return people.identified(text_sha256)


def _asked(person: Participant, field: Field) -> Participant:
    """Someone whose attendance or role is a guess, flagged so that the reviewer looks at it."""
    return replace(person, flag=True, origin=_GUESS) if field.guessed else person


def _deputised(text: str, blocks: tuple[Block, ...], fields: list[Field]) -> Iterator[Participant]:
    """Who was replaced, and so was absent: `(vervangt mevrouw Postma)` in a list or table of those present.

    And who came instead, in a list of those absent: `C. Bos, vervangen door wethouder D. Vis`.
    """
    spans = [span for field in fields if field.key in ("present", "partly") for span in field.values]
    spans += [block.span for block in blocks if column_role(block.header) in ("name", "function", "organisation")]
    instead = [span for field in fields if field.key == "absent" for span in field.values]
    for pattern, where, status in ((DEPUTISES, spans, "absent"), (REPLACED, instead, "present")):
        for span in where:
            for match in pattern.finditer(text, span.start, min(span.end, span.start + LONGEST_LIST)):
                yield from named_behind(text, match.end(), span.end, "absent" if status == "absent" else "present")


def with_role(participants: tuple[Participant, ...], role: str) -> str | None:
    """The id of the first participant with this role."""
    return next((person.id for person in participants if person.role == role), None)


def surname_key(name: str) -> str:
    """A name without initials, accents and case, for finding the same person again in one document."""
    bare = INITIALS.sub("", name) or name
    folded = unicodedata.normalize("NFKD", bare.casefold())
    return "".join(character for character in folded if character.isalnum())


def same_person(one: str, other: str) -> bool:
    """Whether two names with the same surname can be one person: known initials must agree."""
    first, second = INITIALS.match(one), INITIALS.match(other)
    return first is None or second is None or first[0][0] == second[0][0]


def _listed(text: str, spans: tuple[Span, ...], status: Attendance, *, one_a_line: bool) -> Iterator[Participant]:
    """Participants in a list, which may have organisations as headings with their people below them."""
    if len(spans) > 1 and all(BODY_AHEAD.match(text, span.start, span.end) for span in spans):
        for span in spans:
            ahead = BODY_AHEAD.match(text, span.start, span.end)
            behind = Span(ahead.end() if ahead else span.start, span.end)
            for person in people_in(text, (behind,), status):
                yield replace(person, organisation=person.organisation or (ahead["body"] if ahead else None))
        return
    at = _names_at(text, spans)
    if at:
        yield from _behind_column(text, spans, status, at)
        return
    if one_a_line:
        yield from _with_what_follows(text, spans, status)
        return
    first = spans[0] if spans else None
    if first is None or len(spans) < _FEWEST_LINES or not is_organisation(text[first.start : first.end]):
        yield from people_in(text, spans, status)
        return
    organisation: str | None = None
    waiting: list[Span] = []
    for span in (*spans, Span(0, 0)):
        content = text[span.start : min(span.end, span.start + LONGEST_NAME + 1)].strip().rstrip(":").rstrip()
        if content and not is_organisation(content):
            waiting.append(span)
            continue
        for person in people_in(text, waiting, status):
            yield replace(person, organisation=person.organisation or organisation)
        organisation, waiting = content, []


def _names_at(text: str, spans: tuple[Span, ...]) -> int:
    """The column that holds the names in lines set in columns, where it is not the first; else 0."""
    found: Counter[int] = Counter()
    for span in spans[:MOST_NAMES]:
        for column, cell in enumerate(_cells(text, span)):
            if column and _is_full_name(text, cell):
                found[column] += 1
    column, times = max(found.items(), key=lambda it: (it[1], it[0]), default=(0, 0))
    return column if times >= max(_FEWEST_LINES, min(_MOST_OF * len(spans), len(spans) - 1)) else 0


def _cells(text: str, span: Span) -> list[Span]:
    """What wide space parts in a line."""
    stop = min(span.end, span.start + 8 * LONGEST_NAME)
    gaps = [gap.span() for gap in _GAP.finditer(text, span.start, stop)]
    starts, ends = [span.start, *(end for _, end in gaps)], [*(start for start, _ in gaps), stop]
    return [Span(start, end) for start, end in zip(starts, ends, strict=True) if start < end]


def _is_full_name(text: str, cell: Span) -> bool:
    """Whether a cell begins with a name that has initials, a form of address or a first name."""
    person = next(people_in(text, (cell,), "present"), None)
    return person is not None and (" " in person.name or "." in person.name or person.spans[0].start > cell.start)


def _behind_column(text: str, spans: tuple[Span, ...], status: Attendance, at: int) -> Iterator[Participant]:
    """Participants of lines in columns: who or what they speak for, perhaps their function, then their name."""
    for span in spans[:MOST_NAMES]:
        cells = _cells(text, span)
        column = at if len(cells) > at else len(cells) - 1
        for person in islice(people_in(text, (cells[column],), status), 1):
            told = person
            for place, cell in enumerate([*cells[:column], *cells[column + 1 :]]):
                words = text[cell.start : cell.end]
                if place == column - 1 and place > 0:
                    told = with_function(told, words)
                elif not (place == 0 and column > 1 and is_code(words)):
                    told = add_aside(told, words)
            yield told


def _is_full(name: str) -> bool:
    return INITIALS.match(name) is not None or (" " in name and name[0].isupper() and not _LOOSE.match(name))


def _behind_seat(text: str, person: Participant) -> Participant | None:
    """In a list of full names one word is where somebody is from: `Dorpen (Anna Bos)`; None where nobody is named."""
    start, end = person.spans[0].start, person.spans[0].end
    if _is_full(person.name) or _ADDRESSED.search(text, max(0, start - LONGEST_NAME), start):
        return person
    aside = _IN_BRACKETS.match(text, end)
    if aside is None:
        return None
    named = next(people_in(text, (Span(*aside.span(1)),), person.attendance), None)
    return replace(named, organisation=text[start:end]) if named and _is_full(named.name) else person


def _is_one_a_line(text: str, spans: tuple[Span, ...], *, few: bool) -> bool:
    """Whether each line is a person with function or organisation behind it: `Els Bos, burgemeester Meerdijk`.

    `few` says that the list before this one was such, so that one or two lines are too.
    """
    told = wide = full = 0
    for span in spans:
        line = text[span.start : min(span.end, span.start + 4 * LONGEST_NAME)]
        behind = None if _in_brackets(line) else _BEHIND.search(line)
        name = line[: behind.start()] if behind else line.partition(" (")[0] if _in_brackets(line) else line
        honorific = HONORIFIC.match(name)
        if not NAME.fullmatch(name[honorific.end() if honorific else 0 :].strip()):
            return False
        what = line[behind.end() :].partition(",")[0].strip() if behind else ""
        full += _is_full(name.strip()) and not _is_full(what)
        wide += bool(behind) and "   " in line
        told += _in_brackets(line) or bool(
            what and (FUNCTION.match(what) or what[:1].islower() or is_organisation(what))
        )
    if few and full == len(spans):
        return True
    needed = 3 if full == len(spans) else 2
    return (len(spans) >= _FEWEST_LINES or 0 < wide == len(spans)) and told * needed > len(spans)


def _in_brackets(line: str) -> bool:
    """Whether all that stands behind a name is in one pair of brackets: `Els Bos (politie)`."""
    name = line.partition(" (")[0]
    return line.rstrip().endswith(")") and line.count("(") == 1 and "," not in name and "  " not in name


def _with_what_follows(text: str, spans: tuple[Span, ...], status: Attendance) -> Iterator[Participant]:
    """One participant a line, with what stands behind the first comma."""
    for span in spans[:MOST_NAMES]:
        whole = _in_brackets(text[span.start : span.end])
        behind = None if whole else _BEHIND.search(text, span.start, span.end)
        person = person_in(text, Span(span.start, behind.start() if behind else span.end), status, strict=False)
        if person is not None:
            yield add_aside(person, text[behind.end() : span.end]) if behind else person


def _people_in_tables(text: str, blocks: tuple[Block, ...]) -> Iterator[Participant]:
    """Rows of a table with a column of names beside an organisation, a function or a tick."""
    rows: dict[tuple[int, int], list[Block]] = {}
    for block in blocks:
        if block.table is not None and block.row is not None and block.header is not None:
            rows.setdefault((block.table, block.row), []).append(block)
    for row in rows.values():
        by_role = {column_role(block.header): block for block in reversed(row)}
        columns = [b for b in row if label_key(b.header or "") in ("present", "absent")]
        if len(columns) > 1 and "name" not in by_role:
            for block in columns:
                absent = label_key(block.header or "") == "absent"
                yield from people_in(text, (block.span,), "absent" if absent else "present")
            continue
        names = by_role.get("name") or by_role.get("surname")
        if names is None or len(by_role) < 2 or by_role.keys() & {"title", "action", "text", "due"}:
            continue
        for person in people_in(text, (names.span,), _ticked(text, row)):
            yield _with_columns(text, person, by_role)


def _with_columns(text: str, person: Participant, by_role: dict[Role | None, Block]) -> Participant:
    """A person out of a table with what the other columns of the row say."""
    if "first_name" in by_role:
        first = by_role["first_name"]
        name = f"{' '.join(text[first.start : first.end].split())} {person.name}"
        person = replace(
            person, name=name, spans=(*person.spans, first.span) if len(person.spans) == 1 else person.spans
        )
    if "function" in by_role:
        person = with_function(person, text[by_role["function"].start : by_role["function"].end])
    if "organisation" in by_role:
        person = add_aside(person, text[by_role["organisation"].start : by_role["organisation"].end])
    return person


def _ticked(text: str, row: list[Block]) -> Attendance:
    for block in row:
        header = (block.header or "").lower()
        content = text[block.start : block.end].strip().lower()
        if header in ("a/v", "a / v"):
            return "absent" if content.startswith("v") else "partly" if PARTLY.search(content) else "present"
        if header.startswith(("aanw", "afw")):
            if PARTLY.match(content):
                return "partly"
            return "absent" if content.startswith(_NO) == header.startswith("aanw") else "present"
    return "present"


def _combine(known: Participant, again: Participant) -> Participant:
    name = again.name if INITIALS.match(again.name) and not INITIALS.match(known.name) else known.name
    return replace(
        known,
        name=name,
        role=again.role if again.role in ("chair", "secretary") else known.role or again.role,
        organisation=known.organisation or again.organisation,
        spans=(*known.spans, *(span for span in again.spans if span not in known.spans)),
    )
