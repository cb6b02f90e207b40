"""Every format by name; a format's module is imported only when somebody asks for it."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from dvo_tui.errors import DatasetError
from dvo_tui.exchange.base import Format
from dvo_tui.language import N_, _

_MODULES: dict[str, str] = {
    "yaml": "native:YAML",
    "json": "native:JSON",
    "jsonl": "native:JSONL",
    "brat": "brat:FORMAT",
    "doccano": "doccano:FORMAT",
    "labelstudio": "labelstudio:FORMAT",
    "prodigy": "prodigy:FORMAT",
    "docbin": "docbin:FORMAT",
    "conll": "conll:FORMAT",
    "sentences": "sentences:FORMAT",
    "csv": "tables:CSV",
    "tsv": "tables:TSV",
    "uima": "uima:FORMAT",
    "folia": "folia:FORMAT",
    "akomantoso": "akomantoso:FORMAT",
    "ori": "ori:FORMAT",
    "huggingface": "huggingface:FORMAT",
    "webannotation": "webannotation:FORMAT",
    "ical": "ical:FORMAT",
    "report": "report:MARKDOWN",
    "report-html": "report:HTML",
}
"""Where each format is: the module in this package, and what it is called there."""


def names() -> tuple[str, ...]:
    """What `--format` may be, in the order in which they are listed."""
    return tuple(_MODULES)


def format_of(name: str) -> Format:
    """A format by name, whether or not what it needs is installed.

    Raises:
        DatasetError: if there is none.
    """
    if name not in _MODULES:
        raise DatasetError("there is no format {name}; there are {names}", name=name, names=", ".join(_MODULES))
    module, attribute = _MODULES[name].split(":")
    found = getattr(import_module(f"dvo_tui.exchange.{module}"), attribute)
    assert isinstance(found, Format)
    return found


def usable(name: str) -> Format:
    """A format by name that can be used here.

    Raises:
        DatasetError: if there is none, or it needs what is not installed; then it says what to install.
    """
    found = format_of(name)
    if not all(_is_there(module) for module in found.modules):
        raise DatasetError(
            "the format {name} needs more than is installed: pip install 'dvo-tui[{extra}]'",
            name=name,
            extra=found.extra,
        )
    return found


UNITS = {
    "document": N_("files of each document, in a folder"),
    "file": N_("one file"),
    "folder": N_("a folder"),
}


def about(name: str) -> dict[str, object]:
    """A format for people and scripts: how it is written, whether it can be read, what it needs and holds."""
    form = format_of(name)
    extra = form.extra if form.extra and not all(map(_is_there, form.modules)) else ""
    return {
        "format": name,
        "unit": _(UNITS[form.unit]),
        "import": _("yes") if form.decode is not None else _("no"),
        "needs": f"dvo-tui[{extra}]" if extra else "",
        "title": _(form.title),
        "suffix": form.suffix,
        "holds": sorted(form.holds),
    }


def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:  # of what is above it
        return False
