"""Signing in at the desk: the form that asks first whether it may be tried, and the list of all attempts."""

import logging
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.utils.timezone import localtime

from cases.actions import sign_in
from cases.admin.desk import ReadOnly
from cases.models import SignIn

log = logging.getLogger(__name__)


def address_of(request: HttpRequest) -> str | None:
    """Where a request comes from: the other end of the connection or, behind our own proxies, what the first of
    them saw. What stands further left in the header anybody may have written."""
    said = request.META.get("REMOTE_ADDR", "")
    if settings.PROXIES:
        hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        said = hops[-settings.PROXIES] if len(hops) >= settings.PROXIES else said
    try:
        return str(ip_address(said.strip().partition("%")[0]))
    except ValueError:
        return None


class SignInForm(AdminAuthenticationForm):
    """Name and password; too many wrong ones and the password is not looked at."""

    def clean(self) -> dict[str, Any]:
        """Check the password, if it may be tried."""
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if not name or not password:
            return super().clean()
        address = address_of(self.request)
        try:
            attempt = sign_in.begin(name=name[:150], address=address)
        except sign_in.Held as held:
            log.warning("sign-in held back: %.150r from %s", name, address)
            self.request.sign_in_held = held
            raise ValidationError(str(held), code="held") from held
        try:
            cleaned = super().clean()
        except ValidationError:
            log.warning("sign-in failed: %.150r from %s", name, address)
            raise
        sign_in.succeed(attempt=attempt, user=self.user_cache)
        return cleaned


def last_time(user: AbstractBaseUser) -> str:
    """When and from where somebody signed in before this time, and how often others or they failed since; or ""."""
    tries = SignIn.objects.filter(name=user.get_username())
    before = tries.filter(outcome=SignIn.Outcome.RIGHT)[1:2]
    if not before:
        return ""
    failed = tries.exclude(outcome=SignIn.Outcome.RIGHT).filter(at__gt=before[0].at).count()
    since = f"；此后密码错误 {failed} 次" if failed else ""
    return f"上次登录：{localtime(before[0].at):%Y-%m-%d %H:%M}，来自 {before[0].address or '本机'}{since}。"


def alive(request: HttpRequest) -> JsonResponse:
    """Tell a page that is being worked on that the session goes on, and the token that its forms need now."""
    return JsonResponse({"token": get_token(request)})


@admin.register(SignIn)
class SignInAdmin(ReadOnly):
    list_display = ("at", "name", "address", "outcome")
    list_filter = ("outcome",)
    search_fields = ("name", "address")
    search_help_text = "用户名、地址"
    date_hierarchy = "at"
    fields = ("at", "name", "user", "address", "outcome")


admin.site.login_form = SignInForm
