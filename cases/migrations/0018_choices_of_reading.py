"""How people chose that a file is to be read."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0017_word_lists'),
    ]

    operations = [
        migrations.AddField(
            model_name='document',
            name='choices',
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name='读法'),
        ),
        migrations.AddField(
            model_name='upload',
            name='choices',
            field=models.JSONField(blank=True, editable=False, null=True, verbose_name='读法'),
        ),
    ]
