"""Runs a function without stops to look for cyclic garbage: what a document is read into never forms cycles.

Reading 1 MB makes some 300,000 small objects that all stay. The collector would look at them again and again, a third
of the whole time, and find nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def uncollected(function: Callable[P, R]) -> Callable[P, R]:
    """The same function, with the collector off while it runs; a collector that was off stays off."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if not gc.isenabled():
            return function(*args, **kwargs)
        gc.disable()
        try:
            return function(*args, **kwargs)
        finally:
            gc.enable()

    return run
