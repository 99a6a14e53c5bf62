"""Attempts to sign in, which those of 管理 may look at."""

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
        ('cases', '0007_uploads'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SignIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='时间')),
                ('name', models.CharField(max_length=150, verbose_name='用户名')),
                ('address', models.GenericIPAddressField(blank=True, null=True, verbose_name='来自')),
                ('outcome', models.CharField(choices=[('right', '成功'), ('wrong', '失败'), ('held', '尝试过多，未核对密码')], default='wrong', max_length=5, verbose_name='结果')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='账号')),
            ],
            options={
                'verbose_name': '登录记录',
                'verbose_name_plural': '登录记录',
                'ordering': ['-at', '-pk'],
                'indexes': [models.Index(fields=['name', 'at'], name='sign_in_name'), models.Index(fields=['address', 'at'], name='sign_in_address')],
            },
        ),
        migrations.RunPython(make, migrations.RunPython.noop),
    ]
