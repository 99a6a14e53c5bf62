"""Users in the groups of the desk."""

from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType

from cases import actions

ENTRY, REVIEW, MANAGE = "录入", "审核", "管理"


def make_user(role: str, name: str = "") -> User:
    """A user of the desk in the group ``role``, or in none; groups that a flush took are made again."""
    user = User.objects.create_user(name or role or "无组", password="x", is_staff=True)
    if role:
        if not Group.objects.filter(name=role).exists():
            actions.write_groups(Group, Permission, ContentType)
        user.groups.add(Group.objects.get(name=role))
    return user
