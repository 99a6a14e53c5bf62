"""Duplicates: which pairs are proposed, what merging moves, where old addresses lead, and that undoing puts all back."""

import pytest
from django.contrib.auth.models import Permission, User
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from cases import actions, duplicates
from cases.actions import merging
from cases.models import Benefit, Brand, BrandMention, Case, Document, Edit, Evidence, Merge, Outcome, Policy
from search.index import find
from search.query import parse
from tests.cases.factories import CIXI, CaseSpec, make_case, make_document, make_record
from tests.cases.roles import ENTRY, REVIEW, make_user

pytestmark = pytest.mark.django_db

BODY = "服务窗口搬进了产业园区。企业不出园就能办完手续。去年又增设了夜间窗口。青年公寓同时开放申请。"


def brand(name: str) -> Brand:
    return Brand.objects.get(name=name)


def two_brands() -> tuple[Brand, Brand]:
    make_case("甲文", brands=["海创之家"], year=2012)
    make_case("乙文", brands=["海创之家服务平台"], year=2013)
    return brand("海创之家"), brand("海创之家服务平台")


def proposed(kind: str, **more) -> list[tuple[str, str]]:
    return [(str(pair.one), str(pair.other)) for pair in duplicates.find(kind, **more).pairs]


def state_of_brands() -> list:
    fields = ("name", "name_key", "kind", "place", "decided", "merged_into")
    aliases = {each.pk: sorted(each.aliases.values_list("name", "origin")) for each in Brand.objects.all()}
    mentions = sorted(BrandMention.objects.values_list("case", "brand", "state", "fingerprint"))
    return [sorted(map(str, Brand.objects.values_list("pk", *fields))), aliases, mentions]


def found(words: str) -> set[int]:
    return {owner for owner, _ in find(parse(words)).owners}


@pytest.mark.parametrize(
    ("one", "other", "are"),
    [
        ("海创之家", "海创之家服务平台", True),  # generic endings
        ("姚江英才计划", "姚江英才行动计划", True),
        ("人才服务港湾", "慈溪人才服务港湾", True),  # one holds the other
        ("英才", "英才培育行动", False),  # too short to be held
        ("港湾人才", "浙东滨海港湾人才创业大赛", False),  # less than half of it
        ("海创之家", "智汇之家", False),
    ],
)
def test_names_are_alike(one: str, other: str, are: bool) -> None:
    assert bool(list(duplicates.alike({1: [one], 2: [other]}))) is are


def test_an_ending_goes_only_where_enough_stays() -> None:
    assert [
        duplicates.stem(each) for each in ("海创之家品牌", "英才计划", "人才工程", "三三计划实施方案")
    ] == [
        "海创之家",
        "英才计划",
        "人才工程",
        "三三计划",
    ]


def test_pairs_are_of_one_place_and_those_rejected_do_not_come_back(admin_user: User) -> None:
    one, other = two_brands()
    make_case("丙文", brands=["海创之家工程"], place=CIXI)
    assert proposed("brand") == [("海创之家", "海创之家服务平台")]
    assert proposed("brand", place=one.place) == proposed("brand")
    pair = merging.reject_pair(one=one, other=other, user=admin_user, reason="两家单位")
    assert not proposed("brand")
    assert (pair.state, pair.user, pair.reason) == ("rejected", admin_user, "两家单位")
    merging.undo(pair=pair, user=admin_user)
    assert proposed("brand") == [("海创之家", "海创之家服务平台")]


def test_a_page_of_pairs_ends_behind_a_place_and_the_next_begins_there(monkeypatch) -> None:
    two_brands()
    for title, name in (
        ("丙文", "智谷"),
        ("丁文", "智谷项目"),
        ("戊文", "智谷之家"),
        ("己文", "智谷之家品牌"),
    ):
        make_case(title, brands=[name], place=CIXI)
    monkeypatch.setattr(duplicates, "MOST", 1)
    first = duplicates.find("brand")
    rest = duplicates.find("brand", after=first.after)
    shown = [{(str(pair.one), str(pair.other)) for pair in page.pairs} for page in (first, rest)]
    assert first.after and shown[0] and shown[1] and not shown[0] & shown[1]
    assert duplicates.find("brand", after="nonsense").pairs


