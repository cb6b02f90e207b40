"""Blocks that may begin an agenda entry, each with how it looks; which of them do is for `layouts` to say."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from dvo_tui.minutes.fields import label_key
from dvo_tui.minutes.forms import key_role
from dvo_tui.minutes.labels import LABELLED, Label, line_start, may_be_labelled, parse_label
from dvo_tui.minutes.model import Block
from dvo_tui.minutes.regex import regex
from dvo_tui.minutes.runin import SAYS, run_in

NO_ENTRY = regex(
    r"(?i)(?:agenda(?:punten)?|verslag|notulen|besluiten(?:lijst)?|afspraken(?:lijst)?|acties"
    r"|actie-? ?(?:lijst|punten|overzicht)|actie- en (?:besluiten|afspraken)lijst|openstaande acties"
    r"|(?:acties|afspraken|besluiten) en (?:acties|afspraken|besluiten)"
    r"|overzicht (?:van )?(?:de )?(?:acties|actiepunten|besluiten|afspraken|toezeggingen)"
    r"|toezeggingen(?:lijst)?|presentielijst|verzendlijst|verspreiding|colofon|naschrift|bijlagen?(?: .*)?"
    r"|inhoud(?:sopgave)?|leeswijzer|ondertekening|aanwezigheid"
    r"|(?:lijst|overzicht)(?: van| met)? (?:de )?(?:openstaande |gemaakte )?"
    r"(?:toezeggingen|acties|actiepunten|afspraken|besluiten|afkortingen|aanwezigen|bijlagen|deelnemers)"
    r"|(?:acties|actiepunten|afspraken|besluiten|toezeggingen) (?:op een rij|\(.{1,60}\))|afkortingen(?:lijst)?"
    r"|(?:openstaande|lopende|nieuwe) (?:acties|actiepunten|afspraken)(?: .{0,40})?|wie doet wat\??|wat doet wie\??"
    r"|volgende? (?:keer|vergadering|overleg|bijeenkomst|afspraak|dvo)(?: .{0,40})?|vergaderdata(?: .{0,20})?"
    r"|(?:oorspronkelijk|doorgestuurd) bericht|van de redactie"
    r"|besluiten- en toezeggingenlijst|nieuw|lopend|afgedaan|afgehandeld|openstaand"
    r"|(?:met )?(?:vriendelijke |hartelijke )?groet(?:en|jes)?\b.{0,40}"
    r"|lange ?termijn ?agenda|lta|termijnagenda|jaarplanning|vergaderschema)\s*:?$"
)
PART_OF_ITEM = regex(
    r"(?i)(?:besluit(?:en)?|acties?|conclusies?|advies|toelichting|bespreking|voorstel|samenvatting|afspraak|afspraken"
    r"|aanleiding|achtergrond|nr\.?\s+onderwerp|reacties?|discussie|vragen|status|stemming|behandeling|inbreng"
    r"|(?:wat (?:is|hebben we) )?(?:besproken|besloten|afgesproken)|overwegingen|uitkomst|resultaat|actiepunten)\s*:?$"
)
_NAMED_ALONE = regex(r"(?i)(?:agendapunt|agp\.?|punt)\s{1,3}[A-Z]?\d{1,2}(?:\.\d{1,2})?[a-z]?\s?[.:)]?$")
_NUMBER_ALONE = regex(r"\(?(?:[A-Z]?\d{1,2}(?:\.\d{1,2}){0,2}[A-Za-z]?|[A-Z]|[IVX]{2,4})\s?[.):]?$")
LONGEST_TITLE = 140
_TITLE_COLON = regex(r"(?P<title>[A-ZÀ-Þ][\w'’()/&,-]{3,30}(?: [\w'’()/&,-]{1,30}){0,7})\s?:")
_SPEAKER = regex(r"(?i)(?:(?:de )?heer|mevrouw|dhr|mevr|mw|(?:de )?voorzitter|burgemeester|wethouder)\b|.*\bvolgende\b")
USUAL = regex(r"(?i)(?:opening|welkom|mededelingen|verslag|notulen|rondvraag|sluiting|w\.?v\.?t\.?t\.?k)\b")
"""How titles begin that hardly any meeting goes without."""

_LEAD = regex(r"(?P<title>[A-ZÀ-Þ][\w'’()/&,. -]{2,70}?)(?:\s?:|\s[–—-])\s+(?=[A-ZÀ-Þ\"'‘“\d])")
_LONGEST_LEAD = 80
_CLOCK = regex(
    r"(?:[01]?\d|2[0-3])[.:][0-5]\d(?:\s?(?:uur|u\.?))?(?:\s?[–-]\s?\d{1,2}[.:]\d\d(?:\s?(?:uur|u\.?))?)?[\s:–-]+(?=[A-Za-zÀ-ÿ])"
)
"""The time at which an item began, before its title."""

_TOPIC = regex(r"(?i)(?:agendapunt|agenda-?item|bespreekpunt|onderwerp|thema)\s?:\s{1,3}(?=[\w\"'‘“(])")
_DECORATED = regex(r"(?P<sign>[-=*_~#+]{1,12})\s?(?P<title>[^\W_][^\n]{1,138}?)\s?(?P<end>[-=*_~#+]{0,12})")
_RULED = regex(
    r"[-=*~–—]{2,12} ?(?P<label>\d{1,3}|[IVX]{1,5}|[A-Z])[.)]? ?[-=*~–—]{2,12} (?P<title>[^\W_][^\n]{1,138})"
)
"""A label between rules, its title behind it: `--- IV --- Rondvraag`."""

_GAP = regex(r"\S\s{4,}(?=\S)")
_LONGEST_LABEL = 20
_SMALL_TABLE = 2


_SIGNS = regex(r"[^\w\"'‘’“”„(\[§#+&€]+")


class Candidate(NamedTuple):
    """A block that may begin an entry. `heading` is its depth as a heading, or 0.

    `named` says that its label has the word (`Agendapunt 4`), `bare` that it has no full stop or bracket, `run_in` that
    text follows the title on its line, `bold` that the whole line is. `boundary` ends an entry without being one,
    `outline` says that it is an outermost list item with others below it, `lead` that it has no label and its text
    follows on its line.
    """

    start: int
    title_start: int
    title_end: int
    label: Label | None
    heading: int
    blocks: tuple[int, ...]
    named: bool = False
    bare: bool = False
    run_in: bool = False
    bold: bool = False
    boundary: bool = False
    nested: bool = False
    outline: bool = False
    lead: bool = False


def candidates_in(text: str, blocks: tuple[Block, ...], header: frozenset[int]) -> list[Candidate]:
    """The candidates in reading order; `header` holds the indexes of blocks that belong to the header."""
    small = _small_tables(blocks)
    rows = _text_rows(text, blocks)
    found: list[Candidate] = []
    for index in range(len(blocks)):
        if index not in header and index not in rows and not (found and found[-1].blocks[-1] == index):
            found += _candidate(text, blocks, index, small)
    return found


def _text_rows(text: str, blocks: tuple[Block, ...]) -> frozenset[int]:
    """Lines set in columns right below one another, as a list of actions is typed."""
    wide = {
        index
        for index, block in enumerate(blocks)
        if block.table is None
        and block.end - block.start <= 2 * LONGEST_TITLE
        and text.find("    ", block.start, block.end) > 0
        and _GAP.search(text, block.start, block.end)
    }
    return frozenset(index for index in wide if index - 1 in wide or index + 1 in wide)


def _small_tables(blocks: tuple[Block, ...]) -> frozenset[int]:
    """Tables of one row or two, which hold a heading and not a list."""
    rows: dict[int, set[int | None]] = {}
    for block in blocks:
        if block.table is not None:
            seen = rows.setdefault(block.table, set())
            if len(seen) <= _SMALL_TABLE:
                seen.add(block.row)
    return frozenset(table for table, seen in rows.items() if len(seen) <= _SMALL_TABLE)


def _candidate(text: str, blocks: tuple[Block, ...], index: int, small: frozenset[int]) -> Iterator[Candidate]:
    block = blocks[index]
    if block.table is not None:
        if block.table in small and block.end - block.start <= LONGEST_TITLE:
            yield from _in_small_table(text, blocks, index)
        return
    if text[block.start] in "-=*~–—" and (ruled := _RULED.fullmatch(text, block.start, block.end)):
        yield Candidate(block.start, ruled.start("title"), block.end, parse_label(ruled["label"]), 2, (index,))
        return
    block = _undecorated(text, block)
    start = line_start(text, block)
    content = text[start : min(block.end, start + 8 * LONGEST_TITLE)]
    level = (block.level or 2) if block.kind == "heading" else 0
    if len(content) <= _LONGEST_LABEL and (alone := _label_above_title(text, blocks, index, content)):
        yield alone
        return
    clock = _CLOCK.match(content) if content[:1].isdecimal() else None
    timed = clock is not None and ("u" in clock[0] or ":" in clock[0])
    labelled = None if timed else _labelled(content, start, block, index, level)
    if labelled:
        yield labelled
    elif (topic := _TOPIC.match(content)) and len(content) <= LONGEST_TITLE:
        yield Candidate(start, start + topic.end(), block.end, None, level, (index,), named=True, bold=block.emphasis)
    elif level and not PART_OF_ITEM.match(content) and len(content) <= 4 * LONGEST_TITLE:
        begins = start + (clock.end() if clock else _lead_in(content))
        ends = _ends_item(content)
        yield Candidate(start, begins, block.end, None, level, (index,), bold=block.emphasis, boundary=ends)
    elif block.kind == "item" and _is_outline(text, blocks, index):
        title = text[block.start : block.end].rstrip(" :")
        span = (block.start, block.start + len(title))
        ends = _ends_item(title)
        yield Candidate(start, *span, None, 0, (index,), bold=block.emphasis, boundary=ends, outline=True)
    elif block.kind == "paragraph":
        yield from _before_sign(content, start, index)


def _lead_in(heading: str) -> int:
    """How many characters of a heading are signs before its first word: a pictogram, a bullet."""
    signs = _SIGNS.match(heading)
    return signs.end() if signs and signs.end() < len(heading) else 0


def _ends_item(title: str) -> bool:
    """Whether a title heads what ends an item without being one: a list of actions, or a part of the header."""
    return bool(NO_ENTRY.match(title)) or label_key(title) is not None


def _before_sign(content: str, start: int, index: int) -> Iterator[Candidate]:
    """A title before a colon or dash, with its text behind it or on the next line."""
    head = content[:_LONGEST_LEAD]
    signed = ":" in head or "-" in head or "–" in head or "—" in head
    if signed and (lead := _LEAD.match(content)) and _leads(lead["title"]):
        yield Candidate(start, start, start + lead.end("title"), None, 0, (index,), run_in=True, lead=True)
    elif content.endswith(":") and (match := _TITLE_COLON.fullmatch(content)) and _leads(match["title"]):
        yield Candidate(start, start, start + match.end("title"), None, 0, (index,))


@lru_cache(maxsize=1 << 12)
def _leads(title: str) -> bool:
    """Whether words before a colon or dash and text read as a title, and as no label or speaker."""
    if PART_OF_ITEM.match(title) or NO_ENTRY.match(title) or _SPEAKER.match(title) or SAYS.search(title):
        return False
    return label_key(title) is None and key_role(title) is None


def _undecorated(text: str, block: Block) -> Block:
    """A line between signs (`--- Opening ---`, `*3. Rondvraag*`, `## Opening`) as the heading that it was meant for."""
    if block.kind != "paragraph" or text[block.start] not in "-=*_~#+" or block.end - block.start > LONGEST_TITLE:
        return block
    match = _DECORATED.fullmatch(text, block.start, block.end)
    if match is None or (match["end"] != match["sign"] and (match["end"] or match["sign"].strip("#="))):
        return block
    level = len(match["sign"]) if match["sign"].strip("#") == "" else 2
    return replace(block, kind="heading", start=match.start("title"), end=match.end("title"), level=min(level, 6))


def _is_outline(text: str, blocks: tuple[Block, ...], index: int) -> bool:
    """Whether an outermost list item without a label is short as a title, and bold or above deeper ones."""
    block = blocks[index]
    title = text[block.start : min(block.end, block.start + LONGEST_TITLE + 1)]
    if (block.level or 1) > 1 or len(title) > LONGEST_TITLE or not title[0].isalnum():
        return False
    below = blocks[index + 1] if index + 1 < len(blocks) else None
    above = below is not None and below.kind == "item" and (below.level or 1) > 1
    alone = below is not None and below.kind == "paragraph" and (index == 0 or blocks[index - 1].kind != "item")
    sentence = title[-1] in ";,?!" or (title[-1] == "." and title.count(".") == 1)
    return (above or alone or block.emphasis) and not sentence and not PART_OF_ITEM.match(title)


def _labelled(content: str, start: int, block: Block, index: int, level: int) -> Candidate | None:
    """A line that begins with a label: the rest is its title, or title and text."""
    match = LABELLED.match(content) if may_be_labelled(content) else None
    label = parse_label(match["label"]) if match else None
    if match is None or label is None:
        return None
    named = bool(match["named"])
    bare = not match["end"].strip() and not named and not level and not block.emphasis
    if bare and label.level == "sub" and not (label.number and "." in label.number):
        return None
    if bare and label.level == "section":
        return None
    title = match["title"]
    title_start = start + match.start("title")
    whole = _is_title(title, named=named or level > 0)
    parted = run_in(title) if not level and (not whole or title[-1] in ".!" or SAYS.search(title)) else None
    if not whole and parted is None:
        return None
    if whole and parted is None and start + len(content) < block.end:
        return None
    return Candidate(
        start,
        title_start,
        title_start + parted.title_end if parted else block.end,
        label,
        level,
        (index,),
        named=named,
        bare=bare,
        run_in=parted is not None,
        bold=block.emphasis,
        nested=block.kind == "item" and (block.level or 1) > 1,
    )


def _label_above_title(text: str, blocks: tuple[Block, ...], index: int, content: str) -> Candidate | None:
    """A number, or `Agendapunt 4`, on a line of its own with the title on the next."""
    named = bool(_NAMED_ALONE.match(content))
    if not named and not _NUMBER_ALONE.match(content):
        return None
    label = parse_label(content)
    if label is None or index + 1 == len(blocks):
        return None
    title = blocks[index + 1]
    words = text[title.start : min(title.end, title.start + 4 * LONGEST_TITLE)]
    if title.table is not None or title.kind == "item" or not _is_title(words, named=False):
        return None
    start = line_start(text, blocks[index])
    return Candidate(start, title.start, title.end, label, 0, (index, index + 1), named=named)


def _in_small_table(text: str, blocks: tuple[Block, ...], index: int) -> Iterator[Candidate]:
    """A heading that was set in a table of its own: `| 4 | Title |` or `| 4. Title |`."""
    block = blocks[index]
    content = text[block.start : block.end]
    label = parse_label(content) if _NUMBER_ALONE.match(content) else None
    if label is not None and index + 1 < len(blocks) and blocks[index + 1].table == block.table:
        title = blocks[index + 1]
        if title.row == block.row and _is_title(text[title.start : title.end], named=True):
            yield Candidate(block.start, title.start, title.end, label, 2, (index, index + 1))
        return
    match = LABELLED.match(content)
    label = parse_label(match["label"]) if match and match["end"].strip() else None
    if match and label and block.column == 0 and _is_title(match["title"], named=False):
        yield Candidate(block.start, block.start + match.start("title"), block.end, label, 2, (index,))


def _is_title(title: str, *, named: bool) -> bool:
    """Whether the words after a label read as a title and not as a sentence of a list."""
    if not title or len(title) > LONGEST_TITLE or (not title[0].isalnum() and title[0] not in "'\"“‘("):
        return False
    if named:
        return title[-1] != "." or title.count(" ") < 7
    if title[0].islower() or title[-1] in ";,:":
        return False
    return title[-1] != "." or (title.count(" ") < 7 and not SAYS.search(title))


def folded(text: str, candidate: Candidate) -> str:
    """A title as it is compared: its letters and figures alone."""
    return fold(text[candidate.title_start : candidate.title_end])


@lru_cache(maxsize=1 << 13)
def fold(words: str) -> str:
    joined = words.casefold().replace(" ", "")
    return joined if joined.isalnum() else "".join(filter(str.isalnum, joined))
