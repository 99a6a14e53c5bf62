"""Where the addresses of the site lead."""

from importlib.util import find_spec

from django.contrib import admin
from django.urls import include, path

from talentkb.health import healthz, readyz

admin.site.site_header = "县域人才案例知识库"
admin.site.site_title = "县域人才案例知识库"
admin.site.index_title = "编辑工作台"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("admin/", admin.site.urls),
]
if find_spec("cases.urls"):
    urlpatterns.append(path("", include("cases.urls")))