def test_a_merge_moves_everything_and_the_old_address_leads_on(client: Client, admin_user: User) -> None:
    kept, gone = two_brands()
    evidence = set(Evidence.objects.values_list("pk", flat=True))
    assert client.get(gone.get_absolute_url()).status_code == 200
    merging.merge(kept=kept, gone=gone, user=admin_user, reason="同一个窗口")
    kept, gone = brand("海创之家"), brand("海创之家服务平台")
    assert set(kept.mentions.values_list("case__title", flat=True)) == {"甲文", "乙文"}
    assert set(Evidence.objects.values_list("pk", flat=True)) == evidence
    assert [alias.name for alias in kept.aliases.all()] == ["海创之家服务平台"]
    for address in (gone.get_absolute_url(),):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (301, kept.get_absolute_url())
        # A browser would keep it for good, also for an editor who then undoes the merge.
        assert answer["Cache-Control"] == "no-cache"
    page = client.get(kept.get_absolute_url()).content.decode()
    assert "又作 海创之家服务平台" in page and "见于 2 个案例" in page
    edits = {
        (str(each.brand), each.field, each.before, each.after, each.reason) for each in Edit.objects.all()
    }
    assert edits == {
        ("海创之家", "absorbed", None, "海创之家服务平台", "同一个窗口"),
        ("海创之家服务平台", "merged_into", None, "海创之家", "同一个窗口"),
    }
    assert not actions.check_index() and not proposed("brand")
    assert found("海创之家服务平台") == found("海创之家")


def test_the_name_that_was_chosen_stays_whatever_most_cases_say(admin_user: User) -> None:
    kept, gone = two_brands()
    make_case("丙文", brands=["海创之家服务平台"], year=2014)
    merging.merge(kept=kept, gone=gone, user=admin_user)
    assert Brand.objects.get(pk=kept.pk).name == "海创之家"


def test_undoing_puts_all_back_and_takes_along_what_came_since(client: Client, admin_user: User) -> None:
    kept, gone = two_brands()
    before = state_of_brands()
    pair = merging.merge(kept=kept, gone=gone, user=admin_user)
    merging.undo(pair=pair, user=admin_user)
    assert state_of_brands() == before and not actions.check_index()
    assert client.get(gone.get_absolute_url()).status_code == 200
    pair = merging.merge(
        kept=Brand.objects.get(pk=kept.pk), gone=Brand.objects.get(pk=gone.pk), user=admin_user
    )
    make_case("丙文", brands=["海创之家服务平台"], year=2014)
    assert Brand.objects.get(pk=kept.pk).mentions.count() == 3
    merging.undo(pair=pair, user=admin_user)
    titles = BrandMention.objects.filter(brand=gone).values_list("case__title", flat=True)
    assert set(titles) == {"乙文", "丙文"}
    with pytest.raises(ValidationError, match="已经撤销"):
        merging.undo(pair=pair, user=admin_user)


def test_a_reading_does_not_bring_back_what_was_merged(client: Client, admin_user: User) -> None:
    kept, gone = two_brands()
    merging.merge(kept=kept, gone=gone, user=admin_user)
    answer = actions.store_document(
        record=make_record(
            CaseSpec(title="乙文", brands=["海创之家服务平台", "青年夜校"], year=2013), filename="乙文二.txt"
        )
    )
    assert answer.status == "stored"
    assert set(Brand.objects.filter(merged_into=None).values_list("name", flat=True)) == {
        "海创之家",
        "青年夜校",
    }
    assert Brand.objects.get(pk=kept.pk).mentions.count() == 3
    assert client.get(gone.get_absolute_url()).status_code == 301


