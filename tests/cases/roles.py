"""Users in the groups of the desk."""

from django.contrib.auth.models import Group, User

ENTRY, REVIEW, MANAGE = "录入", "审核", "管理"


def make_user(role: str, name: str = "") -> User:
    """A user of the desk in the group ``role``, or in none."""
    user = User.objects.create_user(name or role or "无组", password="x", is_staff=True)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user
