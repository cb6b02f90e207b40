"""What several suggesters need of one document, worked out once: listed names, people, sentences, zones.

Suggesters stay pure functions of minutes and known facts; the last document's analysis is only kept to save time.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Literal

from dvo_tui.minutes.attendants import is_function
from dvo_tui.minutes.columns import column_role
from dvo_tui.minutes.forms import form_roles
from dvo_tui.minutes.model import AgendaItem, Block, Minutes, Participant, Span
from dvo_tui.minutes.regex import regex
from dvo_tui.minutes.segment import sentences
from dvo_tui.suggest import acquaintance, lexicon, people
from dvo_tui.suggest.base import Known
from dvo_tui.suggest.familiar import familiar
from dvo_tui.suggest.lexicon import Hit
from dvo_tui.suggest.talk import Talk, talk

Zone = Literal["text", "title", "action", "decision", "aside"]
"""What a block is for: running text, an item's title, a column of actions or decisions, or none of the prose."""

WINDOW = 1500
"""How much of a sentence rules look at; keeps a text of one endless sentence linear."""

_FIGURES = regex(r"\d+")
_PROJECT = regex(r"(?:[Pp]ilot|[Pp]roject|[Pp]rogramma|[Cc]ampagne|[Pp]roef) (?P<name>[A-Z]\w+ [A-Z]\w+)(?!\w)")

_COLUMN_ZONES: dict[str | None, Zone] = {
    "title": "title",
    "action": "action",
    "decision": "decision",
    "text": "text",
    None: "text",
}


