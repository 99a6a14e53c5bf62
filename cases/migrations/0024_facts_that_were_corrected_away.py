"""A mark for facts that the words they rest on no longer say since they were corrected."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0023_undoing_batches'),
    ]

    operations = [
        migrations.AddField(
            model_name='benefit',
            name='doubted',
            field=models.BooleanField(default=False, editable=False, verbose_name='与更正后的原文不符'),
        ),
        migrations.AddField(
            model_name='brandmention',
            name='doubted',
            field=models.BooleanField(default=False, editable=False, verbose_name='与更正后的原文不符'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='doubted',
            field=models.BooleanField(default=False, editable=False, verbose_name='与更正后的原文不符'),
        ),
        migrations.AddField(
            model_name='outcome',
            name='doubted',
            field=models.BooleanField(default=False, editable=False, verbose_name='与更正后的原文不符'),
        ),
        migrations.AddField(
            model_name='person',
            name='doubted',
            field=models.BooleanField(default=False, editable=False, verbose_name='与更正后的原文不符'),
        ),
        migrations.AddField(
            model_name='policymention',
            name='doubted',
            field=models.BooleanField(default=False, editable=False, verbose_name='与更正后的原文不符'),
        ),
    ]