def test_a_case_with_both_names_shows_one_brand_with_all_its_words(client: Client, admin_user: User) -> None:
    case = make_case("甲文", brands=["海创之家", "海创之家服务平台"])
    merging.merge(kept=brand("海创之家"), gone=brand("海创之家服务平台"), user=admin_user)
    assert case.brand_mentions.count() == 2
    page = client.get(case.get_absolute_url()).context
    assert [str(each) for each in page["brands"]] == ["海创之家"] and len(page["brands"][0].witnesses) == 2
    page = client.get(brand("海创之家").get_absolute_url())
    assert len(page.context["mentions"]) == 1 and "见于 1 个案例" in page.content.decode()
    assert (
        client.get(reverse("cases")).content.decode().count(">海创之家<") <= 2
    )  # Its chip, and the filter's box.
    for mention in case.brand_mentions.all():
        actions.confirm_fact(fact=mention, user=admin_user)


def test_chains_are_led_on_and_undone_from_the_last(client: Client, admin_user: User) -> None:
    for number, name in enumerate(("青年夜校", "青年夜校工程", "青年夜校平台")):
        make_case(f"文{number}", brands=[name])
    a, b, c = map(brand, ("青年夜校", "青年夜校工程", "青年夜校平台"))
    first = merging.merge(kept=a, gone=b, user=admin_user)
    second = merging.merge(kept=c, gone=Brand.objects.get(pk=a.pk), user=admin_user)
    for each in (a, b):
        assert client.get(each.get_absolute_url())["Location"] == c.get_absolute_url()
    with pytest.raises(ValidationError, match="先撤销"):
        merging.undo(pair=first, user=admin_user)
    merging.undo(pair=second, user=admin_user)
    assert client.get(b.get_absolute_url())["Location"] == a.get_absolute_url()
    merging.undo(pair=first, user=admin_user)
    assert {each.mentions.count() for each in Brand.objects.all()} == {1}


def test_policies_bring_what_they_offer_and_their_names(client: Client, admin_user: User) -> None:
    make_case("甲文", policies=[("人才新政十条", "formal", "引才", (("博士", 500000, "元"),))])
    make_case("乙文", policies=[("人才新政十条实施办法", "formal", "引才", (("硕士", 200000, "元"),))])
    kept, gone = (Policy.objects.get(name=name) for name in ("人才新政十条", "人才新政十条实施办法"))
    assert proposed("policy") == [(kept.name, gone.name)]
    pair = merging.merge(kept=kept, gone=gone, user=admin_user)
    assert Benefit.objects.filter(policy=kept).count() == 2
    assert gone.name_key in Policy.objects.get(pk=kept.pk).other_keys
    assert client.get(gone.get_absolute_url())["Location"] == kept.get_absolute_url()
    page = client.get(kept.get_absolute_url()).content.decode()
    assert "博士" in page and "硕士" in page
    make_case("丙文", policies=[("人才新政十条实施办法", "formal", "引才", ())])
    assert Policy.objects.filter(merged_into=None).count() == 1
    merging.undo(pair=pair, user=admin_user)
    assert Benefit.objects.filter(policy=gone).count() == 1 and gone.mentions.count() == 2
    assert Policy.objects.get(pk=kept.pk).other_keys == []


def two_cases() -> tuple[Case, Case]:
    kept = make_case("山海英才", body=BODY, brands=["山海港"])
    return kept, make_case(
        "山海英才（转载）", body=BODY, brands=["山海港"], outcomes=[("引进博士", 7, "名", "achieved")]
    )


