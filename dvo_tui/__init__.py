"""Review Dutch safety-council minutes by keyboard; holds the version and nothing else."""

from __future__ import annotations

__version__ = "0.1.0"
