"""What a batch takes back, and the last change that was noted when it was done, by which what came since is known."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0022_status_of_merged_cases'),
    ]

    operations = [
        migrations.AddField(
            model_name='batch',
            name='noted',
            field=models.BigIntegerField(editable=False, null=True, verbose_name='最后一处改动'),
        ),
        migrations.AddField(
            model_name='batch',
            name='undoes',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undone', to='cases.batch', verbose_name='撤销了'),
        ),
    ]
