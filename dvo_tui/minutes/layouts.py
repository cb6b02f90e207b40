"""Which candidates are the agenda: one layout wins for a document, and lists inside an item fall out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from dvo_tui.minutes.candidates import USUAL, Candidate, folded
from dvo_tui.minutes.labels import Label, Level

_MOST_MISSING = 2
"""So many numbers or letters in a row can be left out of an agenda."""

_FEWEST = 3
"""So many entries of an unusual layout make it an agenda and no accident."""

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


def chosen(text: str, candidates: list[Candidate]) -> list[Candidate]:
    """Settle on one layout: `Agendapunt n`, date and number, all `1.`, labels in order, plain headings, letters."""
    outline = _outline([c for c in candidates if c.outline])
    leads = [c for c in candidates if c.lead]
    candidates = _without_parts(text, [c for c in candidates if not c.outline and not c.lead])
    named = [c for c in candidates if c.named]
    if len(named) > 1 or (named and not any(c.heading for c in candidates)):
        least = min(n.heading for n in named)
        parts = {c.start for c in _lettered(candidates)}
        return [c for c in candidates if c.named or c.boundary or c.heading > least > 0 or c.start in parts]
    dated = _dated(candidates)
    if dated:
        return dated
    ones = _all_ones(candidates)
    if ones:
        return ones
    headed = [c for c in candidates if c.heading and c.label]
    in_order = _labelled_in_order(candidates)
    if len(headed) > 1:
        kept = {c.start for c in in_order}
        whole = all(c.start in kept for c in headed if c.label and c.label.level != "sub")
        more = [c for c in in_order if c.label and not c.heading]
        if whole and more and not _adjacent_share(more):
            return in_order
        return [c for c in candidates if c.heading]
    headings = [c for c in candidates if c.heading]
    plain = [c for c in headings if not c.label and not c.boundary]
    listed = [c for c in in_order if c.label]
    if len(listed) > 1 and not (len(plain) >= _FEWEST and _one_list(listed)):
        return in_order
    if sum(not c.boundary for c in headings) > (len(outline) if len(outline) < _FEWEST else len(outline) // 2):
        return headings
    if len(outline) >= _FEWEST:
        return sorted([*outline, *headings])
    return _letters(candidates) or _with_colons(text, candidates) or _leading(text, leads)


def _leading(text: str, leads: list[Candidate]) -> list[Candidate]:
    """Titles with their text behind them and no number (`Opening: De voorzitter …`), known by one every meeting has."""
    times = Counter(folded(text, c) for c in leads)
    usual = sum(USUAL.match(text, c.title_start, c.title_end) is not None for c in leads)
    if len(leads) < _FEWEST or not usual or len(times) < 0.9 * len(leads):
        return []
    return leads


def _labelled_in_order(candidates: list[Candidate]) -> list[Candidate]:
    """Labels that go up. Titles with their text behind them count where there are several, and no headings instead."""
    usable = [c for c in candidates if (c.label or c.heading) and not c.bare]
    strict = _in_order([c for c in usable if not c.run_in])
    fullest = strict
    for more in (usable, [c for c in candidates if c.label or c.heading]):
        wider = _in_order(more)
        if _labelled(wider) > _labelled(fullest) and _holds(wider, strict):
            fullest = wider
    unusual = sum(c.run_in or c.bare for c in fullest)
    headings = sum(c.heading > 0 and c.label is None and not c.boundary for c in fullest)
    return fullest if unusual > 1 and unusual > headings else strict


def _labelled(candidates: Sequence[Candidate]) -> int:
    return sum(c.label is not None for c in candidates)


def _holds(wider: list[Candidate], narrower: list[Candidate]) -> bool:
    starts = {c.start for c in wider}
    return all(c.start in starts for c in narrower)


def _one_list(candidates: list[Candidate]) -> bool:
    """Whether all of these lines stand right below one another, as the actions below the last item do."""
    return all(after.blocks[0] == before.blocks[-1] + 1 for before, after in pairwise(candidates))


def _adjacent_share(candidates: list[Candidate]) -> bool:
    """Whether most of these lines stand right below one another, as a list inside an item does."""
    pairs = pairwise(candidates)
    adjacent = sum(after.blocks[0] == before.blocks[-1] + 1 for before, after in pairs)
    return adjacent * 2 >= len(candidates)


def _dated(candidates: list[Candidate]) -> list[Candidate]:
    """Items labelled with the meeting's date or number, then their own: `05.1`, `05.2`, in whatever order."""
    parts = [(c, _parted(c.label.number)) for c in candidates if c.label and c.label.number]
    prefixes = Counter(number[0] for _, number in parts if number[1])
    if not prefixes:
        return []
    prefix, times = prefixes.most_common(1)[0]
    plain = sum(not number[1] and c.label is not None and c.label.level == "number" for c, number in parts)
    if times < _FEWEST or times < sum(prefixes.values()) or any(not n[1] and n[2] == prefix for _, n in parts):
        return []
    if plain > times and sum(c.heading > 0 for c, number in parts if not number[1]) > 1:
        return []
    found: list[Candidate] = []
    seen: set[tuple[str, str | None]] = set()
    for candidate in candidates:
        label = candidate.label
        if label and label.number and _parted(label.number)[0] == prefix:
            key = (label.number, label.letter)
            if key not in seen:
                seen.add(key)
                level: Level = "sub" if label.letter else "number"
                found.append(candidate._replace(label=label._replace(level=level)))
        elif candidate.boundary and candidate.heading:
            found.append(candidate)
    return found


def _parted(number: str) -> tuple[str, str, str]:
    """A number before and behind its last sign: `2022.05`, `.`, `01`."""
    return number.rpartition(".") if "." in number else number.rpartition("-")