class Analysis:
    """One document with its derived facts; every property is worked out on first use."""

    def __init__(self, minutes: Minutes, known: Known) -> None:
        self.minutes = minutes
        self.text = minutes.text
        self.familiar = familiar(known)

    @cached_property
    def words(self) -> lexicon.Words:
        """Listed names, cues and capitalised words, from one pass."""
        return lexicon.read(self.text)

    @cached_property
    def hits(self) -> tuple[Hit, ...]:
        """Every listed name, title and first name, and bodies and places known in the workspace, in order."""
        known = [hit for hit in self.remembered if hit.entry.type in ("ORGANISATION", "LOCATION")]
        return self.words.hits if not known else _merged(self.words.hits, known)

    @cached_property
    def remembered(self) -> tuple[Hit, ...]:
        """What reviewers settled in other documents, where it stands again, in order."""
        return self.familiar.hits(self.text)

    @cached_property
    def remembered_at(self) -> dict[int, Hit]:
        return {hit.start: hit for hit in self.remembered}

    @cached_property
    def figures(self) -> list[tuple[int, int]]:
        """Start and end of every run of figures, in order."""
        return [match.span() for match in _FIGURES.finditer(self.text)]

    def cues(self, *tags: str) -> list[int]:
        """Where the words of some tags begin, in order; a word with two of the tags counts once."""
        if len(tags) == 1:
            return self.words.cues[tags[0]]
        return sorted({at for tag in tags for at in self.words.cues[tag]})

    def cues_between(self, tag: str, start: int, end: int) -> list[int]:
        """Where the words of a tag begin in a range."""
        found = self.words.cues[tag]
        return found[bisect_left(found, start) : bisect_left(found, end)]

    @cached_property
    def named(self) -> tuple[Participant, ...]:
        """The participants who have a name; those listed by function alone (`teamchef`) are left out."""
        return tuple(person for person in self.minutes.participants if not is_function(person))

    @cached_property
    def marked(self) -> people.Found:
        """People whom a form of address, a title or initials mark as such, and roles without a name."""
        listed = self.named
        seats = {person.organisation.removeprefix("gemeente ") for person in listed if person.organisation}
        breaks = (block.start for block in self.minutes.blocks)
        reader = people.NameReader(self.text, self.hits, [person.name for person in listed], seats, breaks)
        found = people.find(self.text, self.hits, reader, self.words)
        titles = {item.span.start for item in self.minutes.agenda}
        projects = self._projects
        named = tuple(
            it
            for it in found.mentions
            if not (it.rule == "initials" and it.start in titles)
            and not (it.rule == "title" and self.text[it.start : it.end] in projects)
        )
        return people.Found(named, found.roles)

    @cached_property
    def _projects(self) -> frozenset[str]:
        """Names of two words right behind `pilot`, `project` and the like: nobody's, whoever leads them."""
        behind = (_PROJECT.match(self.text, at) for at in self.cues("PROJECT"))
        return frozenset(match["name"] for match in behind if match)

    @cached_property
    def found(self) -> people.Found:
        """Everyone named, in passing too, and roles without a name."""
        mentions = people.settled([*self.marked.mentions, *acquaintance.mentions(self)])
        return people.Found(people.with_initials(self.text, mentions), self.marked.roles)

    @cached_property
    def talk(self) -> Talk:
        """Cells of speakers, and of what they say."""
        return talk(self)

    @property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the text as written: a capital at a sentence's start means little where it stands small too."""
        return self.words.vocabulary

    @cached_property
    def hit_starts(self) -> dict[int, Hit]:
        return {hit.start: hit for hit in self.hits}

    @cached_property
    def _hit_offsets(self) -> list[int]:
        return [hit.start for hit in self.hits]

    def hits_between(self, start: int, end: int) -> tuple[Hit, ...]:
        """Listed names that begin in a range."""
        return self.hits[bisect_left(self._hit_offsets, start) : bisect_left(self._hit_offsets, end)]

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [mention.start for mention in self.found.mentions]

    def mentions_between(self, start: int, end: int) -> tuple[people.Mention, ...]:
        """The people named in a range."""
        starts = self._mention_starts
        return self.found.mentions[bisect_left(starts, start) : bisect_left(starts, end)]

    def is_named(self, offset: int) -> bool:
        """Whether an offset lies in the name of a person."""
        at = bisect_right(self._mention_starts, offset) - 1
        return at >= 0 and offset < self.found.mentions[at].end

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        return sentences(self.text, self.minutes.blocks)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [span.start for span in self.sentences]

    def sentence_index(self, offset: int) -> int:
        """The sentence at or before an offset; -1 before the first."""
        return bisect_right(self._sentence_starts, offset) - 1

    def sentence_indexes(self, offsets: Sequence[int]) -> list[int]:
        """`sentence_index` of each offset, at once."""
        starts = self._sentence_starts
        return [bisect_right(starts, offset) - 1 for offset in offsets]

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds an offset; of one longer than `WINDOW` what lies around the offset."""
        at = self.sentence_index(offset)
        if at < 0 or self.sentences[at].end <= offset:
            return Span(offset, offset)
        span = self.sentences[at]
        if span.end - span.start <= WINDOW:
            return span
        return Span(max(span.start, offset - WINDOW // 2), min(span.end, offset + WINDOW // 2))

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.minutes.blocks]

    def block_index(self, offset: int) -> int:
        """The block at or before an offset; -1 before the first."""
        return bisect_right(self._block_starts, offset) - 1

    def block_indexes(self, offsets: Sequence[int]) -> list[int]:
        """`block_index` of each offset, at once."""
        starts = self._block_starts
        return [bisect_right(starts, offset) - 1 for offset in offsets]

    def block_at(self, offset: int) -> Block | None:
        at = self.block_index(offset)
        if at < 0 or self.minutes.blocks[at].end <= offset:
            return None
        return self.minutes.blocks[at]

    @cached_property
    def _item_starts(self) -> list[int]:
        return [item.span.start for item in self.minutes.agenda]

    def item_at(self, offset: int) -> AgendaItem | None:
        """The agenda item whose span holds an offset."""
        at = bisect_right(self._item_starts, offset) - 1
        if at < 0 or self.minutes.agenda[at].span.end <= offset:
            return None
        return self.minutes.agenda[at]

    @cached_property
    def zones(self) -> tuple[Zone, ...]:
        """The zone of each block."""
        titles = {item.span.start for item in self.minutes.agenda}
        filled = form_roles(self.text, self.minutes.blocks)
        return tuple(
            _COLUMN_ZONES.get(filled[index], "aside") if index in filled else _zone(block, titles)
            for index, block in enumerate(self.minutes.blocks)
        )

    def zone_at(self, offset: int) -> Zone:
        at = self.block_index(offset)
        return self.zones[at] if at >= 0 else "text"

    def trimmed(self, start: int, end: int) -> Span:
        """A span without white space at its edges; empty where there is nothing else."""
        if start < end and not (self.text[start].isspace() or self.text[end - 1].isspace()):
            return Span(start, end)
        piece = self.text[start:end]
        begin = start + len(piece) - len(piece.lstrip())
        return Span(begin, begin + len(piece.strip()))


def _merged(listed: Sequence[Hit], known: Sequence[Hit]) -> tuple[Hit, ...]:
    """Listed and known names in order; of two that overlap the longer, of two alike the listed one, unless it is else.

    What a reviewer settled as a body or a place is that, whatever the lists make of it.
    """
    kept: list[Hit] = []
    for hit in sorted((*known, *listed), key=lambda it: it.start):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
            continue
        last, length = kept[-1], kept[-1].end - kept[-1].start
        same = (hit.start, hit.end, hit.entry.type) == (last.start, last.end, last.entry.type)
        if same or hit.end - hit.start > length:
            kept[-1] = hit
    return tuple(kept)


def _zone(block: Block, titles: set[int]) -> Zone:
    if block.kind == "heading" or block.start in titles:
        return "title"
    if block.kind == "column":
        return "aside"
    return _COLUMN_ZONES.get(column_role(block.header), "aside")


@lru_cache(maxsize=1)
def _analysis(key: _ByIdentity) -> Analysis:
    return Analysis(key.minutes, key.known)


class _ByIdentity:
    """A cache key that is the objects themselves: hashing minutes by value would read all of them."""

    def __init__(self, minutes: Minutes, known: Known) -> None:
        self.minutes = minutes
        self.known = known

    def __hash__(self) -> int:
        return hash((id(self.minutes), id(self.known)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and other.minutes is self.minutes and other.known is self.known


def analyse(minutes: Minutes, known: Known) -> Analysis:
    """The analysis of a document; asked again for the same objects, the same one."""
    return _analysis(_ByIdentity(minutes, known))
