"""Whether a ZIP file may be opened at all: no bombs, no entities, and in it what is looked for."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from dvo_tui.errors import InputError

_MOST_BYTES = 256 * 1024 * 1024
_MOST_XML_BYTES = 64 * 1024 * 1024
_MOST_PARTS = 5_000
_MOST_RATIO = 200
_RATIO_FROM = 4 * 1024 * 1024
"""Ordinary Word text packs 5 to 30 to 1, a table of nothing but repeats about 100 to 1; bombs start at 1,000."""

_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_XML = (".xml", ".rels")


def checked_zip(data: bytes, name: str, *, main_part: str) -> None:
    """Refuse what is unsafe to unpack or parse, before anything is unpacked or parsed.

    Sizes are those of the directory; unpacking stops there, whatever the stream holds.

    Raises:
        InputError: if it is no ZIP file or a broken one, has no `main_part`, unpacks to too much, or declares entities.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            if main_part not in archive.NameToInfo:
                raise InputError("{file} is a ZIP file but no Word document; save the minutes as DOCX", file=name)
            _check_sizes(name, len(data), [(part.filename, part.file_size) for part in parts])
            if any(part.flag_bits & 1 for part in parts):
                raise InputError("{file} is a ZIP file with a password; save it without one", file=name)
            for part in parts:
                if part.filename.lower().endswith(_XML) and _declares(archive.read(part)):
                    raise InputError(
                        "{file} declares XML entities, which no Word document does; it is not opened", file=name
                    )
    except (BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        raise InputError(
            "{file} is a broken Word file (cut off or damaged); open it in Word and save it again", file=name
        ) from error
    except Exception as error:
        if isinstance(error, InputError) or error.__class__.__module__ not in ("zlib", "lzma", "struct"):
            raise
        raise InputError(
            "{file} is a broken Word file (cut off or damaged); open it in Word and save it again", file=name
        ) from error


def _check_sizes(name: str, packed: int, parts: list[tuple[str, int]]) -> None:
    total = sum(size for _, size in parts)
    xml = sum(size for part, size in parts if part.lower().endswith(_XML))
    ratio_broken = total > _RATIO_FROM and total > _MOST_RATIO * packed
    if total > _MOST_BYTES or xml > _MOST_XML_BYTES or len(parts) > _MOST_PARTS or ratio_broken:
        raise InputError(
            "{file} unpacks to {size} MB in {parts} parts, which no minutes do; it is not opened",
            file=name,
            size=total // 1_000_000,
            parts=len(parts),
        )


def _declares(part: bytes) -> bool:
    """Whether an XML part has a document type or entities, in whatever encoding XML may have."""
    return bool(_DECLARATION.search(part.replace(b"\0", b"")))
