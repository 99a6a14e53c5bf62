"""The web application for gunicorn, loaded once before its workers fork."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talentkb.settings")
os.environ["TALENTKB_SERVING"] = "1"

from django.core.wsgi import get_wsgi_application  # noqa: E402 -- settings read the variable above.

from search import segment  # noqa: E402

application = get_wsgi_application()
segment.load()
