"""Who may do what, as a table: every action and every page of the desk for each of the three groups and for others."""

from collections.abc import Callable, Iterator

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import Group, Permission, User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.test import Client
from django.urls import reverse

from cases import actions
from cases.actions import merging
from cases.models import Brand, BrandAlias, Case, Edit, Merge, Outcome, Policy
from tests.cases.factories import make_case
from tests.cases.roles import ENTRY, MANAGE, REVIEW, make_user
from tests.cases.test_admin import field_of, values_of
from tests.conftest import rows_of_a_module

pytestmark = pytest.mark.django_db

ROLES = ("", ENTRY, REVIEW, MANAGE)
# Of its own kind: what is merged changes by merging and undoing alone.
STATUSES = [status for status in Case.Status.values if status != Case.Status.MERGED]
EDITORS, REVIEWERS = {ENTRY, REVIEW, MANAGE}, {REVIEW, MANAGE}


def to_status(case: Case, status: str) -> Case:
    Case.objects.filter(pk=case.pk).update(status=status)
    return Case.objects.get(pk=case.pk)


@pytest.fixture(scope="module", autouse=True)
def rows(django_db_setup, django_db_blocker) -> Iterator[None]:
    """A case, and a user for each role; what a test does to them is taken back behind it."""
    with rows_of_a_module(django_db_blocker):
        make_case(brands=[("才聚姚江", "平台", ("姚江聚才",))], policies=[("人才新政", "formal", "引才", ())])
        for role in ROLES:
            make_user(role)
        yield


def user_of(role: str) -> User:
    return User.objects.get(username=role or "无组")


def a_case(status: str = "draft") -> Case:
    return to_status(Case.objects.get(), status)


def on_case(**changes) -> Callable:
    return lambda case, user: actions.edit_case(case=case, user=user, changes=changes, reason="据实")


def on_fact(**changes) -> Callable:
    return lambda case, user: actions.edit_fact(fact=case.outcomes.get(), user=user, changes=changes)


def add_person(case: Case, user: User) -> None:
    actions.add_fact(case=case, kind="person", user=user, values={"name": "李大为"}, reason="据名册")


def two(kind: str, record: Case | None = None) -> dict:
    """A record of a kind and one to merge into it."""
    if kind == "brand":
        pair = Brand.objects.get(), actions.add_brand(user=None, values={"name": "姚江才聚"})
    elif kind == "policy":
        values = {"name": "新政", "form": "named"}
        pair = Policy.objects.get(), actions.add_policy(user=None, values=values)
    else:
        pair = record, make_case("转载", draft=True)
    Edit.objects.all().delete()
    return {"kept": pair[0], "gone": pair[1]}


def merge_two(kind: str) -> Callable:
    def deed(case: Case, user: User) -> None:
        with transaction.atomic():  # Where it is refused, the second record goes as well.
            merging.merge(**two(kind, case), user=user)

    return deed


def correct_text(case: Case, user: User) -> None:
    actions.correct_text(
        document=case.document,
        user=user,
        start=case.start,
        end=case.start + 2,
        text="余杭",
        reason="对照原件",
    )


