"""A rebuild of the index may concern only what has some words."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0020_earlier_texts_and_sheets"),
    ]

    operations = [
        migrations.AddField(
            model_name="rebuild",
            name="words",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=100),
                blank=True,
                default=list,
                editable=False,
                size=None,
                verbose_name="只涉及的词",
            ),
        ),
    ]
