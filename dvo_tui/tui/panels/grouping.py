"""A group before it is settled at once: each member with line, label and confidence, the doubtful ones first.

Invariant: what is not taken out is just what is settled, by one command.
"""

from __future__ import annotations

from collections.abc import Callable

from dvo_tui.language import _
from dvo_tui.minutes.model import Span
from dvo_tui.minutes.place import place_of
from dvo_tui.review.commands import Settle
from dvo_tui.review.groups import COMMON, WHOLE, Common, Group, confidence_of, group_of, offered
from dvo_tui.review.records import Annotation, Entity, quote
from dvo_tui.review.session import ReviewSession
from dvo_tui.tui import words
from dvo_tui.tui.keys import N_, is_key_of
from dvo_tui.tui.panels.base import CLOSE, HELD, LEAVE, PASSED, Answer, Panel, leave
from dvo_tui.tui.panels.picking import Picker
from dvo_tui.tui.panels.queueing import rule_title
from dvo_tui.tui.panels.same import LONGEST_BEFORE, Look, Mark, shorten_left
from dvo_tui.tui.pieces import Line, Piece, crop, piece, shorten, spread, width_of

NAMES: dict[Common, str] = {
    "name": N_("name"),
    "rule": N_("rule"),
    "item": N_("agenda item"),
    "type": N_("type"),
    "layer": N_("layer"),
    "all": N_("everything"),
}
"""What the members have in common; the digit of each is its place."""

AROUND = 80
LONGEST_WORDS = 60


