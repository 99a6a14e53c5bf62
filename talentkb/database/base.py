"""PostgreSQL as Django speaks to it, with two additions that a site left to itself needs.

Where settings say EMBEDDED, the server of the data folder is started whenever a connection is really wanted.
Starting it here and not in settings keeps every command that needs no database (check, help, collectstatic)
free of one, and a killed server comes back with the next connection.

Web processes draw their connections from a pool that notices a restarted server: see `Pool`.
"""

from typing import Any

import psycopg
from django.conf import settings
from django.db.backends.postgresql import base
from psycopg_pool import ConnectionPool

from talentkb import embedded


class Pool(ConnectionPool):
    """A pool that hands out living connections only.

    psycopg's own check waits a second before it tries the next connection, and a restart of the server has
    ended all of them: a request would run out of time among dead ones. Here the first dead one empties the pool.
    """

    def getconn(self, timeout: float | None = None) -> psycopg.Connection:
        """A connection that has just answered; raises PoolTimeout when there is none in time."""
        connection = super().getconn(timeout)
        try:
            self.check_connection(connection)
        except psycopg.OperationalError:
            self.putconn(connection)
            self.drain()
            connection = super().getconn(timeout)
        return connection


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to the server of DATABASE_URL, or else to the embedded one."""

    @property
    def pool(self) -> Pool | None:
        """This process's pool for this alias, not yet opened; None where settings ask for no pool."""
        options = self.settings_dict["OPTIONS"].get("pool")
        if self.alias == base.NO_DB_ALIAS or not options:
            return None
        if self.alias not in self._connection_pools:
            made = Pool(
                kwargs=self._pool_parameters, open=False, configure=self._configure_connection, **options
            )
            self._connection_pools.setdefault(
                self.alias, made
            )  # Of several threads at once the first one wins.
        return self._connection_pools[self.alias]

    def get_connection_params(self) -> dict[str, Any]:
        """The parameters for psycopg; outside a pool, once the server runs. Raises EmbeddedError."""
        parameters = super().get_connection_params()
        return parameters if self.pool else self._with_server(parameters)

    def _pool_parameters(self) -> dict[str, Any]:
        """Asked by the pool at each new connection; Django switches autocommit off where it wants that."""
        return self._with_server(super().get_connection_params() | {"autocommit": True})

    def _with_server(self, parameters: dict[str, Any]) -> dict[str, Any]:
        if not self.settings_dict.get("EMBEDDED"):
            return parameters
        return parameters | {"host": embedded.ensure(settings.DATA_DIR)}