# What is done to a case of some status, and who may.
DEEDS: tuple[tuple[str, str, Callable, set[str]], ...] = (
    ("title of a draft", "draft", on_case(title="新题"), EDITORS),
    ("title while it waits", "review", on_case(title="新题"), REVIEWERS),
    ("title of what is public", "published", on_case(title="新题"), REVIEWERS),
    ("title of what was withdrawn", "withdrawn", on_case(title="新题"), REVIEWERS),
    ("figure of a draft", "draft", on_fact(indicator="引进博士"), EDITORS),
    ("figure of what is public", "published", on_fact(indicator="引进博士"), REVIEWERS),
    ("confirm", "draft", on_fact(state="confirmed"), REVIEWERS),
    ("reject", "draft", on_fact(state="rejected"), REVIEWERS),
    ("confirm what is public", "published", on_fact(state="confirmed"), REVIEWERS),
    ("add to a draft", "draft", add_person, EDITORS),
    ("add to what is public", "published", add_person, REVIEWERS),
    (
        "document",
        "draft",
        lambda case, user: actions.edit_document(document=case.document, user=user, changes={"year": 2011}),
        EDITORS,
    ),
    ("text of a draft", "draft", correct_text, EDITORS),
    ("text of what is public", "published", correct_text, REVIEWERS),
    (
        "rename a brand",
        "draft",
        lambda case, user: actions.edit_brand(brand=Brand.objects.get(), user=user, changes={"name": "新名"}),
        REVIEWERS,
    ),
    (
        "rename a policy",
        "draft",
        lambda case, user: actions.edit_policy(
            policy=Policy.objects.get(), user=user, changes={"name": "新名"}
        ),
        REVIEWERS,
    ),
    ("add a brand", "draft", lambda _, user: actions.add_brand(user=user, values={"name": "甲"}), REVIEWERS),
    (
        "add a policy",
        "draft",
        lambda _, user: actions.add_policy(user=user, values={"name": "甲", "form": "named"}),
        REVIEWERS,
    ),
    (
        "add an alias",
        "draft",
        lambda _, user: actions.add_alias(brand=Brand.objects.get(), user=user, name="别名"),
        REVIEWERS,
    ),
    (
        "take an alias",
        "draft",
        lambda _, user: actions.remove_alias(alias=BrandAlias.objects.get(), user=user),
        REVIEWERS,
    ),
    (
        "add a word to the lists",
        "draft",
        lambda _, user: actions.add_term(kind="word", values={"name": "引智港"}, user=user),
        REVIEWERS,
    ),
    (
        "switch off a word of the program",
        "draft",
        lambda _, user: actions.add_term(
            kind="word", values={"in_use": False}, user=user, standing_for="人才强市"
        ),
        REVIEWERS,
    ),
    ("merge brands", "draft", merge_two("brand"), REVIEWERS),
    ("merge policies", "draft", merge_two("policy"), REVIEWERS),
    ("merge cases", "draft", merge_two("case"), REVIEWERS),
)
STEPS = {
    ("draft", "review"): {ENTRY, MANAGE},
    ("draft", "published"): REVIEWERS,
    ("draft", "withdrawn"): REVIEWERS,
    ("review", "draft"): REVIEWERS,
    ("review", "published"): REVIEWERS,
    ("review", "withdrawn"): REVIEWERS,
    ("published", "draft"): REVIEWERS,
    ("published", "review"): REVIEWERS,
    ("published", "withdrawn"): REVIEWERS,
    ("withdrawn", "draft"): REVIEWERS,
    ("withdrawn", "review"): REVIEWERS,
    ("withdrawn", "published"): REVIEWERS,
}
DEEDS += tuple((f"{at} to {to}", at, on_case(status=to), who) for (at, to), who in STEPS.items())


@pytest.mark.parametrize(("name", "status", "deed", "who"), DEEDS, ids=[deed[0] for deed in DEEDS])
def test_each_deed_is_for_those_whom_the_table_names(name, status, deed, who) -> None:
    case = a_case(status)
    for role in ROLES:
        user = user_of(role)
        if role in who:
            continue
        with pytest.raises(PermissionDenied):
            deed(case, user)
        assert not Edit.objects.exists(), role
        assert Case.objects.get().version == case.version, role
    for role in who:
        with transaction.atomic():  # Taken back, so that each of them finds the case as it was.
            deed(Case.objects.get(), User.objects.get(username=role))
            assert Edit.objects.exists(), role
            transaction.set_rollback(True)


def test_the_table_of_steps_is_whole() -> None:
    assert (
        {(at, to) for at in STATUSES for to in STATUSES if at != to} == STEPS.keys() == actions.STEPS.keys()
    )


def test_a_return_needs_a_reason_and_the_author_reads_it() -> None:
    case, reviewer, author = a_case("review"), user_of(REVIEW), user_of(ENTRY)
    for reason in ("", "  "):
        with pytest.raises(ValidationError, match="写明理由"):
            actions.edit_case(case=case, user=reviewer, changes={"status": "draft"}, reason=reason)
    actions.edit_case(case=case, user=reviewer, changes={"status": "draft"}, reason="年份与原文不符")
    client = Client()
    client.force_login(author)
    where = reverse("admin:cases_case_change", args=[case.pk])
    assert "年份与原文不符（审核，" in client.get(where).content.decode()
    actions.edit_case(case=case, user=author, changes={"status": "review"})
    assert "年份与原文不符" not in client.get(where).content.decode()


