"""Score the suggestions against minutes read by hand: `make eval`, or `python -m tests.eval.evaluate [--list]`.

Seeds, gold and scorer lie outside the project, because they hold real names; they are read in place. Prints one table a
document and one over all, with true and false positives and misses; `--list` names every miss and false hit.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

from dvo_tui.minutes.model import Minutes, item_at
from dvo_tui.minutes.reading import read_file
from dvo_tui.review.records import Action, Decision, Entity, Turn, from_suggestion
from dvo_tui.suggest.pipeline import suggest_all
from tests.eval.header import Counts, header_counts, merged, table

SHARED = Path(__file__).resolve().parents[3] / "shared"


def prediction(minutes: Minutes) -> dict[str, Any]:
    """A document in the dataset's field names, as far as the scorer reads them."""
    participants = [{"id": person.id, "name": person.name} for person in minutes.participants]
    layers: dict[str, list[dict[str, Any]]] = {"turns": [], "entities": [], "decisions": [], "actions": []}
    for suggestion in suggest_all(minutes):
        item = item_at(minutes.agenda, suggestion.spans[0].start) if suggestion.spans else None
        record = from_suggestion(suggestion, minutes, item.id if item else None)
        if isinstance(record, Turn):
            layers["turns"].append({"speaker": record.speaker, "speaker_text": record.speaker_text})
        elif isinstance(record, Entity):
            layers["entities"].append({"type": record.type, "text": record.text, "normalized": record.normalized})
        elif isinstance(record, Decision):
            layers["decisions"].append({"kind": record.kind, "text": record.text})
        elif isinstance(record, Action):
            layers["actions"].append(
                {"kind": record.kind, "text": record.text, "owners": record.owners, "due": record.due}
            )
        elif suggestion.layer == "participant":
            participants.append({"id": record.id, "name": suggestion.text or ""})
    agenda = [{"id": item.id, "title": item.title} for item in minutes.agenda]
    return {"agenda": agenda, "participants": participants, **layers}


def pairs(documents: Path, gold: Path) -> list[tuple[Path, Path]]:
    """Documents with a gold file of the same stem."""
    return [
        (document, gold / f"{document.stem}.json")
        for document in sorted(documents.iterdir())
        if document.suffix != ".json" and (gold / f"{document.stem}.json").is_file()
    ]


def scorer(shared: Path) -> ModuleType:
    """The scorer as a module, from the file it lies in."""
    spec = importlib.util.spec_from_file_location("score", shared / "tools" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--list", action="store_true", help="every miss and false hit")
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with seeds, gold and tools/score.py")
    parser.add_argument("--apart", action="store_true", help="a table for each document too")
    parser.add_argument(
        "--documents", type=Path, help="a folder of documents with their gold beside them, not the seeds"
    )
    options = parser.parse_args(arguments)
    if not (options.shared / "tools" / "score.py").is_file():
        sys.stderr.write(f"no seeds and gold at {options.shared}: give their folder with --shared\n")
        return 1
    documents = options.documents or options.shared / "seeds"
    gold_folder = options.documents or options.shared / "gold"
    score = scorer(options.shared)
    flags = ["--list"] if options.list else []
    with TemporaryDirectory() as folder:
        scored: list[str] = []
        headers: list[Counts] = []
        for document, gold in pairs(documents, gold_folder):
            predicted = Path(folder) / f"{document.stem}.json"
            minutes = read_file(document)
            predicted.write_text(json.dumps(prediction(minutes)), encoding="utf-8")
            scored += [str(predicted), str(gold)]
            headers.append(header_counts(minutes, json.loads(gold.read_text(encoding="utf-8"))["meeting"], score))
            if options.apart:
                sys.stdout.write(f"\n{document.name}\n")
                score.main([*flags, str(predicted), str(gold)])
                sys.stdout.write(table(merged(headers[-1:]), listing=options.list))
        sys.stdout.write(f"\n{len(scored) // 2} documents\n")
        score.main([*flags, *scored])
        sys.stdout.write("\n" + table(merged(headers), listing=options.list))
    return 0


if __name__ == "__main__":
    sys.exit(main())
