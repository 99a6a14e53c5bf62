"""The web application for gunicorn, loaded once before its workers fork."""

import gc
import logging
import os
from importlib import import_module

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talentkb.settings")
os.environ["TALENTKB_SERVING"] = "1"

from django.conf import settings  # noqa: E402 -- settings read the variable above.
from django.core.wsgi import get_wsgi_application  # noqa: E402

from search import segment, suggest  # noqa: E402
from talentkb.server import LIFELINE  # noqa: E402

application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)  # With all pages: Django would bring them in at the first request.
segment.load()
suggest.load()
if not settings.DATABASE_URL and LIFELINE not in os.environ:  # `up` has its own words for that.
    logging.getLogger(__name__).warning(
        "No DATABASE_URL: serving from the embedded database, which is for trying out. See docs/operations.md."
    )
# What is loaded once stays for good: the collector need not look at it again in every worker.
gc.collect()
gc.freeze()
