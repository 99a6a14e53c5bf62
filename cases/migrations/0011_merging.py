"""Records that are merged into others, what people said about pairs, and the right to say it."""

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
        ('cases', '0010_chosen_evidence'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('brand', '品牌'), ('policy', '政策'), ('case', '案例')], max_length=6, verbose_name='类别')),
                ('first', models.CharField(max_length=8, verbose_name='其一')),
                ('second', models.CharField(max_length=8, verbose_name='其二')),
                ('state', models.CharField(choices=[('merged', '已合并'), ('rejected', '不是同一个'), ('undone', '已撤销')], max_length=8, verbose_name='结论')),
                ('kept', models.CharField(blank=True, default='', max_length=8, verbose_name='保留')),
                ('moved', models.JSONField(blank=True, default=dict, editable=False, verbose_name='移动的记录')),
                ('at', models.DateTimeField(auto_now=True, verbose_name='时间')),
                ('reason', models.CharField(blank=True, default='', max_length=300, verbose_name='理由')),
            ],
            options={
                'verbose_name': '合并',
                'verbose_name_plural': '合并',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.AlterModelOptions(
            name='case',
            options={'ordering': ['-year', 'title', 'pk'], 'permissions': [('submit_case', '可以提交审核'), ('review_case', '可以审核：确认、否决、退回'), ('publish_case', '可以发布'), ('withdraw_case', '可以撤下'), ('merge_case', '可以合并重复的记录')], 'verbose_name': '案例', 'verbose_name_plural': '案例'},
        ),
        migrations.AddField(
            model_name='brand',
            name='merged_into',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='cases.brand', verbose_name='并入'),
        ),
        migrations.AddField(
            model_name='case',
            name='merged_into',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='cases.case', verbose_name='并入'),
        ),
        migrations.AddField(
            model_name='policy',
            name='merged_into',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='cases.policy', verbose_name='并入'),
        ),
        migrations.AlterField(
            model_name='case',
            name='status',
            field=models.CharField(choices=[('draft', '草稿'), ('review', '待审'), ('published', '已发布'), ('withdrawn', '已撤下'), ('merged', '已并入')], db_index=True, default='published', max_length=10, verbose_name='状态'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('merged_into__isnull', False), ('status', 'merged')), models.Q(models.Q(('status', 'merged'), _negated=True), ('merged_into__isnull', True)), _connector='OR'), name='case_merged_somewhere'),
        ),
        migrations.AddField(
            model_name='merge',
            name='user',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='编辑'),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.UniqueConstraint(fields=('kind', 'first', 'second'), name='merge_pair_once'),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='merge_pair_in_order'),
        ),
        migrations.RunPython(make, migrations.RunPython.noop),
    ]
