"""The queue of files that people bring in at the desk."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0006_waiting'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Upload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('batch', models.CharField(db_index=True, editable=False, max_length=16, verbose_name='批次')),
                ('filename', models.CharField(max_length=255, verbose_name='文件名')),
                ('sha256', models.CharField(max_length=64, verbose_name='文件指纹')),
                ('size', models.PositiveIntegerField(verbose_name='字节数')),
                ('content', models.BinaryField(verbose_name='内容')),
                ('trial', models.BooleanField(default=True, verbose_name='先预览')),
                ('publish', models.BooleanField(default=False, verbose_name='存入后立即发布')),
                ('state', models.CharField(choices=[('waiting', '等待处理'), ('running', '正在处理'), ('tried', '已预览，待存入'), ('done', '已处理'), ('refused', '未能导入'), ('dropped', '已放弃')], default='waiting', max_length=10, verbose_name='进度')),
                ('holder', models.CharField(blank=True, default='', editable=False, max_length=32, verbose_name='处理者')),
                ('held_until', models.DateTimeField(editable=False, null=True, verbose_name='处理期限')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='尝试次数')),
                ('report', models.JSONField(blank=True, default=dict, verbose_name='报告')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='上传时间')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='处理完的时间')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='上传者')),
            ],
            options={
                'verbose_name': '导入',
                'verbose_name_plural': '导入',
                'ordering': ['-pk'],
                'indexes': [models.Index(condition=models.Q(('state', 'waiting'), ('state', 'running'), _connector='OR'), fields=['id'], name='upload_pending'), models.Index(condition=models.Q(('state', 'refused'), ('state', 'tried'), _connector='OR'), fields=['id'], name='upload_left')],
            },
        ),
    ]
