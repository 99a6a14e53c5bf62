"""The word lists that people edit: what holds at once, what the background brings up, previews, and the way back."""

from collections.abc import Iterator
from random import Random

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases import actions, asking, wordlists
from cases.actions import rebuilding, terms
from cases.admin import term_preview
from cases.ingest.extract import category
from cases.management import worker
from cases.models import Case, Edit, Place, Policy, PolicyMention, Rebuild, RowChange, Term
from cases.vocabulary import vocabulary
from search import index, segment, synonyms
from search.index import pieces, sealing
from tests.cases.factories import make_case
from tests.cases.roles import MANAGE, make_user
from tests.conftest import rows_of_a_module

pytestmark = pytest.mark.django_db
HARBOUR = "姚北引智港"
LIST, ADD = "admin:cases_term_changelist", "admin:cases_term_add"


@pytest.fixture(scope="module", autouse=True)
def rows(django_db_setup, django_db_blocker) -> Iterator[None]:
    with rows_of_a_module(django_db_blocker):
        make_case(
            "余姚建设青年公寓", body=f"{HARBOUR}里住满了人。", policies=[("人才新政", "named", "综合", ())]
        )
        make_case("慈溪办夜校", place=("330282", "慈溪市"), body=f"把夜校办进{HARBOUR}。")
        make_case("平湖赛艇", place=None, body="人才公寓分给参赛的人。")
        make_user(MANAGE)
        actions.reindex()
        actions.index_rebuilt(actions.vocabulary())
        yield


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    """Behind a test this process goes by the program's lists again."""
    yield
    segment.use(segment.shipped_words())
    synonyms.use(synonyms.shipped_lines())
    category.use(category.SHIPPED)
    wordlists._seen.set(None)


@pytest.fixture
def user() -> User:
    return User.objects.get(username=MANAGE)


