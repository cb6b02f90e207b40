"""Writes a dataset of ours in a format whose extra is installed with the peers: `python -m tests.peers.written`."""

from __future__ import annotations

import sys
from pathlib import Path

from dvo_tui.exchange import registry
from dvo_tui.exchange.dataset import read_dataset
from dvo_tui.exchange.exporting import Named, export_all

if __name__ == "__main__":
    source, form, output = sys.argv[1:]
    export_all([Named("verslag", read_dataset(Path(source)))], registry.usable(form), Path(output))
