"""Pictures of every kind of page, with the demonstration documents: to look at, and the few that the README shows.

    python -m tests.screenshots                 those of docs/screenshots/, anew
    python -m tests.screenshots --all folder/   every kind of page in every width and scheme, from head to foot

The pages are those that gunicorn serves over a database of their own, which is gone afterwards.
"""

import argparse
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talentkb.settings")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright runs an event loop in this thread.
django.setup()

from playwright.sync_api import Browser, sync_playwright  # noqa: E402

from benchmarks.scratch import database  # noqa: E402
from benchmarks.serving import serving  # noqa: E402
from cases.models import Brand, Case, Document, Policy  # noqa: E402
from talentkb import prepare  # noqa: E402
from tests.conftest import CHROMIUM, QUIET  # noqa: E402

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
WIDTHS, SCHEMES = (390, 768, 1440), ("light", "dark")
HEIGHTS = {390: 780, 768: 900, 1440: 900}
# Kind of page, width, scheme.
SHOWN = (
    ("home", 1440, "light"),
    ("case", 1440, "light"),
    ("case", 390, "light"),
    ("comparison", 1440, "light"),
    ("list", 768, "dark"),
)


def pages() -> dict[str, str]:
    """An address of every kind of page; of cases, brands, policies and sources the one that tells most."""
    case = max(Case.objects.public(), key=lambda each: each.outcomes.count())
    brand = max(Brand.objects.public(), key=lambda each: each.mentions.count())
    policy = max(Policy.objects.public(), key=lambda each: each.benefits.count())
    source = max(Document.objects.public(), key=lambda each: len(each.text))
    typed = quote("人才公寓")
    return {
        "home": "/",
        "list": "/cases/",
        "filtered": "/cases/?county=330200&status=achieved&has_brand=yes&since=2012",
        "search": f"/cases/?q={typed}",
        "nothing": f"/cases/?q={quote('没有这样的词')}&county=330281",
        "case": case.get_absolute_url(),
        "hits": f"{case.get_absolute_url()}?q={quote('人才')}",
        "counties": "/counties/",
        "county": "/counties/330281/",
        "province": "/counties/330000/",
        "brands": "/brands/",
        "brand": brand.get_absolute_url(),
        "policies": "/policies/",
        "policy": policy.get_absolute_url(),
        "benefits": "/policies/benefits/",
        "start": "/compare/",
        "comparison": "/compare/?county=330281&county=330282&county=330212&county=330213&county=330206",
        "sources": "/sources/",
        "source": source.get_absolute_url(),
        "coverage": "/coverage/",
        "about": "/about/",
        "refused": "/cases/?x=1",
    }


def take(browser: Browser, site: str, kind: str, address: str, width: int, scheme: str, whole: bool) -> bytes:
    """A picture of a page: the whole of it, or what is seen before scrolling."""
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHTS[width]}, color_scheme=scheme, locale="zh-CN"
    )
    page = context.new_page()
    page.goto(f"{site}{address}")
    taken = page.screenshot(full_page=whole)
    context.close()
    return taken


def all_of(only: list[str]) -> Iterator[tuple[str, int, str]]:
    """Every kind of page, or only some, in every width and scheme."""
    for kind in only or pages():
        for width in WIDTHS:
            for scheme in SCHEMES:
                yield kind, width, scheme


def main() -> None:
    """Fill a database, serve it, take the pictures."""
    parser = argparse.ArgumentParser(description="Pictures of every kind of page.")
    parser.add_argument(
        "--all", type=Path, metavar="FOLDER", help="every kind, width and scheme into a folder"
    )
    parser.add_argument("kinds", nargs="*", help="with --all: only these kinds of pages")
    options = parser.parse_args()
    folder = options.all or FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    prepare.collect()
    with database():
        prepare.demonstrate()
        addresses = pages()
        with serving() as (port, _), sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, "--no-sandbox"])
            wanted = all_of(options.kinds) if options.all else SHOWN
            for kind, width, scheme in wanted:
                site = f"http://localhost:{port}"
                taken = take(chromium, site, kind, addresses[kind], width, scheme, bool(options.all))
                (folder / f"{kind}-{width}-{scheme}.png").write_bytes(taken)
            chromium.close()


if __name__ == "__main__":
    main()
