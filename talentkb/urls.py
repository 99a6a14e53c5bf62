"""Where the addresses of the site lead."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from talentkb import errors
from talentkb.health import healthz, readyz

admin.autodiscover()

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path(settings.DESK, admin.site.urls),
    path("", include("cases.urls")),
]

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found
handler500 = errors.server_error