class GroupPanel(Panel):
    """The preview of `Settle`.

    Args:
        session: The review.
        identifier: The annotation whose groups are offered.
        first: What its members have in common in the group that is shown first, where it has one.
        look: Shows the current row in the text.
        mark: Marks what is taken and what is not.
        settle: Carries the command out; told what the members have in common.
    """

    def __init__(
        self,
        session: ReviewSession,
        identifier: str,
        first: Common | None,
        look: Look,
        mark: Mark,
        settle: Callable[[Settle, Common], None],
    ) -> None:
        self._session = session
        self._id = identifier
        self._look, self._mark, self._settle = look, mark, settle
        self._own = confidence_of(session.annotation(identifier))
        self._least: dict[Common, float] = {key: 0.0 if key in WHOLE else self._own for key in COMMON}
        self._whole: dict[Common, tuple[Group, list[Annotation]] | None] = {}
        self._verdict = "accepted"
        self._why = ""
        self._members: list[Annotation] = []
        self._picker = Picker()
        self._offered = offered(session.annotation(identifier))
        keys = self._offered if first is None else (first, *self._offered)
        several = (key for key in keys if (found := self._group(key)) is not None and len(found[1]) > 1)
        self.key: Common = next(several, "all")
        self._fill()

    # What the groups are

    def _group(self, key: Common) -> tuple[Group, list[Annotation]] | None:
        """A group whole, the doubtful members first; `None` where there is none, or nothing is pending in it."""
        if key not in self._whole:
            group = group_of(self._session, self._id, key)
            records = [self._session.annotation(one) for one in group.ids] if group is not None else []
            records.sort(key=confidence_of)
            self._whole[key] = (group, records) if group is not None and records else None
        return self._whole[key]

    def _fill(self) -> None:
        """List the members that are sure enough; nothing is taken out yet."""
        found = self._group(self.key)
        least = self._least[self.key] - 1e-9
        self._members = [one for one in found[1] if confidence_of(one) >= least] if found else []
        self._picker = Picker(len(self._members))

    def begin(self) -> None:
        """Show in the text what would be settled."""
        self._marked()

    # Keys

    def take(self, key: str, character: str | None) -> Answer:
        self._why = ""
        picker = self._picker
        if key in LEAVE or key == "backspace":
            return CLOSE
        if key == "enter" or is_key_of("accept", key, character):
            return self._settled(self._verdict)
        if character == "X":
            return self._settled("rejected")
        if picker.move(key):
            self._show()
        elif key in ("tab", "shift+tab"):
            self._other(1 if key == "tab" else -1)
        elif character in ("+", "-"):
            self._surer(1 if character == "+" else -1)
        elif character == "x":
            self._verdict = "rejected" if self._verdict == "accepted" else "accepted"
        elif character is not None and character in "123456789":
            self._choose(int(character))
        else:
            return self._left_out(key, character)
        return HELD

    def refused(self, why: str) -> None:
        self._why = why

    def _left_out(self, key: str, character: str | None) -> Answer:
        """Take a row out; a capital letter, all rows with the same words."""
        picker = self._picker
        row = picker.at if key == "space" else picker.lettered(character.lower() if character else None)
        if row is None or not self._members:
            return HELD if picker.out else PASSED
        rows = [row]
        if character is not None and character.isupper():
            said = self._said(self._members[row])
            rows = [n for n, one in enumerate(self._members) if self._said(one) == said]
        picker.toggle(rows, row)
        picker.at = row
        self._show()
        self._marked()
        return HELD

    def _said(self, record: Annotation) -> tuple[type, str]:
        return type(record), quote(self._session.text, record.spans).casefold()

    def _other(self, step: int) -> None:
        keys = [key for key in self._offered if self._group(key) is not None]
        self.key = keys[(keys.index(self.key) + step) % len(keys)] if self.key in keys else keys[0]
        self._fill()
        self._marked()

    def _choose(self, digit: int) -> None:
        key = COMMON[digit - 1] if digit <= len(COMMON) else None
        if key is None or self._group(key) is None:
            self._why = _("nothing here has the digit {digit}").format(digit=digit)
            return
        self.key = key
        self._fill()
        self._marked()

    def _surer(self, step: int) -> None:
        """To the next confidence that any member has, up or down."""
        found = self._group(self.key)
        levels = sorted({confidence_of(one) for one in found[1]}) if found else []
        least = self._least[self.key]
        if step > 0:
            after = [level for level in levels if level > max(least, levels[0]) + 1e-9]
            self._least[self.key] = after[0] if after else least
        else:
            before = [level for level in levels if level < least - 1e-9]
            self._least[self.key] = before[-1] if before else least
        self._fill()
        self._marked()

    def _settled(self, status: str) -> Answer:
        ids = tuple(one.id for n, one in enumerate(self._members) if n not in self._picker.out)
        if not ids:
            self._why = _("all of them are left out")
            return HELD
        command = Settle(ids=ids, status="accepted" if status == "accepted" else "rejected")
        return Answer(close=True, then=lambda: self._settle(command, self.key))

    def _show(self) -> None:
        record = self._members[self._picker.at] if self._members else None
        self._look(record.spans[0].start if record else None, record.id if record else None)

    def _marked(self) -> None:
        out = self._picker.out
        spans = [_head(one) for one in self._members]
        self._mark(
            [span for n, span in enumerate(spans) if n not in out], [span for n, span in enumerate(spans) if n in out]
        )

    # What is shown

    def lines(self, width: int, most: int) -> list[Line]:
        head: Line = [piece(self._title(), "strong"), Piece("  ")]
        if self._why:
            head.append(piece(self._why, "alarm"))
        window = self._picker.window(most - 2)
        return [spread(head, self._count(), width), self._kinds(width), *(self._line(row, width) for row in window)]

    def hints(self) -> list[tuple[str, str]]:
        accept = self._verdict == "accepted"
        return [
            ("enter", _("accept all") if accept else _("reject all")),
            ("a-z", _("leave out")),
            ("1-6", _("other group")),
            ("+ -", _("surer, less sure")),
            ("jk", _("look at")),
            ("A-Z", _("all such words")),
            ("X", _("reject all")),
            leave(),
        ]

    def _title(self) -> str:
        found, least = self._group(self.key), self._least[self.key]
        if found is None:
            return _("nothing is pending")
        group = found[0]
        values = group.values | ({"least": words.decimal(least)} if least > confidence_of(found[1][0]) else {})
        if self.key == "layer":
            values["layer"] = words.layer_name(values["layer"])
        elif self.key == "rule":
            values["rule"] = f"“{rule_title(values['by'], values['rule'])}”"
        return str(Group(group.key, group.ids, values))

    def _count(self) -> Line:
        picker = self._picker
        said = _("accept {count} of {total}") if self._verdict == "accepted" else _("reject {count} of {total}")
        role = "ok" if self._verdict == "accepted" else "warn"
        line: Line = [piece(said.format(count=picker.left, total=picker.count), role)]
        return [*line, piece(f"   {picker.at + 1}/{picker.count}", "muted")] if picker.count else line

    def _kinds(self, width: int) -> Line:
        line: Line = []
        for digit, key in enumerate(COMMON, start=1):
            if key not in self._offered:
                continue
            line += [piece(digit, "key"), Piece(" ")]
            line.append(piece(f"[{_(NAMES[key])}]", "accent") if key == self.key else piece(_(NAMES[key])))
            line.append(Piece("  "))
        reject = _("reject") if self._verdict == "accepted" else _("accept")
        right: Line = [piece("+ -", "key"), piece(f" ≥ {words.decimal(self._lowest)}  "), piece("x", "key")]
        return spread(line, [*right, piece(f" {reject}")], width)

    @property
    def _lowest(self) -> float:
        """The least confidence that is taken: that asked for, or that of the most doubtful where nothing is."""
        return max(self._least[self.key], confidence_of(self._members[0]) if self._members else 0.0)

    def _line(self, number: int, width: int) -> Line:
        record, picker, session = self._members[number], self._picker, self._session
        out = number in picker.out
        glyph = "–" if out else "✓" if self._verdict == "accepted" else "✗"
        line: Line = [Piece("▌" if number == picker.at else " ", "accent"), piece(picker.letter(number), "key")]
        line += [Piece(f" {glyph} ", "warn" if out or glyph == "✗" else "ok")]
        line.append(piece(f"{place_of(session.minutes, record.spans[0].start).short():>5} ", "muted"))
        line.append(piece(f"{words.decimal(confidence_of(record))}  ", "muted"))
        tag = piece(words.tag_of(record, session.scheme), f"role.{words.colour_of(record, session.scheme)}")
        line += [tag, Piece("  "), *_around(session, record, out)]
        label = [piece(_label(session, record), "warn" if out else "muted")]
        return spread(crop(line, max(1, width - width_of(label) - 1)), label, width)