def test_cases_with_mostly_the_same_sentences_are_proposed() -> None:
    two_cases()
    make_case(
        "另一篇",
        body="人才公寓今年开工。选址在城南新区的地铁站旁。住户可以拎包入住。租金减半收取三年。",
        brands=["山海港"],
    )
    make_case("外地转载", body=BODY, brands=["慈溪港"], place=CIXI)
    make_document(
        CaseSpec(title="同一份里的上篇", body=BODY + "上篇。", year=2015),
        CaseSpec(title="同一份里的下篇", body=BODY, year=2015),
    )
    found = duplicates.find("case").pairs
    strong = [pair for pair in found if pair.weight >= 0.5]
    assert [(str(pair.one), str(pair.other)) for pair in strong] == [("山海英才", "山海英才（转载）")]
    # Those in other words, which have place, year and brand in common, come behind.
    assert found[: len(strong)] == strong and [
        (str(pair.one), str(pair.other), pair.why) for pair in found[len(strong) :]
    ] == [
        ("山海英才", "另一篇", "同一地区、同一年，都有品牌“山海港”"),
        ("山海英才（转载）", "另一篇", "同一地区、同一年，都有品牌“山海港”"),
    ]


@pytest.mark.parametrize(
    ("more", "are"),
    [
        ({}, True),
        ({"year": 2013}, False),
        ({"year": None}, False),
        ({"place": CIXI}, False),
        ({"brands": ["山海港湾"]}, False),
    ],
)
def test_cases_in_other_words_are_proposed_by_place_year_and_brand(
    admin_user: User, more: dict, are: bool
) -> None:
    one = make_case("山海英才纪实", body=BODY, brands=["山海港"])
    other = make_case(
        "一座港湾的引才路",
        body="人才公寓今年开工。选址在城南新区的地铁站旁。",
        **{"brands": ["山海港"]} | more,
    )
    assert proposed("case") == ([(one.title, other.title)] if are else [])
    assert proposed("case", place=one.place) == proposed("case")
    merging.reject_pair(one=one, other=other, user=admin_user, reason="两件事")
    assert not proposed("case")


def test_a_brand_that_many_cases_of_a_year_have_brings_none_together() -> None:
    for number in range(duplicates.FEW):
        own = "".join(f"第{number}项做法的第{part}个要点。" for part in range(6))
        make_case(f"第{number}篇", body=own, brands=["山海港"])
    assert len(proposed("case")) == 6
    make_case(
        "又一篇",
        body="此外还有一项做法。它不同于其余各项。它只在城南试行。另有专人负责答疑。",
        brands=["山海港"],
    )
    assert not proposed("case")


def test_the_list_tells_the_two_of_a_pair_apart() -> None:
    two_cases()
    make_case("山海英才", body=BODY, year=None, draft=True, filename="另一份.txt")
    client = Client()
    client.force_login(make_user(REVIEW))
    page = client.get(reverse("admin:merging"), {"kind": "case"})
    told = {(one, other) for _, one, other, _ in page.context["pairs"]}
    assert told == {
        ("山海英才.txt · 已发布", "山海英才（转载）.txt · 已发布"),
        ("山海英才.txt · 已发布 · 2012 年", "另一份.txt · 草稿 · 年份未知"),
        ("山海英才（转载）.txt · 已发布 · 2012 年", "另一份.txt · 草稿 · 年份未知"),
    }
    assert "另一份.txt · 草稿 · 年份未知" in page.content.decode()


def test_the_page_of_a_merged_case_leads_to_the_other_and_changes_nothing(client: Client) -> None:
    kept, gone = two_cases()
    merging.merge(kept=kept, gone=gone, user=make_user(REVIEW))
    where, other = (reverse("admin:cases_case_change", args=[each.pk]) for each in (gone, kept))
    pair = reverse("admin:pair", args=["case", kept.key, gone.key])
    for role, may in ((REVIEW, True), (ENTRY, False)):
        client.force_login(make_user(role) if role == ENTRY else User.objects.get(username=role))
        page = client.get(where).content.decode()
        assert f'<a href="{other}">{kept.title}</a>' in page and "只供查看" in page
        assert (pair in page) is may and 'name="title"' not in page and 'name="outcomes-0-raw"' not in page
        assert client.post(where, {"title": "新题"}).status_code == 403
    client.force_login(User.objects.get(username=REVIEW))
    assert "已并入</label>" not in client.get(other).content.decode()
    client.post(pair, {"do": "undo", "reason": "看错了"})
    assert 'name="title"' in client.get(where).content.decode()


