"""The application that readers and editors see."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin


class CasesConfig(AppConfig):
    name = "cases"
    default = True
    verbose_name = "县域人才案例"
    default_auto_field = "django.db.models.BigAutoField"


class DeskConfig(admin.AdminConfig):
    """Django's admin with our site in it."""

    default = False
    default_site = "cases.site.DeskSite"
