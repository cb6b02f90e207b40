from __future__ import annotations

import importlib.metadata
import os
import re
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from dvo_tui.errors import InputError
from dvo_tui.minutes import reading
from dvo_tui.minutes.readers.base import GROUP, Reading, Source
from dvo_tui.minutes.readers.plain import read as read_plain
from dvo_tui.minutes.reading import read_bytes, read_file


def test_a_document_knows_its_file_its_format_and_its_hashes(tmp_path: Path) -> None:
    path = tmp_path / "Verslag Één (2021).md"
    path.write_bytes(b"# Verslag\r\n\r\nTekst.\r\n")

    minutes = read_file(path)

    text_sha256 = sha256(minutes.text.encode()).hexdigest()
    assert minutes.document.id == f"verslag-een-2021-{text_sha256[:8]}"
    assert minutes.document.file == path.name
    assert (minutes.document.format, minutes.document.reader) == ("markdown", "markdown/1")
    assert minutes.document.sha256 == sha256(path.read_bytes()).hexdigest()
    assert minutes.document.text_sha256 == text_sha256


@pytest.mark.parametrize(
    "name", ["", ".md", "…", "x" * 500, "../../etc/passwd", "-rf.txt", "日本.txt", "a\x00b\nc.txt"]
)
def test_an_id_is_a_safe_slug_whatever_the_file_is_called(name: str) -> None:
    identifier = read_bytes(b"Tekst van het verslag.", name).document.id

    assert re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?-[0-9a-f]{8}", identifier)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.txt", "# Kop\n\nTekst.", "plain"),
        ("a.md", "Tekst.", "markdown"),
        ("a.MARKDOWN", "Tekst.", "markdown"),
        ("a", "# Kop\n\nTekst.", "markdown"),
        ("a", "Tekst.", "plain"),
        ("a.log", "| a | b |\n|---|---|\n| c | d |", "markdown"),
    ],
)
def test_the_format_follows_the_suffix_and_else_the_content(name: str, text: str, expected: str) -> None:
    assert read_bytes(text.encode(), name).document.format == expected


def test_another_package_can_add_a_reader_by_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    def shout(source: Source) -> Reading:
        return read_plain(Source(source.name, source.data.upper()))._replace(format="shout", reader="shout/1")

    class Entry:
        def load(self) -> object:
            return shout

    def entry_points(*, group: str, name: str) -> list[Entry]:
        return [Entry()] if (group, name) == (GROUP, "shout") else []

    monkeypatch.setattr(importlib.metadata, "entry_points", entry_points)

    minutes = read_bytes(b"Tekst.", "a.shout")
    assert (minutes.text, minutes.document.reader) == ("TEKST.", "shout/1")


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_file(path)
    assert "\n" not in str(caught.value)
    assert "{" in caught.value.message
    return str(caught.value)


def test_a_missing_path_is_refused_by_name(tmp_path: Path) -> None:
    assert refusal(tmp_path / "weg.txt") == f"{tmp_path / 'weg.txt'} does not exist; check the path"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path)


def test_a_path_through_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Tekst.", encoding="utf-8")

    assert "cannot be read" in refusal(tmp_path / "a.txt" / "b.txt")


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes in the file system")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")

    assert "not a regular file" in refusal(tmp_path / "pipe.txt")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_rights_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Tekst.", encoding="utf-8")
    path.chmod(0)

    assert "cannot be read" in refusal(path)


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "TEXT_LIMIT", 1_000_000)
    path = tmp_path / "groot.txt"
    with path.open("wb") as file:
        file.truncate(3_000_000)

    assert "has 3 MB" in refusal(path)


def test_a_name_that_no_file_can_have_is_refused() -> None:
    assert "cannot be read" in refusal(Path("a\x00b.txt"))


def test_markup_without_a_word_is_empty() -> None:
    with pytest.raises(InputError, match="is empty"):
        read_bytes(b"<b></b>\n\n---\n\n<!-- niets -->\n", "a.md")


def test_a_refusal_never_quotes_the_minutes() -> None:
    with pytest.raises(InputError) as caught:
        read_bytes("Geheim van Postma é".encode() + b"\xff\xfe\xff", "a.txt")

    assert "Geheim" not in str(caught.value)


def test_a_text_of_50_mb_is_refused_before_it_is_read_and_a_pdf_is_given_more_room(tmp_path: Path) -> None:
    text, pdf = tmp_path / "a.txt", tmp_path / "a.pdf"
    for path, head in ((text, b"Verslag"), (pdf, b"%PDF-1.7")):
        with path.open("wb") as file:
            file.write(head)
            file.truncate(50_000_000)

    assert "has 50 MB; files above 20 MB are not read" in refusal(text)
    assert "above" not in refusal(pdf)


def test_a_name_with_bad_bytes_is_made_safe() -> None:
    assert read_bytes(b"Verslag DVO Noordrand", "verslag\udcff.txt").document.file == "verslag\ufffd.txt"
