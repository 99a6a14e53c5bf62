"""Brands and policies, with the names they also bear."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import Count, Q
from django.http import HttpRequest

from cases import actions
from cases.admin.desk import DecisionForm, Desk, ReadOnly, column
from cases.admin.merging import compare
from cases.admin.sheets import EXPORTS
from cases.models import Brand, BrandAlias, Fact, Policy

STANDING = ~Q(mentions__state=Fact.State.REJECTED)


class NamedDesk(Desk):
    """What brands and policies have in common."""

    readonly_fields = ("decided_fields",)
    actions = (compare, *EXPORTS)

    def has_merge_permission(self, request: HttpRequest) -> bool:
        """Whether to offer the comparison of two."""
        return actions.may(request.user, "merge")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """With the place and the number of cases; what was merged is the other's now."""
        rows = super().get_queryset(request).filter(merged_into=None).select_related("place__parent")
        return rows.annotate(cases=Count("mentions__case", filter=STANDING, distinct=True))

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """No reason is asked of those who only look."""
        shown = [*self.own, "decided_fields"]
        return [*shown, "reason", "seen_version"] if self.has_change_permission(request, obj) else shown

    def view_on_site(self, obj: Any) -> str | None:
        """The public page, for those that have one."""
        return obj.get_absolute_url() if type(obj).objects.public().filter(pk=obj.pk).exists() else None

    @column("地区", "place__sort_key")
    def place_name(self, obj: Any) -> str:
        """City and county."""
        if obj.place is None:
            return "—"
        return f"{obj.place.parent.name} {obj.place.name}" if obj.place.parent else obj.place.name

    @column("案例数", "cases")
    def case_count(self, obj: Any) -> int:
        """In how many cases it stands."""
        return obj.cases

    @column("编辑已定的字段")
    def decided_fields(self, obj: Any) -> str:
        """Fields that no reading touches any more."""
        names = (obj._meta.get_field(field).verbose_name for field in obj.decided)
        return "、".join(map(str, names)) or "无；再次导入时都可能更新"


class AliasInline(admin.TabularInline):
    """Aliases are added and taken away; to change one is to do both."""

    model = BrandAlias
    fields = ("name", "origin")
    readonly_fields = ("origin",)
    extra = 0

    def has_change_permission(self, request: HttpRequest, obj: Brand | None = None) -> bool:
        """Only added and taken away."""
        return False


class BrandForm(DecisionForm):
    class Meta:
        model = Brand
        fields = ("name", "kind", "place")
        help_texts = {
            "name": "改名后旧名自动成为别名，照样查得到。",
            "place": "填今天的地区；前身地区的案例也归在这里。",
        }


@admin.register(Brand)
class BrandAdmin(NamedDesk):
    form = BrandForm
    own = ("name", "kind", "place")
    inlines = (AliasInline,)
    list_display = ("name", "kind", "place_name", "case_count")
    list_filter = ("kind",)
    search_fields = (
        "name",
        "name_key",
        "aliases__name",
        "place__name",
        "place__formerly__name",
        "place__initials",
    )
    search_help_text = "名称、别名、地区"

    def save(
        self, request: HttpRequest, obj: Brand, changes: dict[str, Any], reason: str, version: int | None
    ) -> None:
        """Add or change the brand."""
        if obj.pk is None:
            obj.pk = actions.add_brand(user=request.user, values=changes, reason=reason).pk
        else:
            actions.edit_brand(brand=obj, user=request.user, changes=changes, reason=reason, version=version)

    def save_row(
        self, request: HttpRequest, form: forms.ModelForm, row: forms.ModelForm, removed: bool = False
    ) -> None:
        """Add an alias or take one away."""
        reason = form.cleaned_data["reason"]
        if removed:
            actions.remove_alias(alias=row.instance, user=request.user, reason=reason)
        else:
            name = row.cleaned_data["name"]
            row.instance.pk = actions.add_alias(
                brand=form.instance, user=request.user, name=name, reason=reason
            ).pk


class PolicyForm(DecisionForm):
    class Meta:
        model = Policy
        fields = ("name", "form", "category", "year", "place")
        help_texts = {"place": "填今天的地区；前身地区的案例也归在这里。"}


@admin.register(Policy)
class PolicyAdmin(NamedDesk):
    form = PolicyForm
    own = ("name", "form", "category", "year", "place")
    list_display = ("name", "form", "category", "year", "place_name", "case_count")
    list_filter = ("form", "category", "year")
    search_fields = ("name", "name_key", "place__name", "place__formerly__name", "place__initials")
    search_help_text = "名称、地区"

    def save(
        self, request: HttpRequest, obj: Policy, changes: dict[str, Any], reason: str, version: int | None
    ) -> None:
        """Add or change the policy."""
        if obj.pk is None:
            obj.pk = actions.add_policy(user=request.user, values=changes, reason=reason).pk
        else:
            actions.edit_policy(
                policy=obj, user=request.user, changes=changes, reason=reason, version=version
            )


@admin.register(BrandAlias)
class BrandAliasAdmin(ReadOnly):
    list_display = ("name", "brand", "origin")
    list_filter = ("origin",)
    list_select_related = ("brand",)
    search_fields = ("name", "brand__name")
    search_help_text = "别名在品牌的页面上增删"
