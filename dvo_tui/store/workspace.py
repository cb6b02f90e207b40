"""The folder that holds a team's reviews, and the names of the files in it; nothing is ever named outside of it."""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b
from pathlib import Path

from dvo_tui.errors import StoreError
from dvo_tui.scheme import scheme
from dvo_tui.scheme.scheme import Scheme

LONGEST = 100
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}


class Workspace:
    """Where reviews, registers, scheme and curated data live, and what copies leave out; nothing is made unasked."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.work = root / "work"
        self.register = root / "register"
        self.withheld = root / "withheld"
        self.curated = root / "curated"

    def path_for(self, reviewer: str, document_id: str) -> Path:
        """The work file of a document and reviewer, whether it exists or not.

        Raises:
            StoreError: if that would lie outside the workspace (a symlink on the way).
        """
        return self._inside(self.work / safe_name(reviewer) / f"{safe_name(document_id)}.json")

    def places_for(self, reviewer: str) -> Path:
        """Where a reviewer was in each document; hidden, so that no document can be called the same."""
        return self._inside(self.work / safe_name(reviewer) / ".places.json")

    def withheld_for(self, reviewer: str) -> Path:
        """What a reviewer leaves out of copies by hand, whether it exists or not."""
        return self._inside(self.withheld / f"{safe_name(reviewer)}.json")

    def withheld_files(self) -> tuple[Path, ...]:
        """That of each reviewer who left something out."""
        return tuple(path for path in _visible(self.withheld) if path.suffix == ".json")

    def register_for(self, reviewer: str) -> Path:
        return self._inside(self.register / f"{safe_name(reviewer)}.json")

    def work_files(self, reviewer: str | None = None) -> tuple[Path, ...]:
        """Every work file, or those of one reviewer, sorted by document, then reviewer."""
        folders = [self.work / safe_name(reviewer)] if reviewer is not None else self.reviewers()
        found = [path for folder in folders for path in _visible(folder) if path.suffix == ".json"]
        return tuple(sorted(found, key=lambda path: (path.name, path.parent.name)))

    def reviewers(self) -> tuple[Path, ...]:
        """The folder of each reviewer."""
        return tuple(folder for folder in _visible(self.work) if folder.is_dir())

    def scheme(self) -> Scheme:
        """The workspace's own scheme, else the default.

        Raises:
            DatasetError: if `scheme.yaml` is no scheme.
        """
        own = self.root / "scheme.yaml"
        return scheme.load(own) if own.is_file() else scheme.default()

    def _inside(self, path: Path) -> Path:
        if not path.resolve().is_relative_to(self.root.resolve()):
            raise StoreError("{file} leads out of the workspace; nothing is read or written there", file=path)
        return path


def is_workspace(folder: Path) -> bool:
    """Whether a folder looks like a workspace rather than a folder of minutes or datasets."""
    return any((folder / name).exists() for name in ("work", "scheme.yaml"))


def around(path: Path) -> Workspace | None:
    """The workspace that a file lies in."""
    return next((Workspace(folder) for folder in path.absolute().parents if is_workspace(folder)), None)


def safe_name(name: str) -> str:
    """A file name of `[a-z0-9-]` for a name from outside.

    Where the slug lost something (accents, case, length), eight hex digits of a hash keep names apart that would
    else share a file, also on file systems that do not know case.
    """
    composed = unicodedata.normalize("NFC", name)
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub("[^a-z0-9]+", "-", plain).strip("-")
    if slug and slug == composed and len(slug) <= LONGEST and slug not in _RESERVED:
        return slug
    digest = blake2b(composed.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return f"{slug[:LONGEST].rstrip('-')}-{digest}".lstrip("-")


def _visible(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError:
        return []
