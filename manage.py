#!/usr/bin/env python3
"""Django's manage.py, which builds .venv first and goes on in it where Django is not at hand."""

import os
import sys

if sys.version_info < (3, 11):  # noqa: UP036 -- an older one must be told.
    sys.exit("需要 Python 3.11 或更高版本，现在是 %d.%d。请换用较新的 python3 运行。" % sys.version_info[:2])

from talentkb import bootstrap


def main() -> None:
    """Run the command of the command line; a known fault ends in a sentence, not in a traceback."""
    if not bootstrap.at_hand():
        bootstrap.enter()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talentkb.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db.utils import NotSupportedError, OperationalError

    from talentkb.embedded import EmbeddedError

    try:
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, EmbeddedError, OperationalError, NotSupportedError) as error:
        if "--traceback" in sys.argv:
            raise
        if isinstance(error, OperationalError):
            sys.exit(f"数据库无法使用：{str(error).strip()}\n请检查 DATABASE_URL 和数据库服务是否在运行。")
        if isinstance(error, NotSupportedError):
            sys.exit(f"数据库版本过低，需要 PostgreSQL 14 或更高版本（{error}）。")
        sys.exit(str(error))


if __name__ == "__main__":
    main()
