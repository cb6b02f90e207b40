"""Every export, read by the program it is for: equal to what we wrote, or why not; and what a broken offset does."""

from __future__ import annotations

import os
import re
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import msgspec
import pytest

from dvo_tui.errors import DatasetError
from dvo_tui.exchange import registry
from dvo_tui.exchange.dataset import Dataset
from dvo_tui.exchange.exporting import REPORT, Named, export_all
from dvo_tui.exchange.marks import flat
from dvo_tui.minutes.model import Span
from dvo_tui.review.checks import check
from dvo_tui.review.records import Entity, Turn
from dvo_tui.scheme import scheme
from tests.peers.conftest import Answer, Read, Table, python_of
from tests.peers.document import document

pytestmark = pytest.mark.peers


@dataclass(frozen=True)
class Peer:
    """A program that reads one of our formats.

    Attributes:
        name: What people call it.
        environment: Where it is installed; `java` is what the machine has.
        reader: The script or class that has it read.
        form: The format.
        links: Whether it is asked for links too.
        flat: The format holds no mention inside another, so the outer ones are read.
        turns: It is asked for turns, not for mentions.
        words: It has words but no blanks between them, so blanks are not compared.
        composed: It has letters with marks in one piece (NFC).
        spoil: What to replace in the file by what, so that an offset leads out of the text or a rule is broken.
        needs: A variable of the environment that must name something.
    """

    name: str
    environment: str
    reader: str
    form: str
    links: bool = False
    flat: bool = False
    turns: bool = False
    words: bool = False
    composed: bool = False
    spoil: tuple[str, str] | None = None
    needs: str = ""


PEERS = (
    Peer("PyYAML and ruamel", "main", "yaml_twice", "yaml", links=True, spoil=(r"start: 8\b", "start: 80000")),
    Peer("dkpro-cassis", "main", "xmi", "uima", links=True, spoil=(r'begin="8"', 'begin="80000"')),
    Peer("Apache UIMA, in Java", "java", "Xmi", "uima", links=True, spoil=(r'begin="8"', 'begin="80000"')),
    Peer(
        "foliavalidator", "main", "folia_xml", "folia", links=True, composed=True, spoil=(r'wref id="s', 'wref id="x')
    ),
    Peer("Akoma Ntoso XSD", "main", "akoma_ntoso", "akomantoso", links=True, spoil=("<speech by=", "<speech for=")),
    Peer(
        "Open Raads- en StatenInformatie",
        "main",
        "council",
        "ori",
        links=True,
        turns=True,
        spoil=(r'"akkoord"', f'"{"x" * 201}"'),
        needs="DVO_TUI_ORI_SCHEMA",
    ),
    Peer("Hugging Face datasets", "main", "parquet", "huggingface", links=True),
    Peer("spaCy, JSONL of Prodigy", "main", "spacy_spans", "prodigy", spoil=(r'"start":8\b', '"start":80000')),
    Peer("spaCy, DocBin", "main", "spacy_spans", "docbin"),
    Peer("spaCy convert", "main", "spacy_convert", "conll", flat=True, words=True, spoil=("\tB-", "\tQ-")),
    Peer(
        "doccano",
        "doccano",
        "doccano_parsers",
        "doccano",
        spoil=(r'"start_offset":8\b', '"start_offset":80000'),
    ),
    Peer(
        "Label Studio, its server",
        "labelstudio",
        "label_studio_server",
        "labelstudio",
        spoil=(r'"start":8\b', '"start":80000'),
    ),
    Peer("doccano", "doccano", "doccano_parsers", "conll", flat=True, words=True, spoil=("\tB-", "\tQ-")),
)


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: f"{peer.reader}-{peer.form}")
def test_a_peer_reads_what_we_wrote(
    peer: Peer, tmp_path: Path, table: Table, ask: Callable[[str, str, Path], Answer]
) -> None:
    row = table.row(peer.name, peer.form)
    meant = document()
    try:
        answer = asked(peer, meant, tmp_path / "right", ask)
        broken = asked(peer, shifted(meant), tmp_path / "broken", ask)
    except pytest.skip.Exception as reason:
        row.outcome = f"skipped: {reason}"
        raise
    row.versions = ", ".join(f"{name} {number}" for name, number in answer.versions.items())
    expected = said(peer, meant)
    read, read_broken = in_its_form(peer, answer.read), in_its_form(peer, broken.read)
    row.written, row.read = counted(peer, expected), counted(peer, read)
    form = " without blanks" if peer.words else " in NFC" if peer.composed else ""
    row.outcome = f"equal{form}" if read == expected and not answer.error else answer.error or "not equal"
    if peer.flat:
        row.outcome += f"; {len(meant.entities) - len(expected)} inside others, in {REPORT}"
    seen = "sees it" if broken.error else "does not see it"
    row.broken = f"our check finds it; the peer {seen}"

    assert (read, answer.error) == (expected, "")
    assert read_broken != expected
    assert found_by_us(shifted(meant))


