"""Twenty items of the review queue by the keyboard alone: keys struck, and the time that the server took.

    python -m benchmarks.reviewing --documents 1000 --keep large

A browser signs in as a reviewer, opens the queue and touches no mouse: most items are confirmed, every tenth is
rejected with a reason, every tenth is corrected first. The site is served by gunicorn as `up` starts it. A character
counts as one key; with an input method for Chinese it takes two or three. A reader's own time is not in the figures.
"""

import argparse
import json
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talentkb.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth.models import Group, User  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from playwright.sync_api import Page, Response, sync_playwright  # noqa: E402

from benchmarks import generated  # noqa: E402
from benchmarks.scratch import database, fill  # noqa: E402
from benchmarks.serving import serving  # noqa: E402
from cases.models import Edit  # noqa: E402
from talentkb import prepare  # noqa: E402

BROWSERS = ("chromium-headless-shell", "chromium")
GIVEN = 300  # seconds in which twenty items should be done
REASON, ADDED = "不是成效", "（核）"


@dataclass
class Worked:
    """What it took: keys, requests with their milliseconds, seconds by the clock, seconds of the server's processor."""

    items: int
    keys: int = 0
    answered: list[float] = field(default_factory=list)
    seconds: float = 0.0
    work: float = 0.0
    edits: int = 0

    def figures(self) -> dict[str, float]:
        """The figures by their names; ``left_s`` is what a person has for each item in five minutes."""
        return {
            "items": self.items,
            "keys": self.keys,
            "keys_per_item": self.keys / self.items,
            "requests": len(self.answered),
            "server_s": sum(self.answered) / 1000,
            "server_ms_per_item": sum(self.answered) / self.items,
            "slowest_ms": max(self.answered),
            "work_s": self.work,
            "seconds": self.seconds,
            "left_s_per_item": (GIVEN - self.seconds) / self.items,
            "edits": self.edits,
        }


class Keys:
    """A keyboard that counts."""

    def __init__(self, page: Page) -> None:
        self.page, self.struck = page, 0

    def press(self, key: str) -> None:
        """One key."""
        self.struck += 1
        self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """A key for each character."""
        self.struck += len(text)
        self.page.keyboard.type(text)


def review(page: Page, address: str, items: int) -> Worked:
    """Work on so many items, from the first page of the queue on."""
    told = Worked(items)
    page.goto(f"{address}{reverse('admin:review')}?kind=outcome")
    page.locator("article.item").wait_for()
    keys, before, begun = Keys(page), Edit.objects.count(), time.perf_counter()
    page.on("response", lambda answer: told.answered.append(_milliseconds(answer)))
    for number in range(items):
        with page.expect_navigation():
            if number % 10 == 3:
                keys.press("r")
                keys.type(REASON)
                keys.press("Enter")
            elif number % 10 == 7:
                keys.press("e")
                keys.press("End")
                keys.type(ADDED)
                keys.press("Enter")
            elif page.locator("#why").count():  # The source does not say it in so many words.
                keys.press("j")
            else:
                keys.press("a")
        page.locator("article.item").wait_for()
    told.seconds, told.keys, told.edits = (
        time.perf_counter() - begun,
        keys.struck,
        Edit.objects.count() - before,
    )
    return told


def _milliseconds(answer: Response) -> float:
    """From the sending of a request to the first byte of its answer; 0 for what the browser had already."""
    timing = answer.request.timing
    return max(0.0, timing["responseStart"] - timing["requestStart"]) if timing["responseStart"] > 0 else 0.0


@contextmanager
def reviewer(address: str) -> Iterator[Page]:
    """A page of a browser in which a reviewer has signed in."""
    user, _ = User.objects.get_or_create(username="reviewer", is_staff=True)
    user.groups.add(Group.objects.get(name="审核"))
    client = Client()
    client.force_login(user)
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        raise SystemExit(f"none of {', '.join(BROWSERS)} is installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            context = browser.new_context()
            name = settings.SESSION_COOKIE_NAME
            context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])
            yield context.new_page()
        finally:
            browser.close()


def main(arguments: Sequence[str] | None = None) -> None:
    """Fill a database, serve it, work on items, print the figures."""
    options = _options(arguments)
    with database(options.keep):
        fill(options.documents, options.characters)
        prepare.collect()
        with serving() as (port, work):
            address = f"http://localhost:{port}"
            # Playwright's own loop makes Django think that it runs inside one.
            os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
            with reviewer(address) as page:
                before = work()
                told = review(page, address, options.items)
                told.work = work() - before
    figures = told.figures()
    print(json.dumps(figures) if options.json else "\n".join(lines(figures)))


def lines(figures: dict[str, float]) -> Iterator[str]:
    """The figures in words."""
    yield f"{figures['items']} items, {figures['keys']} keys ({figures['keys_per_item']:.1f} for each), no mouse"
    yield (
        f"server: {figures['requests']} requests, {figures['server_s']:.2f} s in all, "
        f"{figures['server_ms_per_item']:.0f} ms for each item, the slowest {figures['slowest_ms']:.0f} ms; "
        f"{figures['work_s']:.2f} s of its processor"
    )
    yield (
        f"by the clock {figures['seconds']:.1f} s; in five minutes that leaves {figures['left_s_per_item']:.1f} s "
        f"to read and decide each; {figures['edits']} rows of history"
    )


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Items of the review queue by the keyboard alone.")
    parser.add_argument("--items", type=int, default=20, metavar="N")
    parser.add_argument("--documents", type=int, default=1_000, metavar="N")
    parser.add_argument(
        "--characters", type=int, default=generated.CHARACTERS, metavar="N", help="of a document"
    )
    parser.add_argument("--keep", default="", metavar="NAME", help="leave the database, and go on with it")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
