"""The application that readers and editors see."""

from typing import Any

from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.contrib.admin import autodiscover
from django.contrib.admin.checks import check_admin_app, check_dependencies
from django.core import checks


class CasesConfig(AppConfig):
    name = "cases"
    default = True
    verbose_name = "县域人才案例"
    default_auto_field = "django.db.models.BigAutoField"


class DeskConfig(admin.SimpleAdminConfig):
    """Django's admin with our site in it, and without its pages where nobody asks for one.

    They bring along all that reads and writes, which takes most commands longer than what they do. `urls` has them.
    """

    default = False
    default_site = "cases.site.DeskSite"

    def ready(self) -> None:
        """As Django's, but that the pages are brought in before they are checked."""
        checks.register(check_dependencies, checks.Tags.admin)
        checks.register(check_desk, checks.Tags.admin)


def check_desk(app_configs: Any, **options: Any) -> list[checks.CheckMessage]:
    """Django's check of what is registered at the desk."""
    autodiscover()
    return check_admin_app(app_configs, **options)
