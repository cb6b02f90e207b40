"""Files to import, of any content: brought in soundly, or refused in one line; the long form is in `tests/faults`."""

from __future__ import annotations

import random
import warnings
from importlib.util import find_spec
from pathlib import Path

import pytest

from dvo_tui.errors import DatasetError
from dvo_tui.exchange import exporting, incoming, registry
from dvo_tui.exchange.base import Format
from dvo_tui.exchange.dataset import dataset_of
from dvo_tui.scheme import scheme
from tests import invented
from tests.breaking import broken, revalued

IMPORTED = tuple(name for name in registry.names() if registry.format_of(name).decode is not None)
SCHEME = scheme.default()


@pytest.mark.parametrize("name", IMPORTED)
def test_broken_files_are_brought_in_soundly_or_refused(name: str, tmp_path: Path) -> None:
    break_files(name, 150, tmp_path)


def break_files(name: str, count: int, folder: Path) -> None:
    """Read `count` broken files of a format; one that needs what is not installed is skipped."""
    form = registry.format_of(name)
    if not all(map(find_spec, form.modules)):
        pytest.skip(f"dvo-tui[{form.extra}] is not installed")
    path = written(form, folder)
    whole = path.read_bytes()
    assert is_taken(path, form, "none")
    taken = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what a file has and is not taken over
        for number in range(count):
            chance = random.Random(f"{name} {number}")
            by_value = number % 2 and form.suffix in (".json", ".jsonl") and b"\n{" not in whole
            path.write_bytes((revalued if by_value else broken)(whole, chance))
            taken += is_taken(path, form, f"{name} {number}")
    assert taken < count, "some must be refused, or nothing was broken"


def written(form: Format, folder: Path) -> Path:
    """The main file of an export of one document."""
    output = folder / (f"minutes{form.suffix}" if form.unit == "file" else "out")
    exporting.export_all([exporting.Named("minutes", dataset_of(invented.session(), "all"))], form, output)
    if output.is_file():
        return output
    (found,) = (path for path in output.rglob("*") if path.name.endswith(form.suffix))
    return found


def is_taken(path: Path, form: Format, seed: str) -> bool:
    """Whether a file is read; each record of it must then quote the text, and else there is one line about it."""
    try:
        for found in incoming.read(path, form, SCHEME, {}):
            for record in found.annotations:
                assert all(0 <= span.start < span.end <= len(found.minutes.text) for span in record.spans), seed
    except DatasetError as error:
        refusal = str(error)
    except Exception as error:
        raise AssertionError(f"seed {seed}") from error
    else:
        return True
    assert "\n" not in refusal, seed
    return False
