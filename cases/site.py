"""The desk as a whole: its name, and its lists in the order of an editor's day."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.views.i18n import JavaScriptCatalog

# What is worked with every day first, what the program keeps for itself last.
GROUPS = {
    "每天的工作": ("Case", "Upload", "Document", "Correction", "Batch", "Sheet", "Term"),
    "内容": ("Brand", "Policy", "Benefit", "Outcome", "Person", "Organisation"),
    "内容的出处": ("BrandMention", "PolicyMention", "BrandAlias", "Evidence"),
    "改动与历史": ("Edit", "RowChange", "Revision", "SignIn"),
    "地区与后台": ("Place", "PlaceChange", "Rebuild"),
}


class DeskSite(admin.AdminSite):
    """Django's admin under our name; imported before any model, so it names them by words."""

    site_header = site_title = "县域人才案例知识库"
    index_title = "编辑工作台"

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """The screens of our own before Django's."""
        # They need the models, which are not there when this is imported.
        from cases.admin import bulk, merging, sheets, undoing
        from cases.admin.review import review
        from cases.admin.sign_in import alive

        return [
            path("review/", self.admin_view(review), name="review"),
            path("merging/", self.admin_view(merging.pairs), name="merging"),
            path("merging/said/", self.admin_view(merging.said), name="said"),
            path("merging/<slug:kind>/<slug:one>/<slug:other>/", self.admin_view(merging.pair), name="pair"),
            path("bulk/<slug:kind>/<slug:name>/", self.admin_view(bulk.bulk), name="bulk"),
            path("batches/<int:pk>/undo/", self.admin_view(undoing.undo), name="undo_batch"),
            path("sheets/", self.admin_view(sheets.sheets), name="sheets"),
            path("sheets/<slug:key>/", self.admin_view(sheets.sheet), name="sheet"),
            path("alive/", self.admin_view(alive), name="alive"),
            *super().get_urls(),
        ]

    def admin_view(self, view: Callable, cacheable: bool = False) -> Callable:
        """Django's, but that what was posted when the session had ended is not thrown away.

        The token against forged requests was asked for before this is called.
        """
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            ended = request.method == "POST" and not request.user.is_authenticated
            if ended and request.path != reverse("admin:logout"):
                from cases.admin import kept

                return kept.sign_in(request, self.login)
            return inner(request, *args, **kwargs)

        return answer

    def i18n_javascript(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Django's words for its scripts, and ours for those that it has in English alone."""
        return JavaScriptCatalog.as_view(packages=["django.contrib.admin", "cases"])(request)

    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Django's page; 429 for who has to wait, and a new session for who comes in, with when that was last."""
        from cases.admin import kept
        from cases.admin.sign_in import last_time

        key = request.session.session_key
        answer = super().login(request, {**kept.again(request), **(extra_context or {})})
        if held := getattr(request, "sign_in_held", None):
            answer.status_code = 429
            answer.headers["Retry-After"] = str(held.minutes * 60)
        elif request.method == "POST" and answer.status_code == 302:
            if request.session.session_key == key:  # Django keeps it for who was signed in already.
                request.session.cycle_key()
            if said := last_time(request.user):
                messages.info(request, said)
            return kept.offered(request, self.each_context(request)) or answer
        return answer

    def index(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """The first page, with what waits and what its reader did last."""
        from cases.admin.waits import recent, waits

        more = {"waits": waits(request.user), "recent": recent(request.user)}
        return super().index(request, {**(extra_context or {}), **more})

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict]:
        """The lists of the knowledge base in ``GROUPS``, a heading each, before the accounts."""
        found: list[dict] = []
        for app in super().get_app_list(request, app_label):
            found = [*found, app] if app["app_label"] != "cases" else [*_grouped(app), *found]
        return found


def _grouped(app: dict) -> list[dict]:
    """The lists of one app under the headings that they belong to; what belongs to none stands under the last."""
    models = {model["object_name"]: model for model in app["models"]}
    groups = [
        {**app, "name": name, "models": [models.pop(each) for each in members if each in models]}
        for name, members in GROUPS.items()
    ]
    groups[-1]["models"] += models.values()
    return [group for group in groups if group["models"]]
