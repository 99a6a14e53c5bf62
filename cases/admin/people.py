"""Accounts: whoever manages the desk makes them and puts them into groups, but makes nobody a superuser."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.forms import CheckboxSelectMultiple, ModelMultipleChoiceField
from django.http import HttpRequest

ABOVE = ("is_superuser", "user_permissions")
VERBS = {"add": "增加", "change": "修改", "delete": "删除", "view": "查看"}


class Permissions(ModelMultipleChoiceField):
    """Rights in words, where Django keeps English ones."""

    def label_from_instance(self, obj: Permission) -> str:
        """Of what, and what one may do with it."""
        verb, _, model = obj.codename.partition("_")
        of_the_model = model == obj.content_type.model and verb in VERBS
        return f"{obj.content_type.name}：{VERBS[verb] if of_the_model else obj.name}"


def _permissions(field: ModelMultipleChoiceField) -> Permissions:
    chosen = field.queryset.select_related("content_type")
    return Permissions(
        chosen, label=field.label, required=False, widget=field.widget, help_text=field.help_text
    )


class AccountAdmin(UserAdmin):
    """Django's own page; what would lift somebody above the one who edits is for superusers."""

    list_display = ("username", "last_name", "first_name", "roles", "is_active", "last_login")
    list_filter = ("groups", "is_active", "is_superuser")
    readonly_fields = ("last_login", "date_joined")  # They tell what happened.

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the groups that the list shows."""
        return super().get_queryset(request).prefetch_related("groups")

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Without the fields of superusers for those who are none."""
        fieldsets = super().get_fieldsets(request, obj)
        if request.user.is_superuser:
            return fieldsets
        return [
            (name, {**options, "fields": [each for each in options["fields"] if each not in ABOVE]})
            for name, options in fieldsets
        ]

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """The few groups as boxes to tick."""
        if db_field.name == "groups":
            kwargs["widget"] = CheckboxSelectMultiple
        made = super().formfield_for_manytomany(db_field, request, **kwargs)
        return _permissions(made) if db_field.name == "user_permissions" else made

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """A superuser's account, password included, is for superusers."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (request.user.is_superuser or obj is None or not obj.is_superuser)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Nobody is deleted: an account is switched off, and what it decided keeps its name."""
        return False

    @admin.display(description="角色")
    def roles(self, user: User) -> str:
        """The groups."""
        return "、".join(group.name for group in user.groups.all()) or (
            "超级用户" if user.is_superuser else "—"
        )


class RoleAdmin(GroupAdmin):
    """The groups and what each may do; the program keeps those of its own."""

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Rights in words."""
        return _permissions(super().formfield_for_manytomany(db_field, request, **kwargs))

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        """A group that was deleted would leave its people without rights."""
        return False


admin.site.unregister(User)
admin.site.unregister(Group)
admin.site.register(User, AccountAdmin)
admin.site.register(Group, RoleAdmin)