@pytest.mark.parametrize(
    "peer", [peer for peer in PEERS if peer.spoil is not None], ids=lambda peer: f"{peer.reader}-{peer.form}"
)
def test_a_file_broken_on_its_way_is_refused_by_whoever_reads_it(
    peer: Peer, tmp_path: Path, table: Table, ask: Callable[[str, str, Path], Answer]
) -> None:
    answer = asked(peer, document(), tmp_path / "spoilt", ask, spoilt=True)
    form = registry.format_of(peer.form)
    row = table.row(peer.name, peer.form)
    row.broken += f"; a file broken on its way: the peer {'refuses it' if answer.error else 'takes it'}"
    if form.decode is None:
        assert answer.error
        return
    with pytest.raises(DatasetError):
        list(read_by_us(peer, tmp_path / "spoilt"))
    row.broken += ", we refuse it"


def read_by_us(peer: Peer, folder: Path) -> Iterator[Dataset]:
    """What our importer makes of the folder; a dataset of ours is checked, as `check` does."""
    form = registry.usable(peer.form)
    assert form.decode is not None
    for dataset in form.decode(folder / f"verslag{form.suffix}"):
        if found_by_us(dataset):
            raise DatasetError("the dataset has findings")
        yield dataset


def asked(
    peer: Peer, dataset: Dataset, folder: Path, ask: Callable[[str, str, Path], Answer], spoilt: bool = False
) -> Answer:
    """What the peer reads of the dataset in its format."""
    if peer.needs and not os.environ.get(peer.needs):
        pytest.skip(f"{peer.needs} names no file")
    form = registry.format_of(peer.form)
    output = folder / f"verslag{form.suffix}" if form.unit == "file" else folder
    if all(find_spec(module) for module in form.modules):
        export_all([Named("verslag", dataset)], form, output)
    else:
        written_there(peer, dataset, output)
    if spoilt and peer.spoil is not None:
        path = folder / f"verslag{form.suffix}"
        written = path.read_text(encoding="utf-8")
        changed = re.sub(peer.spoil[0], peer.spoil[1], written, count=1)
        assert changed != written
        path.write_text(changed, encoding="utf-8")
    return ask(peer.environment, peer.reader, folder)


def written_there(peer: Peer, dataset: Dataset, output: Path) -> None:
    """Write a format whose extra is not installed here in the environment of the peer, where it is."""
    python = python_of(peer.environment)
    source = output.with_name(f"{output.name}.json")
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_bytes(msgspec.json.encode(dataset))
    command = [str(python), "-m", "tests.peers.written", str(source), peer.form, str(output)]
    subprocess.run(command, cwd=Path(__file__).parents[2], check=True)


def said(peer: Peer, dataset: Dataset) -> Read:
    """What the peer should read."""
    people = {person.id: person.name for person in dataset.participants}
    if peer.turns:
        turns = [(turn, turn.spans[0]) for turn in dataset.turns]
        return sorted(
            (f"turn at {span.start}", dataset.text[span.start : span.end], people[turn.speaker or ""])
            for turn, span in turns
        )
    records = flat(dataset.entities)[0] if peer.flat else dataset.entities
    mentions = [entity for entity in records if isinstance(entity, Entity)]
    found = [(entity.type, entity.text, people.get(entity.link or "") if peer.links else None) for entity in mentions]
    return in_its_form(peer, found)


def in_its_form(peer: Peer, read: Read) -> Read:
    """Mentions as they can be compared with what the peer holds."""

    def form(words: str) -> str:
        words = "".join(words.split()) if peer.words else words
        return unicodedata.normalize("NFC", words) if peer.composed else words

    return sorted(((label, form(quote), link and form(link)) for label, quote, link in read), key=str)


def shifted(dataset: Dataset) -> Dataset:
    """The dataset with its first linked mention and its first turn one to the right, and the quote as it was."""
    victim = next(entity for entity in dataset.entities if entity.link)
    entities = tuple(
        msgspec.structs.replace(entity, start=entity.start + 1, end=entity.end + 1) if entity is victim else entity
        for entity in dataset.entities
    )
    first, *others = dataset.turns
    turns: tuple[Turn, ...] = (
        msgspec.structs.replace(first, spans=tuple(Span(span.start + 1, span.end + 1) for span in first.spans)),
        *others,
    )
    return msgspec.structs.replace(dataset, entities=entities, turns=turns)


def found_by_us(dataset: Dataset) -> bool:
    """Whether `check` has anything to say of it."""
    return bool(check(dataset.document, dataset.text, dataset.records, scheme.default()))


def counted(peer: Peer, read: Read) -> str:
    """How many mentions, and how many of them with a link."""
    links = sum(link is not None for _label, _quote, link in read)
    what = "turns" if peer.turns else "mentions"
    return f"{len(read)} {what}" + (f", {links} links" if peer.links else "")
