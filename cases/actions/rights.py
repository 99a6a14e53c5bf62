"""Who may do what: the rights, the three groups that hold them, and the steps of a case from draft to the public.

Every action asks here, whoever calls it; the desk asks too, so that it offers nothing that would be refused. A
user of None is the system itself: commands, and the reading of documents.
"""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model

from cases.models import Case
from cases.models.identity import quoted

# What each right is to Django, and what to say to those who lack it.
RIGHTS: dict[str, tuple[str, str]] = {
    "bring": ("cases.add_upload", "您没有导入文件的权限。"),
    "edit": ("cases.change_case", "您没有修改案例的权限。"),
    "submit": ("cases.submit_case", "您没有提交审核的权限。"),
    "review": ("cases.review_case", "您没有审核的权限：确认、否决、退回，以及修改已离开草稿的案例。"),
    "publish": ("cases.publish_case", "您没有发布案例的权限。"),
    "withdraw": ("cases.withdraw_case", "您没有撤下案例的权限。"),
    "merge": ("cases.merge_case", "您没有合并重复记录的权限。"),
    "name": ("cases.change_brand", "您没有修改品牌和政策名录的权限。"),
    "words": ("cases.change_term", "您没有修改词表的权限。"),
    "history": ("cases.view_rowchange", "您没有查看全部改动的权限。"),
}

_DRAFT, _REVIEW, _PUBLISHED, _WITHDRAWN, _MERGED = Case.Status.values
# The right that each step of a case needs.
STEPS: dict[tuple[str, str], str] = {
    (_DRAFT, _REVIEW): "submit",
    (_DRAFT, _PUBLISHED): "publish",
    (_DRAFT, _WITHDRAWN): "withdraw",
    (_REVIEW, _DRAFT): "review",
    (_REVIEW, _PUBLISHED): "publish",
    (_REVIEW, _WITHDRAWN): "withdraw",
    (_PUBLISHED, _DRAFT): "withdraw",
    (_PUBLISHED, _REVIEW): "withdraw",
    (_PUBLISHED, _WITHDRAWN): "withdraw",
    (_WITHDRAWN, _DRAFT): "withdraw",
    (_WITHDRAWN, _REVIEW): "withdraw",
    (_WITHDRAWN, _PUBLISHED): "publish",
}
RETURN = (_REVIEW, _DRAFT)

_READ = (
    "batch", "benefit", "brand", "brandalias", "brandmention", "case", "correction", "document", "edit", "evidence", "organisation",
    "outcome", "person", "place", "placechange", "policy", "policymention", "rebuild", "term",
)  # fmt: skip
_FACTS = ("benefit", "brandmention", "organisation", "outcome", "person", "policymention")
_VIEW = tuple(f"cases.view_{model}" for model in _READ)
_EDIT = (
    "cases.change_case",
    "cases.change_document",
    *(f"cases.{verb}_{model}" for verb in ("add", "change") for model in _FACTS),
)
_BRING = ("cases.add_upload", "cases.view_upload")
_NAME = (
    *(f"cases.{verb}_{model}" for verb in ("add", "change") for model in ("brand", "policy")),
    "cases.add_brandalias",
    "cases.delete_brandalias",
    "cases.add_term",
    "cases.change_term",
)
_PUBLISH = ("cases.review_case", "cases.publish_case", "cases.withdraw_case", "cases.merge_case")
_PEOPLE = (
    "auth.add_user",
    "auth.change_user",
    "auth.view_user",
    "auth.view_group",
    *(f"cases.view_{model}" for model in ("revision", "rowchange", "sheet", "signin")),
)
GROUPS: dict[str, tuple[str, ...]] = {
    "录入": (*_VIEW, *_EDIT, *_BRING, "cases.submit_case"),
    "审核": (*_VIEW, *_EDIT, *_NAME, *_PUBLISH),
    "管理": (*_VIEW, *_EDIT, *_BRING, *_NAME, *_PUBLISH, *_PEOPLE, "cases.submit_case"),
}
CUSTOM = dict(Case._meta.permissions)  # Their names; Django would bring its own to those that it knows.


def may(user: AbstractBaseUser | None, right: str) -> bool:
    """Whether a user holds one of RIGHTS."""
    return user is None or user.has_perm(RIGHTS[right][0])


def groups_with(*rights: str) -> list[str]:
    """The groups of ours that hold all of these rights, for telling whom to ask."""
    return [name for name, held in GROUPS.items() if {RIGHTS[each][0] for each in rights} <= set(held)]


def may_edit(user: AbstractBaseUser | None, case: Case) -> bool:
    """Whether a user may change a case and its facts: drafts by all who edit, what has left the draft by reviewers."""
    return may(user, "edit") and (case.status == _DRAFT or may(user, "review"))


def steps(user: AbstractBaseUser | None, case: Case) -> list[str]:
    """The statuses that a user may give a case, its own first."""
    onward = [to for (at, to), right in STEPS.items() if at == case.status and may(user, right)]
    return [case.status, *onward]


def check(user: AbstractBaseUser | None, right: str) -> None:
    """PermissionDenied, with a sentence, for a user without the right."""
    if not may(user, right):
        raise PermissionDenied(RIGHTS[right][1])


def check_edit(user: AbstractBaseUser | None, case: Case) -> None:
    """PermissionDenied for a user who may not change this case as it stands."""
    check(user, "edit")
    if not may_edit(user, case):
        raise PermissionDenied(f"案例{quoted(case)}{case.get_status_display()}，只有审核人员能修改。")


def check_step(user: AbstractBaseUser | None, case: Case, status: str, reason: str) -> None:
    """PermissionDenied for a step that the user may not take; ValidationError where it needs a reason or is none."""
    if case.status == status:
        return
    if case.status == _MERGED:
        raise ValidationError(f"案例{quoted(case)}已并入别的案例，请先撤销合并。")
    if (case.status, status) not in STEPS:
        raise ValidationError({"status": "没有这种状态。"})
    check(user, STEPS[case.status, status])
    if (case.status, status) == RETURN and not reason.strip():
        raise ValidationError("退回时请写明理由，录入人员会看到。")


def write_groups(group: type[Model], permission: type[Model], content_type: type[Model]) -> None:
    """Make the groups with their permissions, or bring them to the table; with the models of a migration or of today."""
    rows = _permissions({each for wanted in GROUPS.values() for each in wanted}, permission, content_type)
    for name, wanted in GROUPS.items():
        row, _ = group.objects.get_or_create(name=name)
        row.permissions.set([rows[each] for each in wanted])


def _permissions(wanted: set[str], permission: type[Model], content_type: type[Model]) -> dict[str, Any]:
    """The rows of permissions by name; Django makes those that are missing only after all migrations."""
    models = {each: (each.partition(".")[0], each.partition("_")[2]) for each in sorted(wanted)}
    kinds = {(row.app_label, row.model): row for row in content_type.objects.all()}
    new = [content_type(app_label=app, model=model) for app, model in {*models.values()} - kinds.keys()]
    kinds |= {(row.app_label, row.model): row for row in content_type.objects.bulk_create(new)}
    keys = {each: (kinds[model].pk, each.partition(".")[2]) for each, model in models.items()}
    rows = {(row.content_type_id, row.codename): row for row in permission.objects.all()}
    new = [
        permission(content_type_id=kind, codename=codename, name=CUSTOM.get(codename, f"Can {codename}"))
        for kind, codename in keys.values()
        if (kind, codename) not in rows
    ]
    rows |= {(row.content_type_id, row.codename): row for row in permission.objects.bulk_create(new)}
    return {each: rows[key] for each, key in keys.items()}
