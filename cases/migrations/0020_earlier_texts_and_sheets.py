"""Who keeps the desk may look at earlier texts and at spreadsheets that came back."""

from django.db import migrations

from cases.actions.rights import write_groups


def make(apps, schema_editor):
    write_groups(
        apps.get_model("auth", "Group"),
        apps.get_model("auth", "Permission"),
        apps.get_model("contenttypes", "ContentType"),
    )


class Migration(migrations.Migration):

    dependencies = [("cases", "0019_corrections_are_shown")]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
