"""Corrections of the text of documents, which all who see documents may look at."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cases.actions.rights import write_groups


def make(apps, schema_editor):
    write_groups(
        apps.get_model("auth", "Group"),
        apps.get_model("auth", "Permission"),
        apps.get_model("contenttypes", "ContentType"),
    )


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0011_merging'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='时间')),
                ('start', models.PositiveIntegerField(verbose_name='位置')),
                ('left', models.CharField(blank=True, default='', max_length=40, verbose_name='前文')),
                ('before', models.TextField(blank=True, verbose_name='改前')),
                ('after', models.TextField(blank=True, verbose_name='改后')),
                ('right', models.CharField(blank=True, default='', max_length=40, verbose_name='后文')),
                ('reason', models.CharField(max_length=300, verbose_name='理由')),
                ('lost', models.BooleanField(default=False, verbose_name='再次导入后找不到位置')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='cases.document', verbose_name='来源文件')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='编辑')),
            ],
            options={
                'verbose_name': '原文更正',
                'verbose_name_plural': '原文更正',
                'ordering': ['-pk'],
            },
        ),
        migrations.RunPython(make, migrations.RunPython.noop),
    ]
