"""The backend that settings name when DATABASE_URL is unset.

Starting the server here and not in settings keeps every command that needs no database (check, help,
collectstatic) free of one, without guessing from the command line.
"""

from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base

from talentkb import embedded


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to the embedded server."""

    def get_connection_params(self) -> dict[str, Any]:
        """The parameters for psycopg, once the server runs; raises EmbeddedError."""
        self.settings_dict["HOST"] = embedded.ensure(settings.DATA_DIR)
        return super().get_connection_params()