@pytest.fixture
def client(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def found(typed: str) -> list[str]:
    found = asking.find(asking.ask(typed))
    titles = dict(Case.objects.values_list("pk", "title"))
    return [titles[owner] for owner, _ in found.owners] if found.how == "exact" else []


def work() -> list[Rebuild]:
    return list(worker.work(once=True))


def occurs(word: str) -> int:
    """In how many passages the index counts a word, about."""
    with connection.cursor() as cursor:
        return pieces.count(cursor, [word], []).words.get(word, 0)


def test_a_word_holds_at_once_and_the_index_follows_in_the_background(user) -> None:
    assert HARBOUR not in asking.ask(HARBOUR).plain.words and not actions.is_stale()
    term = actions.add_term(kind="word", values={"name": f" {HARBOUR} "}, user=user, reason="园区的正式名称")
    assert HARBOUR in asking.ask(HARBOUR).plain.words and actions.is_stale()
    assert set(found(HARBOUR)) == {"余姚建设青年公寓", "慈溪办夜校"}  # As before: no word list decides that.
    assert occurs(HARBOUR) == 0
    waiting = Rebuild.objects.get()
    assert (waiting.done, waiting.total, waiting.user, waiting.why) == (0, 2, user, str(term))
    done = work()
    assert [(each.kind, each.done) for each in done] == [("index", 2)] and done[0].finished_at
    assert not actions.is_stale() and not actions.check_index() and not work() and occurs(HARBOUR) == 2
    actions.edit_term(term=term, changes={"in_use": False}, user=user)
    assert HARBOUR not in asking.ask(HARBOUR).plain.words and actions.is_stale()


def test_only_cases_with_the_word_are_indexed_anew_whatever_its_spelling(user, monkeypatch) -> None:
    with_it = make_case("德清", place=("330521", "德清县"), body="姚 北「引智港」的分部也住滿了。")
    before = dict(_index_of("owner, ord"))
    term = actions.add_term(kind="word", values={"name": HARBOUR}, user=user)
    assert [each.done for each in work()] == [3]
    kept = before.items() & dict(_index_of("owner, ord")).items()
    assert {owner for (owner, _), _ in kept} == {Case.objects.get(title="平湖赛艇").pk}
    assert with_it.pk in index.owners_with_any([HARBOUR]) and occurs(HARBOUR) == 3
    # Where all words weigh otherwise, or more words differ than are looked for, or nobody knows by which the index was made:
    monkeypatch.setattr(segment, "UNNOTICED", 0)
    actions.edit_term(term=term, changes={"in_use": False}, user=user)
    assert Rebuild.objects.unfinished().get().words == [] and [each.done for each in work()] == [4]
    monkeypatch.undo()
    monkeypatch.setattr(rebuilding, "MOST_WORDS", 0)
    actions.edit_term(term=term, changes={"in_use": True}, user=user)
    assert Rebuild.objects.unfinished().get().words == [] and [each.done for each in work()] == [4]
    monkeypatch.undo()
    with connection.cursor() as cursor:
        cursor.execute("update search_stat set version = 'before'")
    actions.edit_term(term=term, changes={"in_use": False}, user=user)
    assert Rebuild.objects.unfinished().get().words == []
    actions.add_term(kind="word", values={"name": "夜校"}, user=user)  # While all of it is under way.
    assert Rebuild.objects.unfinished().get().words == [] and [each.done for each in work()] == [4]
    assert not actions.is_stale() and not actions.check_index()


@pytest.mark.parametrize("seed", range(4))
def test_whatever_words_change_the_index_is_as_if_it_were_made_anew(user, monkeypatch, seed) -> None:
    monkeypatch.setattr(
        "search.index.seal", lambda **_: 0
    )  # What is not sealed can be read as it was written.
    chance = Random(seed)
    for number in range(3):
        make_case(
            f"{number}号试点",
            body="".join(chance.choice("人才公寓引进计划服务中心创业园") for _ in range(900)),
        )
    texts = [case.document.text[case.start : case.end] for case in Case.objects.select_related("document")]
    made, sizes = [], []
    for _ in range(12):
        deed = chance.random()
        try:
            if deed < 0.25 and made:
                term = made[chance.randrange(len(made))]
                term.refresh_from_db()
                actions.edit_term(term=term, changes={"in_use": not term.in_use}, user=user)
            elif deed < 0.5:
                word = chance.choice(segment.shipped_words())
                made.append(
                    actions.add_term(kind="word", values={"in_use": False}, user=user, standing_for=word)
                )
            else:
                text, size = chance.choice(texts), chance.randint(2, 5)
                start = chance.randrange(len(text) - size)
                word = text[start : start + size]
                made.append(actions.add_term(kind="word", values={"name": word}, user=user))
        except ValidationError:  # A sign in it, or it is there.
            continue
        if chance.random() < 0.3:
            continue  # The next change meets it while it is under way.
        sizes += [len(each.words) for each in work()]
    work()
    followed = _vectors()
    actions.reindex()
    assert followed == _vectors() and followed and not actions.check_index() and not actions.is_stale()
    assert any(sizes)


def _index_of(columns: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(f"select {columns}, pid from search_passage")
        return [(row[:-1], row[-1]) for row in cursor.fetchall()]


def _vectors() -> dict[tuple[int, int], tuple]:
    """What each passage is found and ranked by: its length in words, their weights, its pairs."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select owner, ord, length, terms, impacts, pairs from search_fresh join search_passage using (pid)"
        )
        return {
            (owner, ord): (length, sorted(zip(terms, impacts, strict=True)), sorted(pairs))
            for owner, ord, length, terms, impacts, pairs in cursor.fetchall()
        }


def test_a_rebuild_goes_on_where_it_was_begins_again_with_other_words_and_ends_with_the_command(
    user, monkeypatch
) -> None:
    monkeypatch.setattr(segment, "UNNOTICED", 0)  # Each word concerns all cases.
    monkeypatch.setattr("cases.actions.index.REBUILT", 2)
    actions.add_term(kind="word", values={"name": HARBOUR}, user=user)
    assert rebuilding.step().done == 2
    with monkeypatch.context() as broken:
        broken.setattr("cases.actions.index.put_again", lambda pks: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            rebuilding.step()
    assert Rebuild.objects.get().done == 2
    actions.add_term(kind="word", values={"name": "青年公寓"}, user=user)
    assert Rebuild.objects.get().done == 0
    assert [rebuilding.step().done for _ in range(2)] == [2, 3]
    assert rebuilding.step().finished_at and rebuilding.step() is None and not actions.is_stale()
    actions.add_term(kind="word", values={"name": "夜校"}, user=user)
    call_command("reindex", verbosity=0)
    assert not Rebuild.objects.unfinished().exists() and not actions.is_stale()


def test_what_was_begun_again_meanwhile_is_not_finished(user) -> None:
    with connection.cursor() as cursor:
        cursor.execute("update search_stat set version = 'before'")  # As before an upgrade.
    rebuilding.begin_if_due()
    held = rebuilding.step()
    actions.add_term(kind="word", values={"name": HARBOUR}, user=user)
    assert rebuilding._finish(held).finished_at is None and actions.is_stale()
    assert work()[-1].finished_at and not actions.is_stale()


def test_a_word_that_stands_nowhere_asks_for_nothing_unless_something_is_under_way(user) -> None:
    actions.add_term(kind="word", values={"name": "滨海驿站"}, user=user)
    assert not Rebuild.objects.exists() and not actions.is_stale()
    actions.add_term(kind="word", values={"name": HARBOUR}, user=user)
    actions.add_term(kind="word", values={"name": "山乡驿站"}, user=user)
    assert Rebuild.objects.get().words == [HARBOUR, "山乡驿站"] and actions.is_stale()
    assert [each.done for each in work()] == [2] and not actions.is_stale()


def test_the_worker_takes_many_writes_of_the_desk_into_the_runs_of_the_index(monkeypatch) -> None:
    work()
    assert not index.due()
    monkeypatch.setattr("search.index.sealing.MANY", 2)
    make_case("德清", place=("330521", "德清县"), body="夜校。")
    assert index.due()
    work()
    assert not index.due() and not actions.check_index()
    monkeypatch.setattr("search.index.writing.MANY", 1)  # A run for each.
    for number in range(sealing.MOST_RUNS + 1):
        make_case(f"第{number}个", body="夜校。")
    assert index.due()
    work()
    assert not index.due() and not actions.check_index()


def test_synonyms_hold_at_once_and_without_a_rebuild(user) -> None:
    line = "人才公寓 人才房 人才住房"
    assert found("青年公寓") == ["余姚建设青年公寓"] and set(found("人才住房")) == {"平湖赛艇"}
    changed = actions.add_term(
        kind="synonym", values={"name": "人才公寓、青年公寓", "others": "夜校"}, user=user, standing_for=line
    )
    assert found("青年公寓") == ["余姚建设青年公寓", "慈溪办夜校"]
    assert found("夜校") == ["慈溪办夜校"] and found("人才住房") == []
    actions.edit_term(term=changed, changes={"in_use": False}, user=user)
    assert found("青年公寓") == ["余姚建设青年公寓"] and found("人才住房") == []
    actions.edit_term(term=changed, changes={"name": line, "others": "", "in_use": True}, user=user)
    assert found("人才住房") == ["平湖赛艇"] and not Rebuild.objects.exists()


def test_a_place_is_found_by_what_it_is_also_called(user) -> None:
    yuyao = Place.objects.get(code="330281", valid_to=None)
    assert not found("姚江城") and not found("县:姚江城")
    term = actions.add_term(kind="place", values={"name": "姚江城", "place": yuyao}, user=user)
    asked = asking.ask("姚江城 青年公寓")
    assert asked.synonyms == ("余姚市",) and "余姚建设青年公寓" in found("姚江城 青年公寓")
    assert "「余姚市」" in asking.ask("县:姚江城").understood
    [name] = vocabulary().complete("姚江城")
    assert (name.kind, name.note) == ("county", "即余姚市") and name.address.endswith("/330281/")
    actions.edit_term(term=term, changes={"in_use": False}, user=user)
    assert not found("姚江城") and not vocabulary().complete("姚江城")


def test_categories_are_read_by_at_once_and_stored_ones_follow_but_for_what_people_decided(user) -> None:
    policy = Policy.objects.get()
    other = actions.add_policy(
        user=user, values={"name": "夜校办法", "form": "named", "category": "培养培训"}
    )
    values = {"name": "新政汇总", "others": "新政、来…住"}
    term = actions.add_term(kind="category", values=values, user=user)
    assert category.category("夜校新政", (), "") == "综合"  # Of the program, until this context has looked.
    wordlists.follow()
    assert category.category("夜校新政", (), "") == category.category("来余姚住", (), "") == "新政汇总"
    assert [each.kind for each in work()] == ["category"]
    policy.refresh_from_db()
    assert policy.category == PolicyMention.objects.get().machine["category"] == "新政汇总"
    renamed = actions.add_term(
        kind="category", values={"name": "培训研修"}, user=user, standing_for="培养培训"
    )
    other.refresh_from_db()
    assert other.category == "培训研修" and "培养培训" in str(renamed.edits.get(field="name").before)
    actions.edit_policy(policy=policy, user=user, changes={"category": "科技创新"})
    actions.edit_term(term=term, changes={"in_use": False}, user=user)
    work()
    policy.refresh_from_db()
    assert policy.category == "科技创新" and PolicyMention.objects.get().machine["category"] == "综合"


REFUSED = (
    ("word", {"name": "才"}, "2 到 20 个字"),
    ("word", {"name": "引才 育才"}, "只填一个词"),
    ("word", {"name": "引才<b>"}, "不能用的符号"),
    ("word", {"name": "人才强市"}, "词表里已有"),
    ("synonym", {"name": "引才"}, "至少要有两个词"),
    ("synonym", {"name": "引才 育才", "others": "引才"}, "写了两遍"),
    ("synonym", {"name": " ".join(f"引才{n}" for n in range(10))}, "最多 9 个词"),
    ("synonym", {"name": "人才公寓 人才房 人才住房"}, "词表里已有"),
    ("place", {"name": "甬城"}, "选择今天仍有的地区"),
    ("category", {"name": "安居"}, "1 到 100 个决定归类的词"),
    ("category", {"name": "安居住房", "others": "住"}, "词表里已有"),
)


@pytest.mark.parametrize(("kind", "values", "why"), REFUSED, ids=[row[2] for row in REFUSED])
def test_what_cannot_be_an_entry_is_refused_with_a_reason(user, kind, values, why) -> None:
    with pytest.raises(ValidationError, match=why):
        actions.add_term(kind=kind, values=values, user=user)
    assert not Term.objects.exists()


def test_the_programs_entries_are_changed_within_bounds(user) -> None:
    jiangdong, today = (
        Place.objects.get(name="江东区", code="330204"),
        Place.objects.get(code="330281", valid_to=None),
    )
    for kind, values, of, why in (
        ("word", {"name": "人才大市"}, "人才强市", "自带的词只能停用"),
        ("category", {"in_use": False}, "综合", "不能改名或停用"),
        ("category", {"in_use": False}, "没有这一类", "已没有这一条"),
        ("place", {"name": "余姚市", "place": today}, "", "本来就是地区的名称"),
        ("place", {"name": "江东城", "place": jiangdong}, "", "今天仍有的地区"),
    ):
        with pytest.raises(ValidationError, match=why):
            actions.add_term(kind=kind, values=values, user=user, standing_for=of)
    off = actions.add_term(kind="word", values={"in_use": False}, user=user, standing_for="人才强市")
    assert "人才强市" not in wordlists.follow().words and off.edits.get().field == "in_use"
    with pytest.raises(ValidationError, match="刚刚有人改过"):
        actions.add_term(kind="word", values={"in_use": False}, user=user, standing_for="人才强市")


def test_the_second_of_two_editors_is_told_and_a_change_is_taken_back(user) -> None:
    term = actions.add_term(kind="synonym", values={"name": "夜校 夜课"}, user=user)
    changed = actions.edit_term(
        term=term, changes={"name": "夜校 夜大"}, user=user, reason="来稿的说法", version=1
    )
    with pytest.raises(actions.EditConflict):
        actions.edit_term(term=term, changes={"name": "夜校 晚课"}, user=user, version=1)
    assert (changed.version, Term.objects.get().name) == (2, "夜校 夜大")
    assert [(each.field, each.reason) for each in term.edits.all()] == [("name", "来稿的说法"), ("", "")]
    noted = RowChange.objects.get(model="term")
    assert noted.subject == "夜校 夜课" and noted.reason == "来稿的说法"
    actions.restore(change=noted, user=user, reason="改错了", version=2)
    assert Term.objects.get().name == "夜校 夜课" and "夜校 夜课" in wordlists.follow().synonyms


def test_a_preview_tells_what_saving_does_and_leaves_nothing(user, client) -> None:
    before = _index()
    shown = client.post(
        f"{reverse(ADD)}?kind=word",
        {"name": HARBOUR, "in_use": "on", "queries": f"{HARBOUR} 夜校\n人才公寓", "do": "preview"},
    )
    [first, second] = shown.context["tried"]
    assert HARBOUR not in first.cut_now.split(" / ") and HARBOUR in first.cut_then.split(" / ")
    assert [row.title for row in first.then] == ["慈溪办夜校"] and second.same
    assert shown.context["counted"] == [(HARBOUR, 2)] and shown.context["asks_reindex"]
    assert _index() == before and not Term.objects.exists() and not Rebuild.objects.exists()
    values = {"name": "青年公寓 人才公寓", "others": "", "in_use": "on", "do": "preview"}
    [tried, _] = client.post(f"{reverse(ADD)}?kind=synonym", values).context["tried"]
    assert [(row.title, row.move) for row in tried.then] == [("余姚建设青年公寓", ""), ("平湖赛艇", "新")]
    values = {"name": "新政汇总", "others": "新政", "in_use": "on", "do": "preview"}
    moved = client.post(f"{reverse(ADD)}?kind=category", values).context["moved"]
    assert [(policy.name, policy.category, new) for policy, new in moved.rows] == [
        ("人才新政", "综合", "新政汇总")
    ]
    assert not Term.objects.exists() and Policy.objects.get().category == "综合"
    client.post(f"{reverse(ADD)}?kind=category", {**values, "do": "save", "reason": "分开统计"})
    assert Edit.objects.get(term__isnull=False).reason == "分开统计"


def _index() -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute("select pid, owner, ord, folded from search_passage order by pid")
        return cursor.fetchall()


def test_the_preview_of_a_word_moves_nothing_that_it_does_not_concern(user) -> None:
    held = list(wordlists.in_order())
    then = terms.with_it(held, terms.proposed(Term(kind="word", name=HARBOUR), {}, held))
    asked = [HARBOUR, "夜校", "余姚 青年公寓"]
    shown = term_preview.tried(asked, wordlists.lists(held), then)
    assert [each.same for each in shown][1:] == [True, True]
    actions.add_term(kind="word", values={"name": HARBOUR}, user=user)
    work()
    assert [{row.title for row in each.then} for each in shown] == [set(found(typed)) for typed in asked]


def test_the_table_shows_both_kinds_of_entries_and_costs_no_more_with_many(user, client) -> None:
    page = client.get(reverse(LIST), {"kind": "synonym", "q": "人才房"}).content.decode()
    assert "人才公寓 人才房 人才住房" in page and "国千" not in page and "自带" in page
    counts = []
    for number in (2, 18):
        for each in range(number):
            actions.add_term(
                kind="synonym", values={"name": f"说法{number}{each} 讲法{number}{each}"}, user=user
            )
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page = client.get(reverse(LIST), {"kind": "synonym", "only": "own"})
        counts.append(len(asked))
        assert page.content.decode().count("编辑添加</td>") == Term.objects.count()
    assert counts[0] == counts[1]
    where = reverse("admin:cases_term_change", args=[Term.objects.first().pk])
    saved = {"name": "说法 讲法", "in_use": "on", "seen_version": 1, "do": "save"}
    assert client.post(where, saved).status_code == 302
    again = client.post(where, {**saved, "name": "说法 叫法"})
    assert "这条记录有了改动" in again.content.decode() and Term.objects.first().name == "说法 讲法"
    history = client.get(reverse("admin:cases_term_history", args=[Term.objects.first().pk]))
    assert "说法 讲法" in history.content.decode()
    actions.add_term(kind="word", values={"name": HARBOUR}, user=user)
    assert "0 / 2" in client.get(reverse("admin:cases_rebuild_changelist")).content.decode()
