"""The labelled lines and table rows of a header: `Datum: …`, `Aanwezig` with names below it, `| Locatie | … |`."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, cast

from dvo_tui.minutes.attendants import BODY_AHEAD, is_organisation, people_in
from dvo_tui.minutes.columns import column_role
from dvo_tui.minutes.dates import first_date
from dvo_tui.minutes.labels import line_start
from dvo_tui.minutes.model import Block, Span
from dvo_tui.minutes.regex import regex

Key = Literal[
    "date",
    "time",
    "start",
    "end",
    "location",
    "chair",
    "secretary",
    "minutes",
    "present",
    "partly",
    "absent",
    "body",
    "openness",
]


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_LABELS: tuple[tuple[Key, str], ...] = (
    (
        "date",
        r"datum(?:(?: en | ?[/&,] ?)(?:tijd(?:stip)?|plaats|aanvang))?|datum (?:vergadering|overleg|bijeenkomst)"
        r"|vergaderdatum|wanneer|d\.d\.",
    ),
    ("start", r"aanvang(?:stijd)?|begin(?:tijd)?|start(?:tijd)?"),
    ("end", r"einde?|eindtijd|sluiting om"),
    ("time", r"tijd|tijdstip|tijden|aanvang ?(?:/|en|-|–) ?(?:einde?|sluiting)|van ?/ ?tot"),
    ("location", r"locatie|plaats|vergaderlocatie|vergaderplaats|ruimte|waar|zaal|vergaderzaal"),
    ("chair", r"(?:plv\. |plaatsvervangend |technisch )?voorzitter(?:schap)?|vz\.?|voorz\.|gespreksleid(?:er|ing)"),
    ("secretary", r"(?:ambtelijk )?secretaris|secretariaat|(?:commissie)?griffier"),
    (
        "minutes",
        r"notulist(?:e)?|notulen(?: door)?|verslag(?:legging|legger)?(?: door)?|verslag en notulen|not\."
        r"|notities(?: door)?|genotuleerd door|opgetekend door|vastgelegd door|verslag gemaakt door",
    ),
    ("partly", r"(?:deels|gedeeltelijk) aanwezig|(?:ook )?bij (?:punt|agendapunt|onderdeel) \w{1,3}(?: ook)?"),
    (
        "absent",
        r"(?:niet (?:aanwezig|erbij|aan tafel)|niet(?=\s?:)|afbericht(?:en)?|afwezig(?:en)?|afgemeld(?:en)?|verhinderd"
        r"|absent|afm\.|afw\.|afw(?=\s?:)|afmelding(?:en)?|afgemeld (?:hebben|hadden) zich"
        r"|zich afgemeld (?:hebben|hadden)"
        r"|afwezig (?:is|was|zijn|waren))"
        r"(?:,? \(?(?:met (?:kennisgeving|bericht)(?: van verhindering)?|m\.? ?k\.?(?: ?g\.?)?|m\.?b\.?"
        r"|zonder bericht)\)?)?"
        r"|met (?:kennisgeving|bericht) (?:afwezig|verhinderd)"
        r"|(?:met )?bericht(?:en)? van (?:verhindering|afwezigheid)"
        r"|m\. ?k\. afwezig|m\. ?k\. ?a\.?|(?:met |zonder )?bericht(?=\s?:)",
    ),
    (
        "present",
        r"(?:tevens |verder |ook |voorts )?aanw(?:\.|(?=\s?:)|ezig"
        r"(?:en|e leden| (?:zijn|waren|de leden|zijn de leden|namens [^:]{1,40}))?)"
        r"|deelnemers(?:lijst)?"
        r"|presentie(?:lijst)?|(?:vaste |overige )?leden|gasten|(?:te )?gast|genodigden"
        r"|(?:verder )?tegenwoordig|present"
        r"|(?:externe )?adviseurs|adviserende leden|agendaleden|toehoorders?|griffie|ambtelijke (?:ondersteuning|leden)"
        r"|(?:ambtelijk|bestuurlijk|digitaal|online|fysiek|via teams) aanwezig|(?:aan|rond) (?:het scherm|de tafel)"
        r"|aan tafel|college(?:leden)?(?=\s{2,})|genodigd|erbij|bezetting|samenstelling|aangeschoven|ingebeld"
        r"|(?:wie )?(?:waren|was) erbij|deelgenomen hebben|deelname|vertegenwoordigd",
    ),
    ("body", r"overleg|gremium|vergadering"),
    ("openness", r"openbaarheid|vertrouwelijkheid|status|rubricering|classificatie|karakter"),
)
_LABEL = regex(
    r"(?:^|(?<=\s\s)|(?<=[.;|] )|(?<=\n))(?:(?i:"
    + "|".join(rf"(?P<{key}>{pattern})" for key, pattern in _LABELS)
    + r"))(?:\s{0,40}:\s*|\s{2,})"
    r"|(?:^|(?<=[.;] ))(?:(?P<sentence_present>(?i:(?:tevens |verder |ook )?aanwezig (?:waren|zijn)"
    r"(?: verder| voorts| ook)?,?)"
    r"|(?i:bij de vergadering waren aanwezig))"
    r"|(?P<sentence_present2>(?i:er (?:waren|zijn)(?: bij)?(?=\s?:\s*(?:de heer|mevrouw|burgemeester|(?-i:[A-Z])))"
    r"|aan tafel zaten|erbij waren|deelgenomen hebben"
    r"|aan (?:het|de|dit) (?:gesprek|overleg|vergadering|bijeenkomst) (?:namen|nemen|deden) (?:ook )?(?:deel|mee)))"
    r"|(?P<sentence_absent2>(?i:(?:zich )?afgemeld (?:hadden|hebben)(?: zich)?|verontschuldigd (?:hadden|hebben) zich))"
    r"|(?P<sentence_absent>(?i:(?:met (?:kennisgeving|bericht(?: van verhindering)?) )?afwezig"
    r"(?: met (?:kennisgeving|bericht))?|verhinderd)(?: (?:waren|zijn|was|is)|(?=:))"
    r"|(?i:bericht van (?:verhindering|afwezigheid) (?:was|is|werd)(?: \w{1,12})? (?:ontvangen|gekomen) van)))"
    r"\s?:?\s+"
)
"""A label and what parts it from its value: a colon, or space as between columns."""

_BEGINNINGS = _words(
    """
    dat ver wan d.d aan beg sta ein slu tij van loc pla rui waa zaa plv tec voo ges amb sec not gen opg vas dee ged ook
    bij nie afb afw afg abs afm zic met ber m.k zon tev pre ove led gas teg ext adv age toe gri bes dig onl fys via ron
    col com erb bez sam ing wie war was gre ope rub cla kar er
    """
) | {"te ", "m. ", "er "}
"""The first three letters of every label."""

_EDGE = regex(r"(?:\s\s|[.;|] |\n)(?=[^\W\d_])")
"""What stands before a label that does not begin its line."""

_SENTENCE_END = regex(r"(?<=[\w)][\w)][\w)])\.(?=\s|$)")
_LISTS = frozenset({"present", "partly", "absent"})
_TOPICS = regex(r"(?i)(?:bezetting|samenstelling)\b")
_TOP = 25
"""Labels that are topics as well count in so many blocks from the beginning."""
_WHO = (
    *(
        "wezig",
        "verhinder",
        "er waren",
        "er zijn",
        "namen deel",
        "nemen deel",
        "deden mee",
        "tafel zaten",
        "erbij",
        "deelgenomen",
        "afgemeld",
    ),
    "verontschuldigd",
)
"""Small letters of which every sentence that is a label (`Er waren: …`) has some."""

_TITLES = frozenset({"minutes", "body", "openness"})
"""What can be a title by itself (`Verslag`), and is a label only with a colon."""
_FIRST_BLOCKS = 200
_LONGEST_LABEL = 60
_LONGEST_SEAT = 160
_FEWEST_DETACHED = 3
_MOST_DETACHED = 20


class Field(NamedTuple):
    """One header field: what it is, the spans of its value, and the blocks it takes up.

    `guessed` says that label and value stand apart and only their order ties them.
    """

    key: Key
    values: tuple[Span, ...]
    blocks: range
    guessed: bool = False


def _may_be_label(words: str) -> bool:
    """Whether words begin as some label does, which a set tells faster than the pattern of all of them."""
    return words[:3].lower() in _BEGINNINGS or words[:2].lower() == "vz"


def label_key(text: str) -> Key | None:
    """The field that a label by itself names, colon or not."""
    stripped = text.strip().rstrip(":").rstrip()
    if len(stripped) > _LONGEST_LABEL or not _may_be_label(stripped):
        return None
    match = _LABEL.fullmatch(f"{stripped}:")
    return _key(match) if match else None


def _key(match: re.Match[str]) -> Key:
    return cast(Key, (match.lastgroup or "").removeprefix("sentence_").removesuffix("2"))


def header_fields(text: str, blocks: tuple[Block, ...]) -> list[Field]:
    """The header fields in the first part of a document, in reading order."""
    found: list[Field] = []
    index = 0
    last = min(len(blocks), _FIRST_BLOCKS)
    while index < last:
        if detached := _detached_fields(text, blocks, index):
            found += detached
            index = detached[-1].blocks.stop
            continue
        if index < _TOP and (stop := _seats_end(text, blocks, index)) > index:
            found.append(Field("present", tuple(block.span for block in blocks[index:stop]), range(index, stop)))
            index = stop
            continue
        fields, index = (
            _row_fields(text, blocks, index) if blocks[index].table is not None else _line_fields(text, blocks, index)
        )
        found += fields
    return found


def _seats_end(text: str, blocks: tuple[Block, ...], index: int) -> int:
    """The index after two lines or more of a body and its people: `Gemeente: A. Bos (vz)`, `Politie: C. Vis`."""
    end = index
    while end < min(len(blocks), index + _MOST_DETACHED) and blocks[end].table is None:
        block = blocks[end]
        line = text[block.start : min(block.end, block.start + _LONGEST_SEAT + 1)]
        ahead = BODY_AHEAD.match(line) if ":" in line and len(line) <= _LONGEST_SEAT else None
        if ahead is None or not is_organisation(ahead["body"]) or line.rstrip().endswith((".", "?", "!")):
            break
        named = next(people_in(line, (Span(ahead.end(), len(line)),), "present"), None)
        if named is None or " " not in named.name:
            break
        end += 1
    return end if end - index > 1 else index


def _detached_fields(text: str, blocks: tuple[Block, ...], index: int) -> list[Field]:
    """Labels one below the other with their values below them in the same order, as columns come out of a PDF."""
    keys: list[Key] = []
    while index + len(keys) < len(blocks) and len(keys) < _MOST_DETACHED and blocks[index + len(keys)].table is None:
        block = blocks[index + len(keys)]
        key = label_key(text[block.start : min(block.end, block.start + _LONGEST_LABEL + 1)])
        if key is None:
            break
        keys.append(key)
    first = index + len(keys)
    values = blocks[first : first + len(keys)]
    if len(keys) < _FEWEST_DETACHED or len(values) < len(keys) or any(block.table is not None for block in values):
        return []
    if any(block.kind == "item" or _LABEL.match(text, block.start, block.end) for block in values):
        return []
    dated = [value for key, value in zip(keys, values, strict=True) if key == "date"]
    if any(first_date(text[value.start : value.end]) is None for value in dated):
        return []
    return [
        Field(key, (value.span,), range(index if at == 0 else first + at, first + at + 1), guessed=True)
        for at, (key, value) in enumerate(zip(keys, values, strict=True))
    ]


def _row_fields(text: str, blocks: tuple[Block, ...], index: int) -> tuple[list[Field], int]:
    """A table row `label | value`, and the index after it."""
    first = blocks[index]
    end = index + 1
    while end < len(blocks) and (blocks[end].table, blocks[end].row) == (first.table, first.row):
        end += 1
    key = label_key(text[first.start : first.end])
    values = tuple(block.span for block in blocks[index:end] if block.column != first.column)
    titles = sum(column_role(text[b.start : b.end]) is not None for b in blocks[index + 1 : end])
    if (
        key is None
        or not values
        or (first.kind == "column" and titles)
        or (first.header is not None and first.kind == "cell" and not label_key(first.header))
    ):
        return [], end
    return [Field(key, values, range(index, end))], end


def _line_fields(text: str, blocks: tuple[Block, ...], index: int) -> tuple[list[Field], int]:
    """A block with `label: value` once or more, or a label whose value is in the blocks after it."""
    block = blocks[index]
    content = text[block.start : min(block.end, block.start + 20_000)]
    key = label_key(content) if index < _TOP or not _TOPICS.match(content) else None
    if key is not None and (content.endswith(":") or key in _LISTS or (block.kind == "heading" and key not in _TITLES)):
        end = _value_end(text, blocks, index + 1, many=key in _LISTS)
        if end == index + 1:
            return [], end
        return [Field(key, tuple(b.span for b in blocks[index + 1 : end]), range(index, end))], end
    matches = _labels_in(content) if _may_hold_label(content) and _may_begin(content) else []
    if not matches or (matches[0].start() and not (matches[0].lastgroup or "").startswith("sentence_")):
        return [], index + 1
    fields: list[Field] = []
    end = index + 1
    for match, following in zip(matches, [*matches[1:], None], strict=True):
        value_end = following.start() if following else len(content)
        name = _key(match)
        if (match.lastgroup or "").startswith("sentence_") and (
            stop := _SENTENCE_END.search(content, match.end(), value_end)
        ):
            value_end = min(value_end, stop.start())
        values = [Span(block.start + match.end(), block.start + value_end)]
        if not content[match.end() : value_end].strip():
            values = []
        if following is None and (not values or (name in _LISTS and content.rstrip().endswith((",", ";", " en")))):
            end = _value_end(text, blocks, index + 1, many=name in _LISTS)
            values += [b.span for b in blocks[index + 1 : end]]
        if values:
            fields.append(Field(name, tuple(values), range(index, end)))
    return fields, end


def _labels_in(content: str) -> list[re.Match[str]]:
    """Every label in a line; looked for only where one can begin."""
    found: list[re.Match[str]] = []
    for start in (0, *(edge.end() for edge in _EDGE.finditer(content))):
        match = _LABEL.match(content, start) if not found or start >= found[-1].end() else None
        if match:
            found.append(match)
    return found


def _may_begin(content: str) -> bool:
    """Whether a line can be one of fields: a label begins it, or a sentence in it tells who was there."""
    lowered = content.lower()
    return any(words in lowered for words in _WHO) or (_may_be_label(content) and _LABEL.match(content) is not None)


def _may_hold_label(content: str) -> bool:
    """Whether a search for labels is worth it: each has a colon, space as between columns, or one of two words."""
    lowered = content.lower()
    return (
        ":" in content
        or "wez" in lowered
        or "verh" in lowered
        or "fgemeld h" in lowered
        or "men deel" in lowered
        or "den mee" in lowered
        or " ".join(content.split()) != content
    )


def _value_end(text: str, blocks: tuple[Block, ...], index: int, *, many: bool) -> int:
    """The index after the blocks that hold a value which stands below its label."""
    end = index
    while end < len(blocks) and (many or end == index):
        block = blocks[end]
        content = text[block.start : min(block.end, block.start + 200)]
        if block.kind in ("heading", "cell", "column") or label_key(content) or _LABEL.match(content):
            break
        if many and (_is_prose(content) or _is_numbered(text, block) > _is_numbered(text, blocks[index])):
            break
        end += 1
    return end


def _is_numbered(text: str, block: Block) -> bool:
    return text[line_start(text, block)].isdigit()


def _is_prose(content: str) -> bool:
    """Whether a line below `Aanwezig` is a sentence and no longer names."""
    return content.rstrip().endswith(".") and content.count(" ") > 12 and content.count(",") < content.count(" ") / 6
