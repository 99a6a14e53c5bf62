"""Pages show what was corrected in a source, so corrections renew the edition as well."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0018_choices_of_reading'),
    ]

    operations = [
        migrations.RunSQL(
            """
            create trigger renew_edition after insert or update or delete or truncate on cases_correction
            for each statement execute function cases_renew_edition();
            """,
            "drop trigger renew_edition on cases_correction;",
        ),
    ]
