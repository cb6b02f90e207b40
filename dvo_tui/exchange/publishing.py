"""Redacted copies of many documents: the key that is kept apart, the second look, and the grounds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from dvo_tui import files
from dvo_tui.errors import DatasetError, StoreError
from dvo_tui.exchange.base import Format
from dvo_tui.exchange.dataset import Which, accepted
from dvo_tui.exchange.exporting import Named, Outcome, export_all
from dvo_tui.exchange.identifiers import KINDS
from dvo_tui.exchange.redaction import Key, Redaction, Settings, redact
from dvo_tui.exchange.second_look import COMMENT, Suspect, second_look
from dvo_tui.language import N_, _
from dvo_tui.review.publicity import GROUNDS, Withheld
from dvo_tui.suggest.base import KnownPublicity

REDACTIONS = "redactions.jsonl"
"""What was left out and on what ground, a JSON object a line; nothing in it says what stood there."""

TWIN = "-copy"


class Copies:
    """Redacted copies, one after the other, all with one key.

    Args:
        datasets: The documents with every annotation, and the names of their files.
        settings: What is left out, and on what ground.
        key: Which number each person has.
        status: Which annotations a copy holds.
        report: Takes, a line a thing, what was left out of which copy, where it stands there, and on what ground.
    """

    def __init__(
        self,
        datasets: Iterable[Named],
        settings: Settings,
        key: Key,
        status: Which,
        report: Callable[[bytes], object] = lambda line: None,
    ) -> None:
        self._datasets = datasets
        self._settings = settings
        self._key = key
        self._status = status
        self._report = report
        self._names: dict[str, int] = {}

    def __iter__(self) -> Iterator[Named]:
        for named in self._datasets:
            copy = redact(named.dataset, self._settings, self._key)
            name = copy.dataset.document.id
            self._names[name] = self._names.get(name, 0) + 1
            if self._names[name] > 1:  # another review of the same document
                name += f"{TWIN}{self._names[name]}"
            for redaction in copy.redactions:
                self._report(_line(name, redaction))
            yield Named(name, accepted(copy.dataset) if self._status == "accepted" else copy.dataset)


def _line(name: str, redaction: Redaction) -> bytes:
    told = {"document": name, "span": redaction.span, "written": redaction.written, "ground": redaction.ground}
    return msgspec.json.encode({**told, "because": GROUNDS.get(redaction.ground, "")}) + b"\n"


def publish(
    datasets: Iterable[Named], form: Format, output: Path, settings: Settings, key: Path | None, status: Which
) -> Outcome:
    """Write redacted copies, and beside them what was left out on what ground; the key only where it was asked for.

    Raises:
        DatasetError: if the key would lie beside the copies.
        StoreError: if something cannot be written.
    """
    numbers = read_key(key)
    if key is not None:
        check_key(key, output)
        _keep(numbers, key)  # where it cannot be kept, no copy is made that nothing leads back from
    beside = output.with_name(f"{output.name}.{REDACTIONS}") if form.unit == "file" else output / REDACTIONS
    if form.unit == "folder":  # its folder appears whole, so the report comes after it
        beside = output.with_name(f"{output.name}.{REDACTIONS}")
    with files.growing(beside) as report:
        outcome = export_all(Copies(datasets, settings, numbers, status, report.write), form, output)
    if key is not None:
        _keep(numbers, key)
    return outcome


def _keep(key: Key, path: Path) -> None:
    files.save(path, msgspec.json.format(msgspec.json.encode(key.numbers), indent=1) + b"\n")


def looks(copies: Iterable[Named]) -> Iterator[str]:
    """A line for each thing in the copies that still looks like a name, number or address."""
    for named in copies:
        for suspect in second_look(named.dataset):
            said = _("{document}, line {line}: {kind}: {words}")
            kind, words = described(suspect), suspect.words
            yield said.format(document=named.name, line=suspect.line, kind=kind, words=words)


def described(suspect: Suspect) -> str:
    """What a suspect looks like, and of what it is where it does not stand in the text."""
    kind = _(_KINDS[suspect.kind])
    return f"{kind} ({_(_FIELDS[suspect.field])})" if suspect.field in _FIELDS else kind


def settings_of(
    public: Iterable[str],
    private: Iterable[str],
    grounds: Iterable[str],
    hidden: Iterable[str] = (),
    elsewhere: Mapping[str, KnownPublicity] | None = None,
    withheld: Mapping[str, Withheld] | None = None,
) -> Settings:
    """Settings from what was asked for; a ground is `WHAT=5.1.2c`, WHAT a kind, a name or the very words.

    Args:
        public: Names of people who are public by function.
        private: Names of people who are not.
        grounds: What is left out on another ground than usual.
        hidden: Words that are left out wherever they stand.
        elsewhere: What was settled about people in the workspace, by the key of the name.
        withheld: What reviewers left out of single documents, by the document's id.

    Raises:
        DatasetError: if a ground is none of the Woo, or says not for what.
    """
    chosen: dict[str, str] = {}
    for written in grounds:
        what, _equals, ground = written.rpartition("=")
        if not what or ground not in GROUNDS:
            names = ", ".join(GROUNDS)
            raise DatasetError(
                "{given} names no ground; write WHAT=GROUND with one of {names}", given=ground, names=names
            )
        chosen[what] = ground
    words = frozenset(filter(str.strip, hidden))
    return Settings(frozenset(public), frozenset(private), chosen, elsewhere or {}, words, withheld or {})


def read_key(path: Path | None) -> Key:
    """The key of an earlier export; an empty one where there is none yet.

    Raises:
        DatasetError: if the file is no key.
    """
    if path is None:
        return Key()
    try:
        found = files.read(path)
        return Key(msgspec.json.decode(found[0], type=dict[str, int]) if found else None)
    except StoreError as error:
        raise DatasetError(error.message, **error.values) from None
    except msgspec.MsgspecError:
        raise DatasetError("{file} is no key of an earlier export; name another file", file=path) from None


def check_key(path: Path, output: Path) -> None:
    """Refuse a key beside the copy.

    Raises:
        DatasetError: if it would lie in the folder that the copy is in or goes to.
    """
    folder = path.absolute().parent.resolve()
    copy = output.absolute().resolve()
    if folder == copy.parent or folder == copy or copy in folder.parents:
        raise DatasetError("{file} would lie beside the copy; keep the key in another folder", file=path)


_KINDS = {
    "name": N_("name"),
    "number": N_("number"),
    COMMENT: N_("comment"),
    **{kind: mask.strip("[]") for kind, (mask, _why) in KINDS.items()},
}

_FIELDS = {
    "body": N_("body"),
    "due_text": N_("due in the text"),
    "expansion": N_("stands for"),
    "file": N_("file name"),
    "link": N_("linked to"),
    "location": N_("location"),
    "normalized": N_("normal form"),
    "organisation": N_("organisation"),
    "owner_text": N_("owner in the text"),
    "owners": N_("owners"),
    "role": N_("role"),
    "speaker": N_("speaker"),
    "speaker_text": N_("speaker in the text"),
    "text": N_("wording"),
    "title": N_("title"),
    "vote": N_("vote"),
}
"""What each field is called that may say more than the text does at its place."""