def test_names_that_have_quotation_marks_are_not_doubly_quoted() -> None:
    make_case("甲文", brands=["“上林英才”计划"])
    make_case("乙文", brands=["上林英才行动计划"])
    kept, gone = Brand.objects.order_by("pk")
    client = Client()
    client.force_login(make_user(REVIEW))
    where = reverse("admin:pair", args=["brand", kept.key, gone.key])
    data = {"do": "merge", "kept": kept.key, "reason": "同一个"}
    page = client.post(where, data, follow=True).content.decode()
    assert "已把“上林英才行动计划”并入“‘上林英才’计划”" in page
    assert f'<a href="{where}">撤销</a>' in page
    assert "两条已经并入一条：保留的是“‘上林英才’计划”" in client.get(where).content.decode()
    page = client.post(where, {"do": "undo"}, follow=True).content.decode()
    assert "已撤销。" in page and "撤销合并" not in page
    done = client.get(reverse("admin:said")).content.decode()
    assert "“上林英才行动计划”并入“‘上林英才’计划”" in done and "<td>已撤销</td>" in done
    assert "<button>撤销</button>" not in done
    assert (
        "这两条没有合并过"
        in client.post(
            reverse("admin:pair", args=["policy", *two_policies()]), {"do": "undo"}
        ).content.decode()
    )


def two_policies() -> tuple[str, str]:
    make_case("丙文", policies=[("人才新政十条", "formal", "", ()), ("英才新政", "formal", "", ())])
    one, other = Policy.objects.values_list("key", flat=True)
    return one, other


def test_a_merged_case_is_read_beside_the_one_that_stays(client: Client, admin_user: User) -> None:
    kept, gone = two_cases()
    facts = Outcome.objects.count(), Evidence.objects.count()
    pair = merging.merge(kept=kept, gone=gone, user=admin_user, reason="转载")
    assert client.get(gone.get_absolute_url())["Location"] == kept.get_absolute_url()
    assert client.get(f"{gone.get_absolute_url()}?q=窗口")["Location"].startswith(
        f"{kept.get_absolute_url()}?q="
    )
    also = reverse("also", args=[kept.key, gone.key])
    page = client.get(kept.get_absolute_url()).content.decode()
    assert "另一份来源" in page and also in page and "成效 1 项" in page
    other = client.get(also).content.decode()
    assert "引进博士" in other and "的另一份来源" in other and 'content="noindex"' in other
    assert client.get(gone.document.get_absolute_url()).status_code == 200
    assert also in client.get(gone.document.get_absolute_url()).content.decode()
    assert (Outcome.objects.count(), Evidence.objects.count()) == facts
    assert gone.title not in client.get(reverse("cases")).content.decode()
    assert gone.pk not in found("转载") and not actions.check_index()
    with pytest.raises(ValidationError, match="已并入"):
        actions.edit_case(case=gone, user=admin_user, changes={"status": "published"})
    merging.undo(pair=pair, user=admin_user)
    assert client.get(gone.get_absolute_url()).status_code == 200
    assert client.get(also)["Location"] == gone.get_absolute_url()
    assert gone.pk in found("转载") and not actions.check_index()


