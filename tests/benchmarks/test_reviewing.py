"""What measures the review queue: items by the keyboard, each key and each answer counted."""

import pytest
from django.conf import settings
from django.test import Client

from benchmarks import reviewing
from cases.models import Outcome
from tests.cases.factories import make_case
from tests.cases.roles import REVIEW, make_user
from tests.cases.served import served
from tests.conftest import window

ITEMS = 9


@pytest.mark.browser
@pytest.mark.django_db
def test_items_are_confirmed_rejected_and_corrected_by_keys_that_are_counted(browser) -> None:
    make_case(outcomes=[(f"引进第{n}类人才", 100 + n, "名", "achieved") for n in range(ITEMS + 1)])
    client = Client()
    client.force_login(make_user(REVIEW))
    name = settings.SESSION_COOKIE_NAME
    with served() as address:
        context = window(browser)
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])
        told = reviewing.review(context.new_page(), address, ITEMS)
        context.close()
    states = list(Outcome.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["confirmed"] * 3 + ["rejected"] + ["confirmed"] * 5 + ["unreviewed"]
    assert Outcome.objects.filter(indicator__endswith=reviewing.ADDED).count() == 1
    reject, correct = 2 + len(reviewing.REASON), 3 + len(reviewing.ADDED)
    figures = told.figures()
    assert figures["keys"] == ITEMS - 2 + reject + correct and figures["edits"] == ITEMS
    assert 0 < figures["server_s"] < figures["seconds"] and len(list(reviewing.lines(figures))) == 3
