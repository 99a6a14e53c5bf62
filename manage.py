#!/usr/bin/env python3
"""Django's manage.py, which builds .venv first and goes on in it where Django is not at hand."""

import os
import signal
import sys

if sys.version_info < (3, 11):  # noqa: UP036 -- an older one must be told.
    sys.exit(
        "需要 Python 3.11 或更高版本，现在是 {}.{}。请换用较新的 python3 运行。".format(*sys.version_info)
    )

from talentkb import bootstrap


def main() -> None:
    """Run the command of the command line; a known fault ends in a sentence, not in a traceback."""
    if not bootstrap.at_hand():
        bootstrap.enter()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talentkb.settings")
    # A plain end would skip what Python does at exit, and the embedded database would be left running.
    for ending in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(ending) == signal.SIG_DFL:
            signal.signal(ending, lambda number, _: sys.exit(128 + number))
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db.utils import NotSupportedError, OperationalError

    from talentkb.database import faults
    from talentkb.embedded import EmbeddedError

    try:
        execute_from_command_line(sys.argv)
    except KeyboardInterrupt:
        sys.exit(130)
    except (ImproperlyConfigured, EmbeddedError, OperationalError, NotSupportedError) as error:
        if "--traceback" in sys.argv:
            raise
        sys.exit(
            faults.explain(error) if isinstance(error, OperationalError | NotSupportedError) else str(error)
        )


if __name__ == "__main__":
    main()