def test_what_is_entered_waits_for_a_reviewer_and_what_a_reviewer_enters_is_confirmed() -> None:
    case = a_case()
    for role, state in ((ENTRY, "unreviewed"), (REVIEW, "confirmed"), (ENTRY, "unreviewed")):
        user = user_of(role)
        changes = {"indicator": f"{role}{state}"}
        fact = actions.edit_fact(fact=case.outcomes.get(), user=user, changes=changes)
        if role == ENTRY:
            assert (fact.state, fact.origin) == (state, "editor")
    reviewer = User.objects.get(username=REVIEW)
    actions.reject_fact(fact=Outcome.objects.get(), user=reviewer)
    fact = actions.edit_fact(
        fact=Outcome.objects.get(), user=User.objects.get(username=ENTRY), changes={"indicator": "再改"}
    )
    assert fact.state == "rejected"
    added = [
        actions.add_fact(
            case=case,
            kind="person",
            user=User.objects.get(username=role),
            values={"name": role},
            reason="据名册",
        )
        for role in (ENTRY, REVIEW)
    ]
    assert [each.state for each in added] == ["unreviewed", "confirmed"]


def test_only_what_is_published_has_a_public_page() -> None:
    case = a_case()
    shown = {s: Client().get(to_status(case, s).get_absolute_url()).status_code for s in STATUSES}
    assert shown == {"draft": 404, "review": 404, "published": 200, "withdrawn": 404}


# Lists of the desk that a role may open, add to and change.
ALL = {ENTRY, REVIEW, MANAGE}
PAGES: dict[str, tuple[set[str], set[str]]] = {
    "case": (ALL, set()),
    "document": (ALL, set()),
    "brand": (ALL, REVIEWERS),
    "policy": (ALL, REVIEWERS),
    "brandalias": (ALL, set()),
    "benefit": (ALL, set()),
    "outcome": (ALL, set()),
    "person": (ALL, set()),
    "organisation": (ALL, set()),
    "brandmention": (ALL, set()),
    "policymention": (ALL, set()),
    "evidence": (ALL, set()),
    "batch": (ALL, set()),
    "correction": (ALL, set()),
    "edit": (ALL, set()),
    "place": (ALL, set()),
    "placechange": (ALL, set()),
    "rebuild": (ALL, set()),
    "term": (ALL, REVIEWERS),
    "upload": ({ENTRY, MANAGE}, {ENTRY, MANAGE}),
    "revision": ({MANAGE}, set()),
    "rowchange": ({MANAGE}, set()),
    "sheet": ({MANAGE}, set()),
    "signin": ({MANAGE}, set()),
    "user": ({MANAGE}, {MANAGE}),
    "group": ({MANAGE}, set()),
}


def test_each_list_is_for_those_whom_the_table_names() -> None:
    names = {model._meta.model_name: model._meta.app_label for model in site._registry}
    assert names.keys() == PAGES.keys()
    for role in ROLES:
        client = Client()
        client.force_login(user_of(role))
        for name, (see, add) in PAGES.items():
            where = f"admin:{names[name]}_{name}"
            listed = client.get(reverse(f"{where}_changelist")).status_code
            assert listed == (200 if role in see else 403), (role, name)
            for answer in (client.get(reverse(f"{where}_add")), client.post(reverse(f"{where}_add"))):
                assert (answer.status_code == 200) is (role in add), (role, name)
                assert answer.status_code in {200, 403}, (role, name)


def test_a_page_that_may_not_be_saved_offers_no_saving_and_takes_none() -> None:
    case = a_case("published")
    client = Client()
    client.force_login(user_of(ENTRY))
    for record in (case, case.outcomes.get(), Brand.objects.get()):
        where = reverse(f"admin:cases_{record._meta.model_name}_change", args=[record.pk])
        page = client.get(where)
        assert page.status_code == 200 and 'name="_save"' not in page.content.decode(), record
        assert client.post(where, {"title": "越权"}).status_code == 403, record
    to_status(case, "draft")
    page = client.get(reverse("admin:cases_case_change", args=[case.pk])).content.decode()
    assert 'name="_save"' in page
    assert 'value="published"' not in page and 'value="review"' in page  # Only the steps that are theirs.
    assert 'name="outcomes-0-state"' not in page and 'name="outcomes-0-high"' in page


def test_an_author_corrects_and_submits_with_one_save() -> None:
    case = a_case()
    client = Client()
    client.force_login(user_of(ENTRY))
    where = reverse("admin:cases_case_change", args=[case.pk])
    data = values_of(client.get(where).context) | {
        "title": "改好的标题",
        "status": "review",
        "reason": "核对过",
    }
    data[field_of(data, "引进人才", "indicator")] = "引进博士"
    answer = client.post(where, data)
    case.refresh_from_db()
    assert answer.status_code == 302 and (case.title, case.status) == ("改好的标题", "review")
    assert case.outcomes.get().indicator == "引进博士"
    assert {"title", "status", "indicator"} <= set(Edit.objects.values_list("field", flat=True))