def test_a_merged_case_stays_merged_when_its_document_is_read_again(client: Client, admin_user: User) -> None:
    kept, gone = two_cases()
    merging.merge(kept=kept, gone=gone, user=admin_user)
    record = make_record(
        CaseSpec(
            title="山海英才（转载）",
            body=BODY,
            brands=["山海港"],
            outcomes=[("引进博士", 9, "名", "achieved")],
        ),
        filename="山海英才（转载）.txt",
    )
    assert actions.store_document(record=record).status == "updated"
    again = Case.objects.get(pk=gone.pk)
    assert (again.status, again.merged_into) == ("merged", kept)
    assert again.outcomes.get().raw == "9名" and not actions.check_index()
    gone_again = actions.store_document(
        record=make_record(
            CaseSpec(title="别的标题", body="完全不同的一篇。", place=CIXI), filename="山海英才（转载）.txt"
        )
    )
    assert gone_again.status == "stored"
    assert client.get(gone.get_absolute_url()).status_code == 301


def test_what_was_withdrawn_is_not_merged_into_the_public(admin_user: User) -> None:
    kept, gone = two_cases()
    actions.edit_case(case=gone, user=admin_user, changes={"status": "withdrawn"}, reason="有误")
    with pytest.raises(ValidationError, match="已撤下"):
        merging.merge(kept=kept, gone=gone, user=admin_user)
    assert not proposed("case") and not Merge.objects.exists()
    with pytest.raises(ValidationError, match="同一类"):
        merging.merge(kept=kept, gone=brand("山海港"), user=admin_user)
    with pytest.raises(ValidationError, match="同一类"):
        merging.merge(kept=kept, gone=kept, user=admin_user)


def test_who_saw_an_older_version_is_told(admin_user: User) -> None:
    kept, gone = two_brands()
    actions.edit_brand(brand=gone, user=admin_user, changes={"kind": "园区"})
    with pytest.raises(actions.EditConflict):
        merging.merge(kept=kept, gone=gone, user=admin_user, versions=(kept.version, gone.version))
    assert not Merge.objects.exists()


def test_the_pages_of_the_desk() -> None:
    kept, gone = two_brands()
    client = Client()
    client.force_login(make_user(REVIEW))
    listed = client.get(reverse("admin:merging")).content.decode()
    where = reverse("admin:pair", args=["brand", kept.key, gone.key])
    assert where in listed and "去掉通用的词尾" in listed
    assert where in client.get(reverse("admin:merging"), {"place": kept.place.name}).content.decode()
    assert "没有名为" in client.get(reverse("admin:merging"), {"place": "无此地"}).content.decode()
    page = client.get(where).content.decode()
    assert "当地打响“<mark>海创之家</mark>”品牌" in page.replace("&quot;", '"')
    data = {"do": "merge", "kept": kept.key, "reason": "同一个", f"version_{gone.key}": "0"}
    assert "有了改动" in client.post(where, data).content.decode()
    assert "请选择保留" in client.post(where, {**data, "kept": ""}).content.decode()
    answer = client.post(where, {**data, f"version_{gone.key}": gone.version}, follow=True).content.decode()
    assert "并入“海创之家”" in answer
    assert where not in client.get(reverse("admin:merging")).content.decode()
    assert "已经并入" in client.get(where).content.decode()
    names = client.get(reverse("admin:cases_brand_changelist")).content.decode()
    assert "海创之家服务平台" not in names
    done = client.get(reverse("admin:said")).content.decode()
    assert "“海创之家服务平台”并入“海创之家”" in done
    client.post(reverse("admin:said"), {"pair": Merge.objects.get().pk})
    assert Merge.objects.get().state == "undone"
    chosen = {"action": "compare", "_selected_action": [kept.pk, gone.pk]}
    assert client.post(reverse("admin:cases_brand_changelist"), chosen)["Location"] in {
        where,
        reverse("admin:pair", args=["brand", gone.key, kept.key]),
    }
    assert (
        "请正好选两条"
        in client.post(
            reverse("admin:cases_brand_changelist"), {**chosen, "_selected_action": [kept.pk]}, follow=True
        ).content.decode()
    )
    client.post(where, {"do": "reject"})
    assert Merge.objects.get().state == "rejected"
    for kind, record in (("case", Case), ("policy", Policy), ("brand", Brand)):
        assert client.get(reverse("admin:merging"), {"kind": kind}).status_code == 200, record
        assert client.get(reverse("admin:said"), {"kind": kind}).status_code == 200
    one, other = two_cases()
    told = client.get(reverse("admin:pair", args=["case", one.key, other.key])).content.decode()
    assert "引进博士" in told and Document.objects.get(pk=other.document_id).filename in told
    assert client.get(reverse("admin:pair", args=["case", one.key, one.key])).status_code == 404
    assert client.get(reverse("admin:pair", args=["place", one.key, other.key])).status_code == 404


