"""Many records changed at once, and the spreadsheets that wait to be applied."""

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
        ('cases', '0012_corrections'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='时间')),
                ('kind', models.CharField(max_length=20, verbose_name='对象')),
                ('what', models.CharField(max_length=200, verbose_name='做了什么')),
                ('reason', models.CharField(blank=True, default='', max_length=300, verbose_name='理由')),
                ('count', models.PositiveIntegerField(verbose_name='条数')),
                ('records', models.JSONField(default=list, editable=False, verbose_name='记录')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='编辑')),
            ],
            options={
                'verbose_name': '批量修改',
                'verbose_name_plural': '批量修改',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Sheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(editable=False, max_length=16, unique=True, verbose_name='短码')),
                ('filename', models.CharField(max_length=255, verbose_name='文件名')),
                ('content', models.BinaryField(verbose_name='内容')),
                ('state', models.CharField(choices=[('waiting', '等待应用'), ('applied', '已应用'), ('dropped', '已放弃')], default='waiting', max_length=8, verbose_name='进度')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='上传时间')),
                ('batch', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='cases.batch', verbose_name='批量修改')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='上传者')),
            ],
            options={
                'verbose_name': '表格',
                'verbose_name_plural': '表格',
                'ordering': ['-pk'],
            },
        ),
        migrations.RunPython(make, migrations.RunPython.noop),
    ]
