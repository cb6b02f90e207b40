"""An agenda printed at the top of the minutes: not items itself, but it tells what their titles are."""

from __future__ import annotations

from dvo_tui.minutes.candidates import LONGEST_TITLE, Candidate, fold, folded
from dvo_tui.minutes.labels import LABELLED, line_start
from dvo_tui.minutes.model import Block

_FEWEST = 3
_FIRST_BLOCKS = 150
_ENDING = 3


def without_overview(text: str, blocks: tuple[Block, ...], candidates: list[Candidate]) -> list[Candidate]:
    """Drop the lines of a printed agenda whose titles come back; a line that repeats one of them is a heading."""
    found = _overview(text, blocks)
    if found is None:
        return candidates
    listed, titles = found
    last, among = max(listed), _Titles(titles)
    headed: dict[int, Candidate] = {}
    for index, block in enumerate(blocks):
        if index > last and block.table is None and among.of(text, block) is not None:
            labelled = LABELLED.match(text, line_start(text, block), block.end)
            if labelled is None or not labelled["end"].strip():
                headed[index] = Candidate(block.start, block.start, block.end, None, block.level or 2, (index,))
    kept = [c for c in candidates if not listed.intersection(c.blocks)]
    known = {index for c in kept for index in c.blocks}
    kept = [c._replace(boundary=False) if folded(text, c) in titles else c for c in kept]
    if any(c.label and folded(text, c) in titles for c in kept):
        return kept
    return sorted([*kept, *(c for index, c in headed.items() if index not in known)], key=lambda c: c.start)


def _overview(text: str, blocks: tuple[Block, ...]) -> tuple[frozenset[int], frozenset[str]] | None:
    """The indexes of the lines of a printed agenda, and its titles; half of them at least come back below."""
    run: list[int] = []
    for index, block in enumerate(blocks[:_FIRST_BLOCKS]):
        if block.table is None and _is_line(text, block):
            run.append(index)
            continue
        if found := _comes_back(text, blocks, run):
            return found
        run = []
    return None


def _comes_back(text: str, blocks: tuple[Block, ...], run: list[int]) -> tuple[frozenset[int], frozenset[str]] | None:
    """The longest beginning of a run of lines whose titles stand below it again."""
    if len(run) < _FEWEST:
        return None
    titles: list[str] = []
    listed: list[int] = []
    for index in run:
        title = fold(_words(text, blocks[index]))
        if title in titles:
            break
        titles.append(title)
        listed.append(index)
    wanted = frozenset(titles)
    among = _Titles(wanted)
    below = {among.of(text, block) for block in blocks[listed[-1] + 1 :] if block.table is None}
    return (frozenset(listed), wanted) if 2 * len(wanted & below) >= len(wanted) >= _FEWEST else None


class _Titles:
    """Tells which of some folded titles a line has; nearly every line ends otherwise than all of them, told fast."""

    def __init__(self, titles: frozenset[str]) -> None:
        self._titles = titles
        self._last = {title[-1:] for title in titles}

    def of(self, text: str, block: Block) -> str | None:
        if block.end - block.start > LONGEST_TITLE:
            return "" if "" in self._titles else None
        ending = fold(text[max(block.start, block.end - _ENDING) : block.end])
        if ending and self._last.isdisjoint((ending[-1], "")):
            return None
        title = fold(_words(text, block))
        return title if title in self._titles else None


def _is_line(text: str, block: Block) -> bool:
    """Whether a block is a list item or a labelled line that could be a title."""
    if block.end - block.start > LONGEST_TITLE:
        return False
    return block.kind == "item" or LABELLED.match(text, line_start(text, block), block.end) is not None


def _words(text: str, block: Block) -> str:
    """A line without its label, and without the text behind its title."""
    if block.end - block.start > LONGEST_TITLE:
        return ""
    labelled = LABELLED.match(text, line_start(text, block), block.end)
    return labelled["title"] if labelled else text[block.start : block.end]
