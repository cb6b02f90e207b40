"""Who was there: names out of attendance lists in the shapes that occur, each with the span of the name alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import islice

from msgspec.structs import replace

from dvo_tui.minutes.columns import Role, column_role
from dvo_tui.minutes.fields import Field, label_key
from dvo_tui.minutes.model import GUESSED, Attendance, Block, Origin, Participant, Span, participant_id
from dvo_tui.minutes.regex import regex

_HONORIFIC = regex(
    r"(?i)(?:(?:de )?(?:heren|dames|burgemeesters|wethouders|gedeputeerden|officieren|heer"
    r"|dame|mevrouw|meneer|dhrn?|mevr|mw|hr|drs|dr|mr|ing|ir|prof)\b\.?\s+)+"
)
_CAPITAL = "A-ZÀ-ÖØ-Þ"
_INITIALS = regex(rf"(?:[{_CAPITAL}][a-z]{{0,2}}\.[ -]?)+")
_ONLY_INITIALS = regex(rf"(?:[{_CAPITAL}][a-z]{{0,2}}\.? ?)+(?:\(\w+\))?$")
_ABBREVIATION = regex(rf"[{_CAPITAL}]{{2,}}\.")
_PREFIX = r"(?i:van|de|der|den|ter|ten|te|het|in|op|aan|la|le|du|el|al|von|zu|'t|’t|'s|’s|bij|uit|onder|over)"
_SURNAME = rf"(?:[dD]['’])?(?:[{_CAPITAL}]|[^\W\d_a-zß-ÿ])[\w'’-]*"
_NAME = regex(
    rf"(?:(?:[{_CAPITAL}][a-z]{{0,2}}\.[ -]?)+ ?)?(?:{_PREFIX}\s+)*{_SURNAME}(?:\s+(?:{_PREFIX}\s+)*{_SURNAME}){{0,5}}"
)
_SEPARATOR = regex(r"\s*(?:[,;\n•|·]|(?<=\))\s[–—-](?=\s)|(?<=\s)//(?=\s)|(?<=\s)(?:en|&|alsmede)(?=\s)|\s{2,})\s*")
_ASIDE = regex(
    r"\s*(?:\((?P<inside>[^()]*)\)|\[(?P<square>[^\[\]]*)\]|\s[–—-]\s(?P<dash>.*)|:\s(?P<colon>.*)|\snamens\s(?P<namens>.*)"
    r"|(?<=\w)\s(?:van|vanuit|bij)\s(?:(?:de|het|ons|onze)\s)?(?P<van>(?:(?!der\b|den\b|het\b|justitie\b|koning\b)[a-z]{3,}|[A-Z]{2,})\b.*))"
)
_ROLES = (
    (
        "chair",
        regex(
            r"(?i)(?<!plv )(?<!plv\. )(?<!plaatsvervangend )\b(?:voorzitter|vz|vzr|vrz|voorz"
            r"|leidt|gespreksleid(?:er|ing)|zat voor)\b"
        ),
    ),
    ("secretary", regex(r"(?i)\b(?:ambtelijk )?(?:secretaris|secr)\b")),
    ("minutes", regex(r"(?i)\b(?:notulen|notuliste?|not|verslag(?:legger|legging)?|afspraken|aantekeningen)\b")),
)
_FUNCTION = regex(
    r"(?i)^(?P<role>(?:de )?(?:loco-?|wnd\.? |plv\.? |plaatsvervangend |waarnemend )?"
    r"(?:burgemeester|bgm\.?|wethouder|portefeuillehouder|voorzitter|secretaris|officier van justitie|hoofdofficier"
    r"|districtschef|teamchef|gemeentesecretaris|adviseur|beleidsmedewerker|beleidsadviseur|directeur|commandant"
    r"|coördinator|manager|bestuurder|gast|lid|hoofd\w*))"
    r"(?:\s+(?-i:van |bij )?(?-i:de |het )?(?:gemeente )?(?P<of>.+))?$"
)
_SEATED = regex(r"\s(?:van|bij|gemeente) (?:de |het )?(?:gemeente )?$")
"""What stands between a function and the place it belongs to, not a name: `burgemeester van Dorp`."""
_FROM = regex(r"\w \(?van (?:(?:de|het) )?(?:politie|brandweer|gemeente|provincie|[A-Z]{2,6}\b|(?-i:[A-Z])[a-z]+ )")
_FROM_NAMED = regex(rf"(?P<name>[{_CAPITAL}][\w-]+ [{_CAPITAL}][\w-]+) van [{_CAPITAL}]")
_PARTLY = regex(r"(?i)\b(?:tot|vanaf|t/m|gedeeltelijk|deels|bij agendapunt|agendapunt)\b")
_NO_NAME = regex(
    r"(?i)^(?:geen|niemand|n\.?v\.?t\.?|e\.?a\.?|allen|namens .*|zie .*|diverse|overige .*|leden|gemeente\b.*"
    r"|politie\b.*|openbaar ministerie|om|veiligheidsregio\b.*|brandweer\b.*|ggd|-+)$"
)
_PLURAL = regex(r"(?i)heren|dames|dhrn|burgemeesters|wethouders|gedeputeerden|officieren")
_BODY = regex(
    r"(?:gemeenten?|[Pp]rovincie|[Ww]aterschap|[A-Z]{2,6}|(?:[A-Z][a-z]*)?(?:regio|dienst|huis|bureau|platform))\b[^,(.]*$"
)
_FEWEST_LINES = 3
_BEHIND = regex(r",|\s{2,}")
_NO = ("nee", "n", "-", "–", "—", "afw", "absent", "afgemeld", "m.k", "verhinderd", "0", "□", "☐")
_DEPUTISES = regex(
    r"(?i)(?:vervangt|vervanger van|plaatsvervanger van|als vervanger van|i\.p\.v\.|in plaats van|ter vervanging van"
    r"|loco voor|voor (?=(?-i:[A-Z]\.))|namens (?=(?:de heer|mevrouw|dhr|mevr|mw)\b|(?-i:[A-Z]\.)))\s*"
)
_EXCUSED = regex(r"(?i)(?:m\.? ?k\.?(?: ?g\.?)?|met kennisgeving|met bericht|m\.?b\.?|ziek|verlof|vakantie)$")
_ATTENDS = regex(r"(?i)(?:digitaal|online|(?:via|per) (?:ms )?teams|fysiek|webex|telefonisch)$")
_ABSENT = regex(r"(?i)(?:afwezig|verhinderd|afgemeld|absent)\b")
_ROLE_AHEAD = regex(r"(?i)de (?:voorzitter|(?:ambtelijk )?secretaris|notuliste?|burgemeester|wethouder)$")
_GUESS = Origin(by="attendance", rule=GUESSED, confidence=0.5)
_MOST_NAMES = 400
_LONGEST_NAME = 60
_LONGEST_LIST = 20_000


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

    def identified(self, text_sha256: str) -> tuple[Participant, ...]:
        """The participants with their ids, which follow from the name they ended up with."""
        return tuple(replace(person, id=participant_id(text_sha256, person.name)) for person in self._found)


def attendance(text: str, blocks: tuple[Block, ...], fields: list[Field], text_sha256: str) -> tuple[Participant, ...]:
    """Everyone that the attendance fields, the fields of chair and secretary, and attendance tables name."""
    people = People()
    listed: dict[str, Attendance] = {"present": "present", "partly": "partly", "absent": "absent"}
    for field in fields:
        if field.key in listed:
            for person in _below_organisations(text, field.values, listed[field.key]):
                people.add(_asked(person, field))
    for person in _people_in_tables(text, blocks):
        people.add(person)
    for person in _deputised(text, blocks, fields):
        people.add(person)
    officers: dict[str, Field] = {}
    for field in fields:
        if field.key in ("chair", "secretary", "minutes"):
            officers.setdefault(field.key, field)
    for role, field in officers.items():
        status: Attendance = "present" if field.blocks else "not_listed"
        for person in islice(_people_in(text, field.values[:1], status), 1):
            people.add(_asked(replace(person, role=role), field), listed=False)
    return people.identified(text_sha256)


def _asked(person: Participant, field: Field) -> Participant:
    """Someone whose attendance or role is a guess, flagged so that the reviewer looks at it."""
    return replace(person, flag=True, origin=_GUESS) if field.guessed else person


def _deputised(text: str, blocks: tuple[Block, ...], fields: list[Field]) -> Iterator[Participant]:
    """Who was replaced, and so was absent: `(vervangt mevrouw Postma)` in a list or table of those present."""
    spans = [span for field in fields if field.key in ("present", "partly") for span in field.values]
    spans += [block.span for block in blocks if column_role(block.header) in ("name", "function", "organisation")]
    for span in spans:
        for match in _DEPUTISES.finditer(text, span.start, min(span.end, span.start + _LONGEST_LIST)):
            honorific = _HONORIFIC.match(text, match.end(), span.end)
            name = _NAME.match(text, honorific.end() if honorific else match.end(), span.end)
            if name is not None and not _NO_NAME.match(name[0]):
                yield Participant(
                    id="",
                    name=name[0],
                    attendance="absent",
                    role=None,
                    organisation=None,
                    spans=(Span(*name.span()),),
                )


def with_role(participants: tuple[Participant, ...], role: str) -> str | None:
    """The id of the first participant with this role."""
    return next((person.id for person in participants if person.role == role), None)


def surname_key(name: str) -> str:
    """A name without initials, accents and case, for finding the same person again in one document."""
    bare = _INITIALS.sub("", name) or name
    folded = unicodedata.normalize("NFKD", bare.casefold())
    return "".join(character for character in folded if character.isalnum())


def same_person(one: str, other: str) -> bool:
    """Whether two names with the same surname can be one person: known initials must agree."""
    first, second = _INITIALS.match(one), _INITIALS.match(other)
    return first is None or second is None or first[0][0] == second[0][0]


def _people_in(text: str, spans: Iterable[Span], status: Attendance) -> Iterator[Participant]:
    """Participants in the lines of an attendance list."""
    clipped = (Span(span.start, min(span.end, span.start + _LONGEST_LIST)) for span in spans)
    parts = list(islice((part for span in clipped for part in _split(text, span)), _MOST_NAMES))
    titled = sum(bool(_INITIALS.match(text[p.start : p.end]) or _HONORIFIC.match(text[p.start : p.end])) for p in parts)
    strict = titled * 2 >= len(parts)
    if sum(bool(_FROM.search(text, p.start, p.end)) for p in parts) > 1:
        parts = [_without_body(text, part) for part in parts]
    waiting: Participant | None = None
    plural = False
    ahead: str | None = None
    for part in parts:
        content = text[part.start : part.end]
        honorific = _HONORIFIC.match(content)
        plural = bool(_PLURAL.search(honorific[0])) if honorific else plural
        person = _person(text, part, status, strict=strict and not plural)
        if person is None:
            ahead = content if _ROLE_AHEAD.match(content.strip()) else None
            if waiting is not None and ahead is None:
                waiting = _add_aside(waiting, content)
            continue
        if ahead is not None:
            person, ahead = replace(person, role=person.role or _role_of(ahead)), None
        if waiting is not None:
            yield waiting
        waiting = person
    if waiting is not None:
        yield waiting


def _without_body(text: str, part: Span) -> Span:
    """`Marleen Bos van Wonen Oost` as the name alone, in a list that gives bodies with `van`."""
    match = _FROM_NAMED.match(text, part.start, part.end)
    return Span(part.start, match.end("name")) if match else part


def _below_organisations(text: str, spans: tuple[Span, ...], status: Attendance) -> Iterator[Participant]:
    """Participants in a list, which may have organisations as headings with their people below them."""
    if _is_one_a_line(text, spans):
        yield from _with_what_follows(text, spans, status)
        return
    first = spans[0] if spans else None
    if first is None or len(spans) < _FEWEST_LINES or not _is_organisation(text[first.start : first.end]):
        yield from _people_in(text, spans, status)
        return
    organisation: str | None = None
    waiting: list[Span] = []
    for span in (*spans, Span(0, 0)):
        content = text[span.start : min(span.end, span.start + _LONGEST_NAME + 1)].strip().rstrip(":").rstrip()
        if content and not _is_organisation(content):
            waiting.append(span)
            continue
        for person in _people_in(text, waiting, status):
            yield replace(person, organisation=person.organisation or organisation)
        organisation, waiting = content, []


def _is_one_a_line(text: str, spans: tuple[Span, ...]) -> bool:
    """Whether each line is a person with function or organisation behind it: `Els Bos, burgemeester Meerdijk`."""
    told = wide = 0
    for span in spans:
        line = text[span.start : min(span.end, span.start + 4 * _LONGEST_NAME)]
        behind = _BEHIND.search(line)
        name = line[: behind.start()] if behind else line
        honorific = _HONORIFIC.match(name)
        if not _NAME.fullmatch(name[honorific.end() if honorific else 0 :].strip()):
            return False
        what = line[behind.end() :].partition(",")[0].strip() if behind else ""
        wide += bool(behind) and "   " in line
        told += bool(what) and bool(_FUNCTION.match(what) or what[:1].islower() or _is_organisation(what))
    return (len(spans) >= _FEWEST_LINES or 0 < wide == len(spans)) and told * 2 > len(spans)


def _with_what_follows(text: str, spans: tuple[Span, ...], status: Attendance) -> Iterator[Participant]:
    """One participant a line, with what stands behind the first comma."""
    for span in spans[:_MOST_NAMES]:
        behind = _BEHIND.search(text, span.start, span.end)
        person = _person(text, Span(span.start, behind.start() if behind else span.end), status, strict=False)
        if person is not None:
            yield _add_aside(person, text[behind.end() : span.end]) if behind else person


def _is_organisation(words: str) -> bool:
    """Whether a line names an organisation and nobody."""
    bare = words.strip().rstrip(":").rstrip()
    return len(bare) <= _LONGEST_NAME and bool(_NO_NAME.match(bare) or _BODY.match(bare))


def _split(text: str, span: Span) -> Iterator[Span]:
    """The parts of a list: between commas, semicolons, line ends and `en`, but not inside brackets."""
    start = span.start
    depth_from = start
    for match in _SEPARATOR.finditer(text, span.start, span.end):
        between = text[depth_from : match.start()]
        if between.count("(") > between.count(")"):
            continue
        if match.start() > start:
            yield Span(start, match.start())
        start = depth_from = match.end()
    if start < span.end:
        yield Span(start, span.end)


def _person(text: str, part: Span, status: Attendance, *, strict: bool) -> Participant | None:
    """One part of a list as a person, or None if it is something said about the person before it.

    `strict` says that this list gives people initials or a `dhr.`, so what has neither is no person.
    """
    start = part.start
    aside = _ASIDE.search(text, start, part.end)
    end = aside.start() if aside else part.end
    function = _FUNCTION.match(text[start:end])
    if function is not None and function["of"]:
        if _SEATED.search(function[0][: function.start("of")]):
            return None
        start += function.start("of")
    honorific = _HONORIFIC.match(text, start, end)
    if honorific is not None:
        start = honorific.end()
    name = text[start:end].rstrip(" .:")
    if (
        not 0 < len(name) <= _LONGEST_NAME
        or _NO_NAME.match(name)
        or not _NAME.fullmatch(name)
        or not any(map(str.isupper, name))
    ):
        return None
    has_initials = _INITIALS.match(name) is not None
    if not has_initials and honorific is None and (strict or (function is not None and not function["of"])):
        return None
    person = Participant(
        id="",
        name=name,
        attendance=status,
        role=_role_of(function["role"]) if function else None,
        organisation=None,
        spans=(Span(start, start + len(name)),),
    )
    for match in _ASIDE.finditer(text, end, part.end):
        person = _add_aside(person, next(group for group in match.groups() if group is not None))
    return person


def _role_of(function: str) -> str:
    """A role's id where the dataset has one, else the printed function."""
    return _role(function) or function.lower().removeprefix("de ")


