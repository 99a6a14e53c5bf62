"""Sessions end after SESSION_IDLE without work and, worked in or not, after SESSION_COOKIE_AGE.

The rules stand in the store, so that a request that does not ask for its session costs nothing.
"""

import time
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db

# The time of the last request is noted when the one before is so long ago, not with every request.
STEP = 5 * 60
BEGAN, SEEN = "began", "seen"


class SessionStore(db.SessionStore):
    """Django's sessions in the database; one of somebody signed in knows when it began and was last used."""

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing if its time is over."""
        data = super().load()
        if SESSION_KEY not in data:
            return data
        now = int(time.time())
        began, seen = data.get(BEGAN, now), data.get(SEEN, now)
        if now - began >= settings.SESSION_COOKIE_AGE or now - seen >= settings.SESSION_IDLE:
            self.delete(self.session_key)
            self._session_key = None
            return {}
        if BEGAN not in data or now - seen >= STEP:
            data |= {BEGAN: began, SEEN: now}
            self.modified = True
        return data

    def cycle_key(self) -> None:
        """A new key, as signing in makes it: the time begins anew."""
        self[BEGAN] = self[SEEN] = int(time.time())
        super().cycle_key()
