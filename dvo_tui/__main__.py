"""`python -m dvo_tui`."""

from __future__ import annotations

from dvo_tui.cli import main

if __name__ == "__main__":
    main()
