"""The desk as a whole: its name, and its lists in the order of an editor's day."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path

ORDER = (
    "Case", "Upload", "Document", "Brand", "Policy", "Benefit", "Outcome", "Person", "Organisation",
    "BrandMention", "PolicyMention", "BrandAlias", "Evidence", "Edit", "Place", "PlaceChange",
)  # fmt: skip


class DeskSite(admin.AdminSite):
    """Django's admin under our name; imported before any model, so it names them by words."""

    site_header = site_title = "县域人才案例知识库"
    index_title = "编辑工作台"

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """The screens of our own before Django's."""
        from cases.admin.review import (
            review,
        )  # It needs the models, which are not there when this is imported.

        return [path("review/", self.admin_view(review), name="review"), *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """The first page, with what waits."""
        from cases.admin.waits import waits

        return super().index(request, {**(extra_context or {}), "waits": waits(request.user)})

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict]:
        """The knowledge base before accounts, and its lists as ``ORDER`` has them rather than by code point."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda model: _rank(model["object_name"]))
        return sorted(apps, key=lambda app: app["app_label"] != "cases")


def _rank(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)
