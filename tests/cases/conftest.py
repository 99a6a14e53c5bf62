"""What browser tests of the pages share: the site as it is answered to the browser."""

from collections.abc import Callable, Iterator
from contextvars import copy_context
from html import escape
from pathlib import Path

import pytest
from django.contrib import admin
from django.contrib.staticfiles import finders

SITE = "http://site.test"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
# Tests look at what is registered at the desk, which comes with the addresses.
admin.autodiscover()


@pytest.fixture
def site(page, answers) -> Iterator[Callable[[str], str]]:
    """Serve the site to the browser, and fail on anything that the content security policy forbids.

    ``answers``, a fixture of the module, gives what the site answers at a path.
    """
    forbidden = []
    # Playwright answers in a context of its own, where Django would open another connection.
    here = copy_context()

    def answer(route) -> None:
        path = route.request.url.removeprefix(SITE)
        if path.startswith("/static/"):
            file = Path(finders.find(path.removeprefix("/static/")))
            route.fulfill(body=file.read_bytes(), content_type=TYPES[file.suffix])
            return
        made = here.run(answers, path)
        if made.has_header("Location") and route.request.is_navigation_request():
            # Playwright does not answer for where a redirect leads: the browser goes there by itself.
            onward = f'<meta http-equiv="refresh" content="0; url={escape(made["Location"])}">'
            route.fulfill(body=onward, content_type="text/html")
            return
        route.fulfill(status=made.status_code, headers=dict(made.items()), body=made.content)

    page.route(f"{SITE}/**", answer)
    page.on("console", lambda each: forbidden.append(each.text) if "Content Security" in each.text else None)
    yield lambda path: SITE + path
    assert not forbidden
