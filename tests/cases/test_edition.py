"""What is read of the whole content once an edition: kept until anything is written, and told anew behind that."""

import re

import pytest
from django.test import Client

from cases.models import Brand, Case
from cases.models.edition import once_an_edition

from .factories import CIXI, CaseSpec, make_case, make_document

pytestmark = pytest.mark.django_db


def test_a_read_is_made_again_only_behind_a_write() -> None:
    reads = []

    @once_an_edition
    def read() -> int:
        reads.append(Case.objects.count())
        return reads[-1]

    assert [read(), read()] == [0, 0] and len(reads) == 1
    make_case("甲")
    assert [read(), read(), read()] == [1, 1, 1] and len(reads) == 2
    make_case("乙")
    assert [read(), read()] == [2, 2] and len(reads) == 3


def test_overviews_and_lists_follow_a_write(client: Client) -> None:
    make_case("甲", brands=("人才港湾",))
    for address in ("/", "/counties/", "/coverage/", "/brands/", "/sources/", "/policies/"):
        assert client.get(address).status_code == 200
    make_case("乙", place=CIXI, brands=("海创之家",), policies=(("安居办法", "formal", "住房", ()),))
    for address, told in (
        ("/", "海创之家"),
        ("/counties/", 'href="/counties/330282/"'),
        ("/coverage/", "2 份文件"),
        ("/brands/", "海创之家"),
        ("/sources/", "乙"),
        ("/policies/", "安居办法"),
    ):
        assert told in client.get(address).content.decode(), address


def test_the_brands_of_most_cases_come_first_over_all_pages(client: Client) -> None:
    names = [f"港湾{number:02}号" for number in range(23)]
    make_document(
        CaseSpec("甲", brands=names), CaseSpec("乙", brands=names[20:]), CaseSpec("丙", brands=names[22:])
    )
    brands = {brand.key: brand.name for brand in Brand.objects.all()}
    listed = []
    for page in (1, 2):
        shown = client.get(f"/brands/?page={page}").content.decode()
        keys = re.findall(r'href="/brands/([a-z2-7]{8})/"', shown[shown.index('id="results"') :])
        listed += [brands[key] for key in dict.fromkeys(keys)]
    assert listed == [names[22], *names[20:22], *names[:20]]
    assert client.get("/brands/?page=3").status_code == 404