def test_looking_for_pairs_costs_the_same_in_a_larger_place(django_assert_max_num_queries) -> None:
    two_cases()
    for kind in ("brand", "policy", "case"):
        # Cases of one document are not held to be the same.
        for document in range(2):
            made = (
                CaseSpec(
                    f"山海英才 {kind} {number}",
                    body=BODY,
                    brands=[f"山海港{kind}{number}号平台"],
                    policies=[(f"新政{kind}{number}条", "formal", "", ())],
                )
                for number in range(4 * document, 4 * document + 4)
            )
            make_document(*made, filename=f"{kind}{document}.txt")
        with django_assert_max_num_queries(8):
            duplicates.find(kind)


# The status of the one that stays and of the other, and whether readers see the other behind it; merging and taking
# that back then take no more than the right to merge.
SHOWN = (
    ("published", "published", True),
    ("draft", "draft", False),
    ("draft", "review", False),
    ("published", "draft", False),
    ("published", "review", False),
)


def also(kept: Case, gone: Case) -> str:
    return reverse("also", args=[kept.key, gone.key])


def seen_by_readers(client: Client, kept: Case, gone: Case) -> dict[str, bool]:
    """Where readers find a merged case, or a trace of it."""
    page = client.get(kept.get_absolute_url())
    return {
        "its page": client.get(also(kept, gone)).status_code == 200,
        "its source": client.get(gone.document.get_absolute_url()).status_code == 200,
        "the page of the other": also(kept, gone) in page.content.decode(),
        "the list of sources": gone.document.title in client.get(reverse("sources")).content.decode(),
        "the whole text": Document.objects.get(pk=gone.document_id).is_open(),
    }


def with_statuses(kept: str, gone: str) -> tuple[Case, Case]:
    one, other = two_cases()
    for case, status in ((one, kept), (other, gone)):
        actions.edit_case(case=case, user=None, changes={"status": status}, reason="起点")
    return Case.objects.get(pk=one.pk), Case.objects.get(pk=other.pk)


def merger(*rights: str) -> User:
    user, _ = User.objects.get_or_create(username="合并的人", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["merge_case", *rights]))
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize(("kept", "gone", "shown"), SHOWN)
def test_a_merge_shows_readers_what_they_saw_before_and_no_more(
    client: Client, kept: str, gone: str, shown: bool
) -> None:
    one, other = with_statuses(kept, gone)
    pair = merging.merge(kept=one, gone=other, user=merger())
    assert set(seen_by_readers(client, one, other).values()) == {shown}
    assert set(Case.objects.readable()) == {each for each in (one, other) if each.status == "published"}
    merging.undo(pair=pair, user=merger())
    assert list(Case.objects.order_by("pk").values_list("status", "own_status", "merged_into")) == [
        (kept, "", None),
        (gone, "", None),
    ]
    assert not actions.check_index()


