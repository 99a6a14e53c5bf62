"""What was typed into a page of the desk when the session had ended: it goes along through signing in and is put back.

Every page with a form says who was signed in when it was made. Posted without a session, its fields go, signed, into the
page of signing in; when the same person has signed in, a page offers to put them back into the form. Nothing is saved by
that: the form comes back as it does behind an error, and is saved as always.
"""

from copy import copy
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

# The inputs: who a page was made for, what was typed, and that a form is to be shown and not saved.
WHO, KEPT, BACK = "typed_by", "kept", "put_back"
MOST = 1_000_000  # characters that a page of signing in carries along; the fields of a long case are a tenth
DAYS = 7  # A page may be open over a long weekend.
LEFT = frozenset({"csrfmiddlewaretoken", WHO, KEPT, BACK, "_save", "_continue", "_addanother", "_saveasnew"})
OVER = "登录已过期，请重新登录；您填写的内容会保留。"
TOO_MUCH = "登录已过期，请重新登录。您填写的内容太多，没有能够保留；请用浏览器的“后退”回到那一页。"
NOT_KEPT = "登录已过期，请重新登录。刚才提交的内容没有保存，请登录后再做一次。"
ANOTHERS = "登录过期前填写的内容是另一位用户的，没有放回。"
PUT_BACK = "登录过期前填写的内容已放回这一页，还没有保存。请核对后保存。"


def who(user: AbstractBaseUser) -> str:
    """For a page's hidden input: who it was made for, signed."""
    return signing.dumps(user.pk, salt=WHO)


def ended(request: HttpRequest) -> dict[str, Any]:
    """For the page of signing in, behind what was posted without a session: what to say, and what goes along."""
    name = _read(request.POST.get(WHO, ""), WHO)
    if name is None:
        return {"over": NOT_KEPT}
    fields = [[key, value] for key, values in request.POST.lists() if key not in LEFT for value in values]
    told = {"user": name, "path": request.get_full_path(), "fields": fields}
    packed = signing.dumps(told, salt=KEPT, compress=True)
    return {"over": OVER, KEPT: packed} if len(packed) <= MOST else {"over": TOO_MUCH}


def sign_in(request: HttpRequest, login: Any) -> HttpResponse:
    """The page of signing in, as the answer to what was posted without a session."""
    asked = copy(request)
    asked.method = "GET"
    more = {"app_path": reverse("admin:login"), "next": request.get_full_path()}
    return login(asked, {**more, **ended(request)})


def again(request: HttpRequest) -> dict[str, Any]:
    """For the same page when the password was wrong: what came along goes along."""
    packed = request.POST.get(KEPT, "")
    return {"over": OVER, KEPT: packed} if _read(packed, KEPT) else {}


def offered(request: HttpRequest, context: dict[str, Any]) -> HttpResponse | None:
    """Behind signing in: the page from which what was typed is put back; None where nothing was, or by somebody else."""
    told = _read(request.POST.get(KEPT, ""), KEPT)
    if told is None:
        return None
    if told["user"] != request.user.pk:
        messages.warning(request, ANOTHERS)
        return None
    return TemplateResponse(request, "admin/put_back.html", {**context, "title": "内容还在", **told})


def _read(packed: str, salt: str) -> Any:
    try:
        return signing.loads(packed, salt=salt, max_age=DAYS * 24 * 3600) if packed else None
    except signing.BadSignature:
        return None