def _role(words: str) -> str | None:
    return next((role for role, pattern in _ROLES if pattern.search(words)), None)


def _add_aside(person: Participant, words: str) -> Participant:
    """What stands beside a name: a role, an organisation, from when till when, or the initials after a surname."""
    said = words.strip(" .,;:()")
    if not said or len(said) > 120:
        return person
    initials = words.strip()
    bare = "." in initials and not _INITIALS.match(person.name)
    if bare and _ONLY_INITIALS.match(initials) and not _ABBREVIATION.fullmatch(initials):
        return replace(person, name=f"{initials} {person.name}")
    for part in re.split(r"\s*[,;/]\s*", said):
        role = _role(part)
        function = _FUNCTION.match(part)
        if _PARTLY.search(part) and re.search(r"\d", part):
            person = replace(person, attendance="partly" if person.attendance == "present" else person.attendance)
        elif _ABSENT.match(part):
            person = replace(person, attendance="absent")
        elif _is_monogram(part, person.name) or _DEPUTISES.match(part) or _EXCUSED.match(part) or _ATTENDS.match(part):
            continue
        elif role is not None:
            person = replace(person, role=person.role if role == "minutes" and person.role else role)
        elif function is not None:
            person = replace(
                person,
                role=person.role or _role_of(function["role"]),
                organisation=person.organisation or function["of"],
            )
        elif any(map(str.isalpha, part)) and person.organisation is None:
            person = replace(person, organisation=re.sub(r"(?i)^namens (?:de |het )?", "", part))
    return person


