"""What pictures are taken of: every kind of page, and those that the documents show."""

import re

import pytest
from django.test import Client

from tests import screenshots

from .kinds_of_pages import make_cases

SIZE = 200_000  # bytes of a picture that everybody who clones the project loads


@pytest.mark.django_db
def test_pictures_are_taken_of_pages_that_there_are(client: Client) -> None:
    make_cases()
    answers = {kind: client.get(address).status_code for kind, address in screenshots.pages().items()}
    assert answers.pop("refused") == 400
    assert set(answers.values()) == {200}
    assert {kind for kind, *_ in screenshots.SHOWN} <= answers.keys()
    assert len(list(screenshots.all_of([]))) == 6 * (len(answers) + 1)
    assert list(screenshots.all_of(["home"]))[0] == ("home", 390, "light")


def test_the_documents_show_the_pictures_that_are_taken_anew() -> None:
    taken = {f"{kind}-{width}-{scheme}.png" for kind, width, scheme in screenshots.SHOWN}
    assert {path.name for path in screenshots.FOLDER.iterdir()} == taken
    assert all(path.stat().st_size < SIZE for path in screenshots.FOLDER.iterdir())
    for name in ("README.md", "README.zh-CN.md"):
        text = (screenshots.FOLDER.parents[1] / name).read_text("utf-8")
        assert set(re.findall(r"docs/screenshots/([\w.-]+)", text)) == taken, name
