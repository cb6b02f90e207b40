"""Lines into paragraphs, list items and headings: what plain text and Markdown share.

A paragraph that was wrapped by hand or by a page flows again; a line end that the writer meant stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from dvo_tui.minutes.model import Block, BlockKind
from dvo_tui.minutes.regex import regex
from dvo_tui.minutes.text import Piece, Writer

NEWLINE, BLANK = 1, 2

SHORTEST_RULE = 4
_SAMPLE = 200_000
_NEXT_LINE = regex(r"\n[ \t]*(?=[^\s|])")
_RUNS_ON = regex(r"[a-z,0-9]")
_SMALL = regex(r"[a-z]")
_LABEL = regex(r"[A-Z][^\W\d_]*(?: [^\W\d_]{1,20}){0,2}\s?:(?:\s|$)")
_INITIAL = regex(r"(?:[A-ZÀ-Þ]\. ?)+(?:[a-z' ]+ )?[A-Z]")
_VERB = regex(
    r"\b(?:is|zijn|was|waren|wordt|worden|werd|werden|heeft|hebben|had|geeft|geven|gaf|vraagt|vragen|meldt|zegt|zal"
    r"|zullen|kan|kunnen|moet|moeten|gaat|gaan|stelt|benoemt|noemt|komt|licht|wijst|leidt|vindt|opent|sluit|deelt"
    r"|stemt|besluit|dankt|bedankt|heet)\b"
)
_KNOWN_TITLE = regex(
    r"(?i)(?:opening|start|begin|welkom|terugblik|tot slot|afsluiting|voorstelrond(?:e|je)|mededelingen"
    r"|ingekomen stukken|rondvraag|sluiting|w\.?v\.?t\.?t\.?k\.?|actielijst|actiepunten"
    r"|vaststell(?:en|ing) (?:van de )?(?:agenda|verslag)|besluitenlijst|bijlagen?)(?: en \w+)?$"
)
_SPEAKER = regex(r"(?:de heer|mevrouw|dhr\.?|mevr\.?|mw\.?|drs\.?|(?:de )?voorzitter)\b", re.IGNORECASE)
_BEGINS = regex(
    r"(?:[=-]>|→|»|>>)\s?\S|(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s{2,}|\s(?=[A-ZÀ-Þ]))(?!u(?:ur)?\b)|[A-Z]\d{1,2}\s{2,}\S"
)
"""What never stands inside a sentence: an arrow, the time of an entry in a log (`14:05  …`), a code before a gap."""

_PROSE = 60
"""A line this long is no heading, label or list of names."""

_FUNCTION_WORD = regex(
    r"(?:^|\s)(?:de|het|een|van|der|den|te|ter|ten|met|en|of|in|op|aan|voor|door|om|dat|die|bij|naar|als|over|uit|tot|per"
    r"|dhr|mevr|mw|drs|dr|mr|ing|ir|bgm|wnd|plv)\.?$"
)
_WORD = regex(r"\w+")
_SUSPENDED = regex(r"(?:en|of|dan wel)\b")


class Line:
    """One line of content: its visible text, the pieces it is made of, and how it stands to the line before.

    `gap` is NEWLINE or BLANK; `marker` is the list marker; `level` the depth of a heading or item.
    """

    __slots__ = ("bold", "gap", "hard", "heading", "level", "marker", "page", "pieces", "text")

    def __init__(self, text: str, pieces: list[Piece], gap: int = NEWLINE) -> None:
        self.text = text
        self.pieces = pieces
        self.gap = gap
        self.marker: list[Piece] | None = None
        self.level = 0
        self.heading = False
        self.bold = False
        self.hard = False
        self.page = 0


class Measure:
    """How the lines of a document are set: whether they are wrapped, and how wide. Table rows do not count."""

    def __init__(self, source: str) -> None:
        sample = source[:_SAMPLE]
        lines = (line.strip() for line in sample.split("\n"))
        lengths = sorted(len(line) for line in lines if line and line[0] != "|")
        self.width = lengths[int(len(lengths) * 0.95)] if lengths else 0
        self.widest = lengths[int(len(lengths) * 0.995)] if lengths else 0
        self.wrapped = 40 <= self.width <= 160 and _is_wrapped(sample)
        self._source = source
        self._words: set[str] | None = None

    def has_word(self, word: str) -> bool:
        """Whether the document holds this word elsewhere, unbroken."""
        if self._words is None:
            self._words = set(_WORD.findall(" ".join(set(self._source.lower().split()))))
        return word.lower() in self._words


def _is_wrapped(sample: str) -> bool:
    """Whether more than a tenth of the lines that follow one another part a sentence between small letters."""
    pairs = wraps = 0
    paired = wrapped = -1
    for following in _NEXT_LINE.finditer(sample):
        at = following.start() - 1
        while at >= 0 and sample[at] in " \t":
            at -= 1
        if at < 0 or sample[at].isspace() or sample[at] == "|":
            continue
        if at > paired:  # what ends one pair does not begin the next as well
            pairs, paired = pairs + 1, following.end()
        if at > wrapped and _RUNS_ON.match(sample, at) and _SMALL.match(sample, following.end()):
            wraps, wrapped = wraps + 1, following.end()
    return wraps > 0.1 * pairs


def open_ended(text: str) -> bool:
    """Whether a line stops in the middle of a sentence."""
    return text[-1].isalnum() or text[-1] in ",-(/+&"


def cut(before: str, after: str) -> bool:
    """Whether a page or cell border cut a sentence in two between these texts."""
    if not before or not after or not open_ended(before):
        return False
    return after[0].islower() or before[-1] == "," or bool(_FUNCTION_WORD.search(before[-12:]))


def _is_speaker(text: str) -> bool:
    return text[:1] in ("d", "D", "m", "M", "v", "V") and _SPEAKER.match(text) is not None


def title_like(text: str) -> bool:
    """Whether a line standing by itself reads as a heading: short, no sentence, no label, no list of names."""
    if not 2 <= len(text) <= 100 or text[-1] in ".,;:?!-–" or not (text[0].isupper() or text[0].isdigit()):
        return False
    if text.count(",") > 1 or text.count(" ") > 14 or "@" in text:
        return False
    if _LABEL.match(text) or _INITIAL.match(text) or _is_speaker(text):
        return False
    return any(map(str.isalpha, text))


def _may_be_underlined(text: str) -> bool:
    """Whether a line reads as a heading where a rule stands below it: lists of words too."""
    bare = text.replace(",", "").replace(":", "")
    return title_like(text) or (title_like(bare) and text[-1] not in ",:" and not _VERB.search(text))


def is_rule(content: str) -> bool:
    """Whether a line is drawn with one sign, as between parts of a text or below a heading."""
    return content[0] in "-=*_~" and len(content) >= SHORTEST_RULE and not content.replace(" ", "").strip(content[0])


class Flow:
    """Takes lines one by one and writes them as blocks, joined where a sentence runs on."""

    def __init__(self, writer: Writer, measure: Measure, *, guess_headings: bool = True) -> None:
        self._writer = writer
        self._measure = measure
        self._guess = guess_headings
        self._paragraph: list[Line] = []
        self._after_sentence = False

    def add(self, line: Line) -> None:
        if self._paragraph and _runs_on(self._paragraph, line, self._measure):
            self._paragraph.append(line)
        else:
            self._write(line)
            self._paragraph = [line]

    def finish(self) -> None:
        """Write what is waiting; after it something else follows, such as a table."""
        self._write(None)
        self._paragraph = []

    def underline(self, level: int) -> None:
        """Make the waiting line a heading, where it reads as one."""
        if len(self._paragraph) == 1 and _may_be_underlined(self._paragraph[0].text):
            self._paragraph[0].heading = True
            self._paragraph[0].level = level

    def _write(self, following: Line | None) -> None:
        if not self._paragraph:
            return
        first = self._paragraph[0]
        heading, level = first.heading, first.level
        if self._guess and not heading and first.marker is None and len(self._paragraph) == 1:
            level = self._guess_level(first, following)
            heading = level > 0
        _write_block(self._writer, self._paragraph, level if heading else None, self._measure)
        self._after_sentence = self._paragraph[-1].text[-1] in ".?!"

    def _guess_level(self, line: Line, following: Line | None) -> int:
        """The depth of a line that reads as a heading, or 0: 1 the title, 2 an item, 3 a lead-in above a list."""
        text = line.text
        if not title_like(text):
            return 0
        if _KNOWN_TITLE.match(text):
            return 2
        if self._writer.length == 0:
            return 1
        if line.gap == NEWLINE and not line.bold:
            above_prose = following is not None and len(following.text) >= _PROSE
            if self._measure.wrapped or not self._after_sentence or not above_prose or _VERB.search(text):
                return 0
        if _VERB.search(text):
            return 3 if following is not None and following.marker is not None else 0
        return 2


_COLUMNS = regex(r"\S {4,}\S")


def _has_columns(text: str) -> bool:
    """Whether a line has room in it, as between the columns of a list of names; such a line ends where it ends."""
    return "    " in text and _COLUMNS.search(text) is not None


def _runs_on(paragraph: list[Line], line: Line, measure: Measure) -> bool:
    """Whether a line goes on with the sentence or paragraph before it.

    A line that had room for the next word ended on purpose. How much room is judged with a margin, because a page set
    in a proportional font gives lines of uneven length.
    """
    last = paragraph[-1]
    if line.marker or line.heading or last.heading or _BEGINS.match(line.text):
        return False
    before, after = last.text, line.text
    if _has_columns(before) or _has_columns(after):
        return False
    unfinished = open_ended(before) and after[0].islower()
    if line.gap == BLANK or not measure.wrapped:
        enough = max(40, 0.6 * measure.width) if line.gap == BLANK else 40
        if not measure.wrapped and _is_speaker(after):
            return False
        return unfinished and len(before) >= enough
    if unfinished:
        needed = 0.75 if _is_speaker(after) else 0.4
        return len(paragraph) > 1 or last.marker is not None or len(before) >= needed * measure.width
    if last.hard or _LABEL.match(after):
        return False
    first_word = after.find(" ")
    length = len(before) + 1 + (first_word if first_word > 0 else len(after))
    if length <= (0.75 if open_ended(before) else 0.85) * measure.width:
        return False
    looks_like_title = len(paragraph) == 1 and last.gap == BLANK and not last.marker and title_like(before)
    return not (looks_like_title and length <= measure.widest and not _VERB.search(before) and not cut(before, after))


def _write_block(writer: Writer, paragraph: list[Line], heading: int | None, measure: Measure) -> None:
    first = paragraph[0]
    begin(writer, BLANK if heading else first.gap)
    if first.marker is not None:
        writer.insert("  " * (first.level - 1), first.marker[0][0])
        writer.write(first.marker)
        writer.append(" ")
    start = writer.length
    writer.write(first.pieces)
    if len(paragraph) > 1:
        for before, line in pairwise(paragraph):
            join(writer, before, line, measure.has_word)
            writer.write(line.pieces)
    kind: BlockKind = "heading" if heading else "item" if first.marker is not None else "paragraph"
    level = heading or (first.level if first.marker is not None else None)
    bold = first.bold and all(line.bold for line in paragraph)
    writer.blocks.append(Block(kind, start, writer.length, level, emphasis=bold, page=first.page or None))


def begin(writer: Writer, gap: int) -> None:
    """Start a new line, after a blank one where `gap` says so."""
    if writer.length:
        writer.append("\n\n" if gap == BLANK else "\n")


def join(writer: Writer, before: Line, line: Line, has_word: Callable[[str], bool]) -> None:
    """Write what stands between two lines of one paragraph: a space, a hyphen that stays, or nothing."""
    tail, head = before.text, line.text
    if tail[-1] == "-" and len(tail) > 1 and tail[-2].isalpha() and head[0].islower() and not _SUSPENDED.match(head):
        left, right = re.search(r"\w*$", tail[-42:-1]), re.match(r"\w{0,40}", head)
        if left and right and has_word(left[0] + right[0]):
            writer.drop_last()
    else:
        writer.append(" ")
