"""Scripts that run in a peer's own environment: each reads one of our files with the peer's code, and prints JSON.

`Xmi.java` is run from its source, by the Java of the machine.

What they print: `versions` of what read it; `read`, a list of label, quote and link (or null) of every mention found;
and `error`, what the peer refused it with, or nothing.
"""

from __future__ import annotations