def test_steps_of_many_are_offered_to_those_who_may_take_them() -> None:
    case = a_case("review")
    where, exports = reverse("admin:cases_case_changelist"), ("export_xlsx", "export_csv")
    offered = {
        ENTRY: {"submit", "year", "place", *exports},
        REVIEW: {"publish", "withdraw", "draft", "year", "place", "compare", *exports},
        MANAGE: {"submit", "publish", "withdraw", "draft", "year", "place", "compare", *exports},
    }
    for role, expected in offered.items():
        client = Client()
        client.force_login(user_of(role))
        choices = client.get(where).context["action_form"].fields["action"].choices
        assert {value for value, _ in choices if value} == expected, role
    data = {"chosen": f"{case.pk}.{case.version}", "do": "apply", "reason": ""}
    bulk = reverse("admin:bulk", args=["case", "draft"])
    assert "这个字段是必填项" in client.post(bulk, data).content.decode() and not Edit.objects.exists()
    client.post(bulk, {**data, "reason": "缺年份"})
    assert Case.objects.get().status == "draft" and Edit.objects.get().reason == "缺年份"


def test_a_manager_makes_accounts_but_nobody_above() -> None:
    manager, chief = user_of(MANAGE), User.objects.create_superuser("chief", password="x")
    other = make_user(ENTRY, "小李")
    client = Client()
    client.force_login(manager)
    where = reverse("admin:auth_user_change", args=[other.pk])
    page = client.get(where).content.decode()
    assert page.count('type="checkbox" name="groups"') == 3 and "last_login_0" not in page
    assert 'name="groups"' in page and "is_superuser" not in page and "user_permissions" not in page
    data = {"username": "小李", "is_staff": "on", "is_active": "on", "is_superuser": "on"}
    data |= {
        "groups": [Group.objects.get(name=REVIEW).pk],
        "date_joined_0": "2025-01-01",
        "date_joined_1": "00:00",
    }
    assert client.post(where, data).status_code == 302
    other.refresh_from_db()
    assert [group.name for group in other.groups.all()] == [REVIEW] and not other.is_superuser
    for address in (
        reverse("admin:auth_user_change", args=[chief.pk]),
        reverse("admin:auth_user_password_change", args=[chief.pk]),
    ):
        assert client.post(address, {"password1": "Abcdefg-1", "password2": "Abcdefg-1"}).status_code == 403
    assert client.post(reverse("admin:auth_group_change", args=[1]), {"name": "x"}).status_code == 403
    assert client.post(reverse("admin:auth_user_delete", args=[other.pk]), {"post": "yes"}).status_code == 403


def test_pairs_are_looked_at_and_decided_by_reviewers() -> None:
    case = a_case("published")
    pair = two("brand")
    where = [reverse("admin:merging"), reverse("admin:said")]
    one = reverse("admin:pair", args=["brand", pair["kept"].key, pair["gone"].key])
    for role in ROLES:
        client = Client()
        client.force_login(user_of(role))
        for each in (*where, one):
            assert client.get(each).status_code == (200 if role in REVIEWERS else 403), (role, each)
        if role not in REVIEWERS:
            assert client.post(one, {"do": "reject"}).status_code == 403
            assert client.post(where[1], {"pair": 1}).status_code == 403
            for deed in (merging.reject_pair, merging.undo):
                given = {"pair": Merge()} if deed is merging.undo else {"one": case, "other": case}
                with pytest.raises(PermissionDenied):
                    deed(**given, user=User.objects.get(username=role or "无组"))
    assert not Merge.objects.exists()
    assert client.post(one, {"do": "reject"}).status_code == 302 and Merge.objects.get().state == "rejected"


def test_accounts_and_groups_are_made_on_pages_in_chinese(admin_client) -> None:
    page = admin_client.get(reverse("admin:auth_user_add")).content.decode()
    assert "先定用户名和密码" in page and "After you" not in page
    user = User.objects.create_user("新来的")
    for where in (reverse("admin:auth_group_add"), reverse("admin:auth_user_change", args=[user.pk])):
        page = admin_client.get(where).content.decode()
        assert "案例：修改" in page and "案例：可以发布" in page and "Can " not in page
    view = Permission.objects.get(codename="view_case")
    admin_client.post(reverse("admin:auth_group_add"), {"name": "旁听", "permissions": [view.pk]})
    assert Group.objects.get(name="旁听").permissions.get() == view
