"""The meeting's header from its title lines and fields: body, kind, date, times, place, openness."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, cast

from dvo_tui.minutes.dates import DATE, MONTH_NAMES, after_time, first_date, times
from dvo_tui.minutes.fields import Field, Key
from dvo_tui.minutes.model import Block, MeetingKind, Openness
from dvo_tui.minutes.regex import regex

_KINDS: tuple[tuple[MeetingKind, str], ...] = (
    ("conceptverslag", r"(?:concept|ontwerp)[- ]?(?:verslag|notulen)|(?:verslag|notulen)\W{1,3}concept"),
    ("terugkoppeling", r"terugkoppeling"),
    ("besluitenlijst", r"(?:concept)?besluitenlijst"),
    ("afsprakenlijst", r"afsprakenlijst|actie- en afsprakenlijst"),
    ("verslag", r"\w{0,20}verslag|notulen|samenvatting"),
)
KIND = regex("(?i)" + "|".join(rf"\b(?P<{kind}>{pattern})\b" for kind, pattern in _KINDS))
OPENNESS = regex(
    r"(?i)\b(?P<besloten>besloten|niet[- ]openbaar|vertrouwelijk)\b|\b(?P<openbaar>openbaar|openbare)\b"
    r"(?!\s+(?:ministerie|orde|lichaam|ruimte|veiligheid|gezag))"
)
_WEEKDAY = regex(r"(?i)\b(?:maan|dins|woens|donder|vrij|zater|zon)dag\b")
_JOINTS = regex(
    r"(?i)^(?:(?:van|het|de|en|d\.d\.|op|vergadering|definitief|concept|status|overleg(?= van\b))\b\.?|[\s,:;|/–—-])+"
)
_SIGNS = regex(r"^[^\w\"'‘“(]+")
_TAIL = regex(r"(?i)(?:\b(?:d\.d\.|van|op|datum|deel|gedeelte|te|dd\.?)|[\s,:;|/(–—-])+$")
_BODY = regex(
    r"(?i)overleg|\braad\b|commissie|college|\bdvo\b|stuurgroep|driehoek|platform|bestuur|vergadering|kring|beraad|ploeg"
    r"|tafel\b|werkgroep|kerngroep|coalitie|netwerk|kernteam|regieteam|beleidsteam"
)
_MAIL = regex(
    r"(?i)(?:van|aan|cc|bcc|verzonden|verstuurd|from|to|sent|bijlagen?):\s"
    r"|(?P<subject>(?:onderwerp|betreft|subject):\s+(?:(?:fw|fwd|re|antw|doorst):\s*)*)"
)
_DAY = regex(rf"(?i)\b\d{{1,2}} (?:{'|'.join(name for names in MONTH_NAMES for name in names.split())})\b")
_SENT = regex(r"(?i)\b(?:verzonden|verstuurd|sent):[^\n]{0,40}?\b(?P<year>(?:19|20)\d\d)\b")
_PARTS = regex(r"\s+(?:[·•|]|//)\s+|\s+(?:[·•|]|//)$")
_ROOM = regex(
    r"(?i)zaal\b|huis\b|kamer\b|kantoor\b|kazerne\b|centrum\b|\bkasteel\b|school\b|\bteams\b|\bdigitaal\b|\bonline\b|bureau\b"
)
_FIRST_BLOCKS = 12
_LONGEST_LINE = 200
_SHORT_LINE = 60
_NUMBERED = regex(r"(?i)(?:agendapunt )?\d{1,2}[.):] ?[^\W\d]")
_TIMED = regex(r"(?i)(?!.*\b(?:opening|welkom|mededelingen)\b)(?:van |om |aanvang:? |tijd:? )?\d{1,2}[.:]\d\d\b")
_RANGE = regex(r"(?i)\b\d{1,2}[.:]\d\d(?: ?u(?:ur)?)? ?(?:-|–|tot) ?\d{1,2}[.:]\d\d ?u(?:ur)?\b")
_DATED = regex(rf"(?i)(?:{_WEEKDAY.pattern[4:]} )?{DATE.pattern[4:]}")
_CONCEPT = regex(r"(?i)\bconcept\b")
_STAMP = regex(r"\bCONCEPT\b|(?i:^concept$)")
_TRAIL = regex(r"(?:[^>]{2,40}\s>\s){2}")
"""A path through a site (`Home > Bestuur > Vergaderingen`), which is no title."""
_SALUTATION = regex(r"(?i)^(?:aan (?:de )?(?:leden|deelnemers) van|betreft:?|onderwerp:?)\s+(?:het |de )?")
_SUBTITLE = regex(r"\s[–—-]\s(?:[a-z]|(?i:concept|definitief)).*$|,?\s+(?i:gehouden)\s.*$")
_PUBLISHED = regex(
    r"(?i)(?:deze pagina is |laatst |voor het laatst )?(?:gepubliceerd|geplaatst|gewijzigd|bijgewerkt|geactualiseerd"
    r"|geëxporteerd|afgedrukt|geprint|publicatiedatum|gemaakt met|filter)\b"
)
"""How lines begin that say when a page or print was made, which is not when the meeting was."""
_FOR_WHOM = regex(r"(?i)(?:alleen|uitsluitend|slechts|niet|strikt) ")
_MOST_SPACES = 6
"""A line with more words and a full stop is a sentence and no title."""


class Title(NamedTuple):
    """What the lines at the top say, and the indexes of those blocks. `times` are the clock times on them."""

    kind: MeetingKind | None
    body: str | None
    date: str | None
    openness: Openness | None
    times: tuple[str, ...]
    location: str | None
    concept: bool
    blocks: frozenset[int]


def title_of(text: str, blocks: tuple[Block, ...], name: str) -> Title:
    """Read the title lines; what the first of them says on each point counts. `name` is the file name."""
    lines = [(index, part) for index, line in _title_lines(text, blocks) for part in _PARTS.split(line) if part.strip()]
    begun = (text[block.start : min(block.end, block.start + _SHORT_LINE)] for block in blocks[:_FIRST_BLOCKS])
    opened = [line for line in begun if KIND.match(line)]
    kinds = (_kind(line) for line in [*(line for _, line in lines), *opened, re.sub(r"[-_]", " ", name)])
    bodies = ((_rest(line), _kind(line)) for _, line in lines)
    at = next((at for at, (_, line) in enumerate(lines) if times(DATE.sub(" ", line))), len(lines))
    timed = lines[at][1] if at < len(lines) else ""
    place = _after_times(timed) or (_place_below(text, blocks, lines[at:]) if timed else None)
    return Title(
        kind=next(filter(None, kinds), None),
        body=next((rest for rest, kind in bodies if rest and (kind or _BODY.search(rest))), None),
        date=next(filter(None, (first_date(line) for _, line in lines)), None),
        openness=next(filter(None, (_openness(line) for _, line in lines)), None),
        times=tuple(times(DATE.sub(" ", timed))),
        location=place,
        concept=any(_CONCEPT.search(line) for _, line in lines) or _stamped(text, blocks),
        blocks=frozenset(index for index, _ in lines),
    )


def _place_below(text: str, blocks: tuple[Block, ...], lines: list[tuple[int, str]]) -> str | None:
    """The place in the part or the line behind the times, where it names a room or a building."""
    index = lines[0][0]
    following = [part for other, part in lines[1:] if other == index]
    if not following and index + 1 < len(blocks) and blocks[index + 1].table is None:
        following = [
            text[blocks[index + 1].start : min(blocks[index + 1].end, blocks[index + 1].start + _SHORT_LINE * 2)]
        ]
    beside = bool(following) and lines[1][0] == index if len(lines) > 1 else False
    for part in following:
        named = beside and part.strip()[0].isalpha() and not any(map(str.isdigit, part)) and not _says(part)
        if (
            (named or _ROOM.search(part))
            and ":" not in part
            and len(part) <= 1.5 * _SHORT_LINE
            and not first_date(part)
        ):
            return part.strip(" ,.;")
    return None


def _says(part: str) -> bool:
    """Whether a part of a title line tells a kind, openness or that this is a draft."""
    return bool(_kind(part) or _openness(part) or _CONCEPT.search(part) or _BODY.search(part))


def _title_lines(text: str, blocks: tuple[Block, ...]) -> Iterator[tuple[int, str]]:
    """The lines at the top that name a kind, a body, a date or openness, first of all; one line may part them."""
    sent = passed = False
    for index, block in enumerate(blocks[:_FIRST_BLOCKS]):
        line = text[block.start : min(block.end, block.start + _LONGEST_LINE + 1)]
        outline = block.kind == "item" and blocks[0].kind == "item"
        if (
            block.table is not None
            or (block.kind == "item" and not outline)
            or len(line) > _LONGEST_LINE
            or _NUMBERED.match(line)
        ):
            return
        if _TRAIL.search(line) or _PUBLISHED.match(line):
            continue
        mailed = _MAIL.match(line)
        sent = sent or (mailed is not None and not mailed["subject"])
        if mailed and sent:
            if mailed["subject"]:
                yield index, _with_year(line[mailed.end() :], text, blocks)
            continue
        if _DATED.match(line) and ". " in line:
            line = line.partition(". ")[0]
        is_sentence = line[-1] in ".;" and line.count(" ") > _MOST_SPACES
        timed = _TIMED.match(line) or (len(line) < 2 * _SHORT_LINE and _RANGE.search(line))
        says = _kind(line) or first_date(line) or timed or (_openness(line) and len(line) < _SHORT_LINE)
        if not is_sentence and (says or (_BODY.search(line) and line[-1] not in ".:;")):
            yield index, line
        elif index and not outline:
            if passed or len(line) > _SHORT_LINE or ":" in line or line[-1] == ".":
                return
            passed = True


def _with_year(subject: str, text: str, blocks: tuple[Block, ...]) -> str:
    """The subject of an e-mail, its day of the month with the year in which the mail was sent."""
    day = _DAY.search(subject)
    if day is None or first_date(subject):
        return subject
    head = text[: blocks[min(len(blocks), _FIRST_BLOCKS) - 1].end]
    sent = _SENT.search(head)
    return f"{subject[: day.end()]} {sent['year']}{subject[day.end() :]}" if sent else subject


def _stamped(text: str, blocks: tuple[Block, ...]) -> bool:
    """Whether `CONCEPT` stands at the top, as in a page head."""
    tops = (text[block.start : min(block.end, block.start + _LONGEST_LINE)] for block in blocks[:4])
    return any(_STAMP.search(top) for top in tops if len(top) < _LONGEST_LINE)


def _kind(line: str) -> MeetingKind | None:
    match = KIND.search(line)
    return cast(MeetingKind, match.lastgroup) if match else None


def _openness(line: str) -> Openness | None:
    match = OPENNESS.search(line)
    return cast(Openness, match.lastgroup) if match else None


def _after_times(line: str) -> str | None:
    """The place that a title line names after the time: `…, 14.00-15.20 uur, gemeentehuis Meerdijk`."""
    rest = after_time(DATE.sub(lambda match: " " * len(match[0]), line))
    place = re.sub(r"(?i)^\s*(?:uur|u\b\.?)?[\s,;:|–-]*(?:in |te |locatie:? )?(?:de |het )?", "", rest).strip(" ,.;")
    return place if place[:1].isalpha() and len(place) <= 100 else None


def _rest(line: str) -> str:
    """What a title line says besides kind, date and openness: the body."""
    rest = _WEEKDAY.sub(" ", DATE.sub(" ", KIND.sub(" ", line)))
    rest = re.sub(r"\(\s*\)|(?i:\bsituatierapport\b|\bsitrap\b)", " ", OPENNESS.sub(" ", rest))
    rest = _SALUTATION.sub("", " ".join(rest.split()))
    rest = _TAIL.sub("", _JOINTS.sub("", _SUBTITLE.sub("", rest)))
    rest = _SIGNS.sub("", rest)
    return rest if any(map(str.isalpha, rest)) and not _FOR_WHOM.match(rest) else ""


class Facts(NamedTuple):
    """What the header fields say; `end` is set where no start is, `concept` says that the minutes are a draft."""

    date: str | None
    times: tuple[str, ...]
    end: str | None
    location: str | None
    openness: Openness | None
    body: str | None
    concept: bool


def facts_of(text: str, fields: list[Field]) -> Facts:
    """The plain values of header fields; people are `attendance`'s."""
    values: dict[Key, str] = {}
    for field in fields:
        if field.key not in values:
            values[field.key] = " ".join(" ".join(text[span.start : span.end].split()) for span in field.values)
    clock, ended = (
        times(DATE.sub(" ", " ".join(values[key] for key in keys if key in values)))
        for keys in (("time", "start", "date"), ("end",))
    )
    location = values.get("location", "").strip(" ,;") or None
    return Facts(
        date=first_date(values.get("date", "")),
        times=tuple(dict.fromkeys([*clock, *ended] if clock else ())),
        end=ended[-1] if ended and not clock else None,
        location=location if location and len(location) <= 200 else None,
        openness=_openness(values.get("openness", "")) or _openness(values.get("body", "")[:120]),
        body=(_rest(values["body"]) or None) if _is_body(values.get("body", "")) else None,
        concept="concept" in values.get("openness", "").lower(),
    )


def _is_body(words: str) -> bool:
    """Whether the value of `Overleg` or `Vergadering` can be a body: no number of the meeting, no times."""
    return 0 < len(words) <= 120 and not words[0].isdigit() and not times(words)