def _head(record: Annotation) -> Span:
    """What is marked in the text: a mention whole, of what is longer only how it begins."""
    first = record.spans[0]
    return first if isinstance(record, Entity) else Span(first.start, min(first.end, first.start + 3))


def _around(session: ReviewSession, record: Annotation, out: bool) -> Line:
    """The words of an annotation in their line."""
    text, first = session.text, record.spans[0]
    role = "struck" if out else "strong"
    if not isinstance(record, Entity):
        return [piece(f"“{shorten(quote(text, record.spans), 4 * LONGEST_WORDS)}”", "struck" if out else "text")]
    start = max(text.rfind("\n", 0, first.start) + 1, first.start - AROUND)
    end = text.find("\n", first.end, first.end + AROUND)
    after = text[first.end : first.end + AROUND if end < 0 else end]
    before = shorten_left(text[start : first.start].lstrip(), LONGEST_BEFORE)
    return [piece(before), piece(shorten(quote(text, record.spans), LONGEST_WORDS), role), piece(after)]


def _label(session: ReviewSession, record: Annotation) -> str:
    """Its label, and whom it is linked to."""
    link = getattr(record, "link", None) or getattr(record, "speaker", None)
    name = words.label_name(record, session.scheme)
    return f"{name} → {shorten(session.name_of(link), LONGEST_BEFORE)}" if link else name
