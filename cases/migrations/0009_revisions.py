"""The earlier texts of documents, and the file name by which a later one is known."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TRIGGER = """
create trigger renew_edition after insert or update or delete or truncate on cases_revision
for each statement execute function cases_renew_edition();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0008_sign_in'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='document',
            name='filename',
            field=models.CharField(db_index=True, max_length=255, verbose_name='文件名'),
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='版次')),
                ('sha256', models.CharField(db_index=True, max_length=64, verbose_name='文件指纹')),
                ('filename', models.CharField(max_length=255, verbose_name='文件名')),
                ('text', models.TextField(verbose_name='正文')),
                ('replaced_at', models.DateTimeField(auto_now_add=True, verbose_name='替换时间')),
                ('reason', models.CharField(blank=True, default='', max_length=300, verbose_name='理由')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='cases.document', verbose_name='来源文件')),
                ('replaced_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='替换者')),
            ],
            options={
                'verbose_name': '旧版',
                'verbose_name_plural': '旧版',
                'ordering': ['document', '-number'],
                'constraints': [models.UniqueConstraint(fields=('document', 'number'), name='revision_number_once')],
            },
        ),
        migrations.RunSQL(TRIGGER, "drop trigger renew_edition on cases_revision;"),
    ]