def _is_monogram(words: str, name: str) -> bool:
    """Whether these are the letters by which the minutes call someone: `MB` for M.J. Bastiaanse."""
    if not (1 < len(words) < 5 and words.isalpha() and words.isupper()):
        return False
    capitals = iter(character for character in name.upper() if character.isalpha())
    return words[0] == name.lstrip("'’ ")[:1].upper() and all(letter in capitals for letter in words)


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
                yield from _people_in(text, (block.span,), "absent" if absent else "present")
            continue
        names = by_role.get("name") or by_role.get("surname")
        if names is None or len(by_role) < 2 or by_role.keys() & {"title", "action", "text", "due"}:
            continue
        for person in _people_in(text, (names.span,), _ticked(text, row)):
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
        function = text[by_role["function"].start : by_role["function"].end]
        told = _add_aside(person, function)
        printed = _ASIDE.sub("", function).strip().lower()
        person = replace(told, role=told.role or printed or None, organisation=person.organisation)
    if "organisation" in by_role:
        person = _add_aside(person, text[by_role["organisation"].start : by_role["organisation"].end])
    return person


def _ticked(text: str, row: list[Block]) -> Attendance:
    for block in row:
        header = (block.header or "").lower()
        content = text[block.start : block.end].strip().lower()
        if header in ("a/v", "a / v"):
            return "absent" if content.startswith("v") else "partly" if _PARTLY.search(content) else "present"
        if header.startswith(("aanw", "afw")):
            if _PARTLY.match(content):
                return "partly"
            return "absent" if content.startswith(_NO) == header.startswith("aanw") else "present"
    return "present"


def _combine(known: Participant, again: Participant) -> Participant:
    name = again.name if _INITIALS.match(again.name) and not _INITIALS.match(known.name) else known.name
    return replace(
        known,
        name=name,
        role=again.role if again.role in ("chair", "secretary") else known.role or again.role,
        organisation=known.organisation or again.organisation,
        spans=(*known.spans, *(span for span in again.spans if span not in known.spans)),
    )