def _all_ones(candidates: list[Candidate]) -> list[Candidate]:
    """Items that a conversion numbered `1.` one and all; a list of such lines inside an item is none."""
    numbered = [c for c in candidates if c.label and c.label.level == "number" and not c.nested]
    ones = [c for c in numbered if c.label and c.label.number == "1" and not c.bare]
    if len(ones) < _FEWEST or len(ones) * 2 <= len(numbered):
        return []
    headed = [c for c in ones if c.heading]
    bold = [c for c in ones if c.bold]
    ones = headed if len(headed) >= _FEWEST else bold if len(bold) >= _FEWEST else _without_lists(ones)
    starts = {c.start for c in ones}
    top = min((c.heading for c in ones if c.heading), default=0)
    return [c for c in candidates if c.start in starts or c.boundary or (c.heading >= top > 0 and not c.label)]


def _without_lists(ones: list[Candidate]) -> list[Candidate]:
    """Without runs of three lines or more that stand right below one another."""
    runs: list[list[Candidate]] = []
    for candidate in ones:
        if runs and candidate.blocks[0] == runs[-1][-1].blocks[-1] + 1 and not candidate.run_in:
            runs[-1].append(candidate)
        else:
            runs.append([candidate])
    return [candidate for run in runs if len(run) < _FEWEST for candidate in run]


def _outline(found: list[Candidate]) -> list[Candidate]:
    """The outermost items of a list that is the whole of the minutes: the bold ones, where several are."""
    bold = [c for c in found if c.bold]
    return bold if len(bold) >= _FEWEST else found


def _letters(candidates: list[Candidate]) -> list[Candidate]:
    """Items lettered a, b, c and nothing else."""
    expected = "a"
    found: list[Candidate] = []
    for candidate in candidates:
        label = candidate.label
        if label and label.level == "sub" and label.number is None and label.letter == expected:
            found.append(candidate._replace(label=label._replace(level="number", number=label.letter, letter=None)))
            expected = chr(ord(expected) + 1)
    return found if len(found) >= _FEWEST and not _adjacent_share(found) else []


def _with_colons(text: str, candidates: list[Candidate]) -> list[Candidate]:
    """Titles that end in a colon on a line of their own; what comes back is a speaker or a part and no title."""
    found = [c for c in candidates if not c.label and not c.heading]
    times = Counter(folded(text, c) for c in found)
    once = [c for c in found if times[folded(text, c)] == 1]
    if len(once) < _FEWEST or len(once) < len(found) or _adjacent_share(once):
        return []
    return [c._replace(heading=2) for c in once]


def _without_parts(text: str, candidates: list[Candidate]) -> list[Candidate]:
    """Drop what heads a part of the document or of an item: the title, and `Besluiten` below one item after another."""
    if candidates and candidates[0].heading == 1 and not any(c.heading == 1 for c in candidates[1:]):
        candidates = candidates[1:] if candidates[0].label is None else candidates
    labelled = sum(c.label is not None for c in candidates) > 1
    parts = [c for c in candidates if c.boundary or (labelled and c.heading and c.label is None)]
    times = Counter(folded(text, c) for c in parts)
    dropped = {c.start for c in parts if times[folded(text, c)] > 1}
    return [c for c in candidates if c.start not in dropped]


def _in_order(candidates: list[Candidate]) -> list[Candidate]:
    """Keep numbers that go up, from 1 again only below a section; lists inside an item fall out."""
    kept: list[Candidate] = []
    last = 0
    section = letter = ""
    skipped: tuple[int, int] | None = None
    for candidate in candidates:
        label = candidate.label
        if label is None:
            kept.append(candidate)
        elif label.level == "section":
            if _section_follows(label.section or "", section):
                kept.append(candidate)
                last, section = 0, label.section or ""
        elif label.number is None and not _letter_follows(label.letter or "", letter):
            continue
        elif skipped != (candidate.blocks[0] - 1, label.ordinal - 1) and _number_follows(label, last):
            kept.append(candidate)
            last = max(last, label.ordinal)
            letter = (label.letter or "") if label.number is None else ""
        else:
            skipped = (candidate.blocks[0], label.ordinal)
    return kept


def _lettered(candidates: list[Candidate]) -> list[Candidate]:
    """Parts lettered a, b, … inside items that are named, with text between them."""
    found: list[list[Candidate]] = []
    for candidate in candidates:
        label = candidate.label
        if candidate.named:
            found.append([])
        elif found and label and label.number is None and label.letter == chr(ord("a") + len(found[-1])):
            found[-1].extend([] if candidate.run_in else [candidate])
    return [part for parts in found if len(parts) > 1 and not _adjacent_share(parts) for part in parts]


def _letter_follows(letter: str, last: str) -> bool:
    """Whether a lettered part can come after another; the first is a or i, and few are left out."""
    if not last or letter in ("a", "i"):
        return letter in ("a", "b", "i")
    return len(letter) > 1 or 0 < ord(letter) - ord(last[-1]) <= _MOST_MISSING + 1


def _section_follows(section: str, last: str) -> bool:
    """Whether a lettered section can come after this one; the first is A or I."""
    if section in _ROMAN and (last in _ROMAN or not last):
        return _ROMAN.index(section) == (_ROMAN.index(last) + 1 if last else 0)
    return 0 < ord(section[0]) - ord(last[-1] if last else "@") <= (_MOST_MISSING + 1 if last else 1)


def _number_follows(label: Label, last: int) -> bool:
    """Whether a numbered item can come after number `last`, or a sub-item inside it."""
    if label.level == "number":
        return last < label.ordinal <= last + _MOST_MISSING + 1
    return last > 0 and label.ordinal in (0, last)
