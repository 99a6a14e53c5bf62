"""Where the addresses of the site lead."""

from django.contrib import admin
from django.urls import include, path

from talentkb import errors
from talentkb.health import healthz, readyz

admin.site.site_header = "县域人才案例知识库"
admin.site.site_title = "县域人才案例知识库"
admin.site.index_title = "编辑工作台"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("admin/", admin.site.urls),
    path("", include("cases.urls")),
]

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found
handler500 = errors.server_error
