"""The page of a brand: points in time, what changed in wording, where figures of several documents meet."""

import pytest
from django.test import Client

from cases.ingest import records
from cases.models import Brand

from .factories import CIXI, make_case

pytestmark = pytest.mark.django_db
AIM = "{}“人才港湾”行动，推动每个镇都拥有至少1名{}级以上专家。"


def page(client: Client) -> str:
    return client.get(Brand.objects.get().get_absolute_url()).content.decode()


def mention(title: str, year: int, level: str, **more) -> None:
    """A case whose brand is read in the sentence that sets its aim."""
    body = AIM.format(f"{year}年，当地实施", level)
    offset = len(f"{title}\n")
    at = offset + body.index("人才港湾")
    text = f"{title}\n{body}"
    brand = records.Brand("人才港湾", "平台", (records.Evidence.of(text, at, at + 4),), ())
    make_case(title, year=year, brands=(), outcomes=(), body=body, extra={"brands": (brand,)}, **more)


def test_a_change_of_wording_between_documents_is_marked(client: Client) -> None:
    mention("甲", 2012, "区")
    mention("乙", 2014, "市")
    told = page(client)
    assert told.index(">2012<") < told.index(">2014<")
    assert "<del>区</del><ins>市</ins>" in told


def test_the_same_wording_is_said_to_be_the_same(client: Client) -> None:
    mention("甲", 2012, "区")
    mention("乙", 2012, "区")
    told = page(client)
    assert "相同。" in told and "<ins>" not in told


def test_two_documents_that_agree_and_two_that_differ_stand_side_by_side(client: Client) -> None:
    figures = [("引进专家", 9, "名", "achieved"), ("落户企业", 3, "家", "achieved")]
    make_case("甲的人才港湾", outcomes=figures)
    make_case("乙的人才港湾", outcomes=[figures[0], ("落户企业", 5, "家", "achieved")])
    told = page(client)
    differ, agree = told.index("说法不同</span>"), told.index("2 份来源一致</span>")
    assert differ < agree
    between = told[differ:agree]
    assert "3家" in between and "5家" in between and between.count('class="said"') == 2


def test_a_target_is_not_held_against_a_result(client: Client) -> None:
    make_case("甲的人才港湾", outcomes=[("引进专家", 9, "名", "planned")])
    make_case("乙的人才港湾", outcomes=[("引进专家", 5, "名", "achieved")])
    assert 'id="agreements"' not in page(client)


def test_figures_of_other_places_and_of_other_sentences_are_not_the_brands(client: Client) -> None:
    make_case("甲", outcomes=[("引进专家", 9, "名", "achieved")])
    make_case("乙", outcomes=[("引进专家", 5, "名", "achieved")])
    assert 'id="agreements"' not in page(client)
    make_case("丙", place=CIXI, brands=("另一品牌",), outcomes=[("引进专家", 7, "名", "achieved")])
    assert "7名" not in client.get(Brand.objects.get(name="人才港湾").get_absolute_url()).content.decode()


def test_ways_of_writing_are_told_with_where_they_stand(client: Client) -> None:
    make_case("甲", brands=(("人才港湾", "平台", ("人才港湾平台",)),))
    make_case("乙", brands=(("人才港湾平台", "平台", ("人才港湾",)),))
    assert Brand.objects.count() == 1
    told = page(client)
    spellings = told[told.index('id="names"') :]
    assert "<dt>人才港湾</dt>" in spellings and "<dt>人才港湾平台</dt>" in spellings
