"""The application that readers and editors see."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "县域人才案例"
    default_auto_field = "django.db.models.BigAutoField"