@pytest.mark.parametrize("kept", ["draft", "review"])
def test_a_published_case_is_not_merged_into_one_that_readers_have_not(client: Client, kept: str) -> None:
    one, other = with_statuses(kept, "published")
    with pytest.raises(ValidationError, match="保留已发布的一条，或先发布"):
        merging.merge(kept=one, gone=other, user=make_user(REVIEW))
    assert client.get(other.get_absolute_url()).status_code == 200 and not Merge.objects.exists()
    desk = Client()
    desk.force_login(User.objects.get(username=REVIEW))
    where = reverse("admin:pair", args=["case", one.key, other.key])
    page = desk.get(where)
    assert page.context["stays"] == other.key and "或先发布另一条再合并" in page.content.decode()
    refused = desk.post(where, {"do": "merge", "kept": one.key}).content.decode()
    assert refused.count("已发布的页面就没有了") == 2 and not Merge.objects.exists()
    actions.edit_case(case=one, user=None, changes={"status": "published"})
    assert "或先发布另一条" not in desk.get(where).content.decode()
    merging.merge(kept=one, gone=other, user=User.objects.get(username=REVIEW))
    assert client.get(other.get_absolute_url())["Location"] == one.get_absolute_url()


def test_what_was_hidden_is_shown_by_who_may_publish(client: Client) -> None:
    one, other = with_statuses("published", "draft")
    pair = merging.merge(kept=one, gone=other, user=merger())
    with pytest.raises(PermissionDenied, match="发布"):
        merging.show_beside(case=other, user=merger())
    with pytest.raises(ValidationError, match="没有并入"):
        merging.show_beside(case=one, user=merger("publish_case"))
    desk = Client()
    desk.force_login(make_user(REVIEW))
    where = reverse("admin:pair", args=["case", one.key, other.key])
    assert "让读者读到并入的一份" in desk.get(where).content.decode()
    desk.post(where, {"do": "show", "reason": "审过", f"version_{other.key}": "1"})
    assert not any(seen_by_readers(client, one, other).values())  # Somebody saw an older version.
    version = Case.objects.get(pk=other.pk).version
    page = desk.post(where, {"do": "show", "reason": "审过", f"version_{other.key}": version}, follow=True)
    assert "读者现在能" in page.content.decode() and "让读者读到" not in page.content.decode()
    assert all(seen_by_readers(client, one, other).values())
    edit = Edit.objects.get(field="own_status")
    assert (edit.case, edit.before, edit.after, edit.reason) == (other, "draft", "published", "审过")
    merging.undo(pair=pair, user=merger())
    assert client.get(other.get_absolute_url()).status_code == 200 and not actions.check_index()


def test_what_readers_come_to_see_by_an_undoing_takes_the_right_to_it(client: Client) -> None:
    one, other = with_statuses("published", "published")
    pair = merging.merge(kept=one, gone=other, user=merger())
    actions.edit_case(case=one, user=None, changes={"status": "draft"}, reason="重写")
    assert not any(seen_by_readers(client, one, other).values())
    with pytest.raises(PermissionDenied, match="发布"):
        merging.undo(pair=pair, user=merger())
    assert Case.objects.get(pk=other.pk).status == "merged"
    merging.undo(pair=pair, user=merger("publish_case"))
    assert client.get(other.get_absolute_url()).status_code == 200


def test_what_is_led_on_with_a_draft_takes_the_right_to_what_it_shows(client: Client) -> None:
    one, other = with_statuses("published", "published")
    third = make_case("山海英才（又一转载）", body=BODY)
    merging.merge(kept=one, gone=other, user=merger())
    actions.edit_case(case=one, user=None, changes={"status": "draft"}, reason="重写")
    one = Case.objects.get(pk=one.pk)
    with pytest.raises(PermissionDenied, match="发布"):
        merging.merge(kept=third, gone=one, user=merger())
    pair = merging.merge(kept=third, gone=one, user=merger("publish_case"))
    assert client.get(also(third, other)).status_code == 200
    assert client.get(also(third, one))["Location"] == third.get_absolute_url()
    with pytest.raises(PermissionDenied, match="撤下"):
        merging.undo(pair=pair, user=merger("publish_case"))
    merging.undo(pair=pair, user=merger("withdraw_case"))
    assert set(Case.objects.readable()) == {third}
