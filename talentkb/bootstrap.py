"""From a bare clone with only python3 to a virtual environment; standard library only."""

import sys


def at_hand() -> bool:
    """Whether this Python has the packages."""
    from importlib.util import find_spec

    return find_spec("django") is not None


def enter() -> None:
    """Build and go on."""
    sys.exit("…")
