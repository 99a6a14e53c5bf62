"""The word lists that people edit, with their history, the rebuilding that they ask for, and the right to it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cases.actions.rights import write_groups

# Pages show what the lists say, and every change of them is noted.
TRIGGERS = """
create trigger renew_edition after insert or update or delete or truncate on cases_term
for each statement execute function cases_renew_edition();
create trigger note_update after update on cases_term for each row
when (old.* is distinct from new.*) execute function cases_note_change();
create trigger note_delete after delete on cases_term for each row execute function cases_note_change();
"""


def make(apps, schema_editor):
    write_groups(
        apps.get_model("auth", "Group"),
        apps.get_model("auth", "Permission"),
        apps.get_model("contenttypes", "ContentType"),
    )


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0016_row_changes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Rebuild',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('index', '重建检索索引'), ('category', '重新归类政策')], max_length=10, verbose_name='事项')),
                ('why', models.CharField(blank=True, default='', max_length=300, verbose_name='起因')),
                ('version', models.CharField(blank=True, default='', editable=False, max_length=12, verbose_name='词表版本')),
                ('cursor', models.BigIntegerField(default=0, editable=False, verbose_name='做到')),
                ('done', models.PositiveIntegerField(default=0, verbose_name='已完成')),
                ('total', models.PositiveIntegerField(default=0, verbose_name='总数')),
                ('asked_at', models.DateTimeField(auto_now_add=True, verbose_name='提出时间')),
                ('moved_at', models.DateTimeField(auto_now=True, verbose_name='最近进展')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='完成时间')),
            ],
            options={
                'verbose_name': '后台重建',
                'verbose_name_plural': '后台重建',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('word', '领域词'), ('synonym', '同义词'), ('place', '地区别名'), ('category', '政策类别')], editable=False, max_length=10, verbose_name='词表')),
                ('name', models.CharField(max_length=200, verbose_name='词')),
                ('others', models.CharField(blank=True, default='', max_length=1000, verbose_name='对应的词')),
                ('in_use', models.BooleanField(default=True, verbose_name='使用')),
                ('shipped', models.CharField(blank=True, default='', editable=False, max_length=300, verbose_name='自带的词条')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('updated_at', models.DateTimeField(auto_now=True, db_index=True, verbose_name='更新时间')),
            ],
            options={
                'verbose_name': '词条',
                'verbose_name_plural': '词表',
                'ordering': ['kind', 'pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='edit',
            name='edit_exactly_one_record',
        ),
        migrations.AlterField(
            model_name='rowchange',
            name='model',
            field=models.CharField(choices=[('case', '案例'), ('document', '来源文件'), ('brand', '品牌'), ('policy', '政策'), ('benefit', '支持标准'), ('outcome', '成效'), ('person', '人物'), ('organisation', '机构'), ('brandmention', '案例中的品牌'), ('policymention', '案例中的政策'), ('brandalias', '品牌别名'), ('evidence', '证据'), ('correction', '原文更正'), ('merge', '合并'), ('edit', '编辑记录'), ('batch', '批量修改'), ('place', '地区'), ('placechange', '区划变动'), ('term', '词条')], max_length=20, verbose_name='表'),
        ),
        migrations.AddField(
            model_name='rebuild',
            name='user',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='编辑'),
        ),
        migrations.AddField(
            model_name='term',
            name='place',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='cases.place', verbose_name='地区'),
        ),
        migrations.AddField(
            model_name='edit',
            name='term',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='edits', to='cases.term', verbose_name='词条'),
        ),
        migrations.AddConstraint(
            model_name='edit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('brand__isnull', True), ('case__isnull', False), ('document__isnull', True), ('policy__isnull', True), ('term__isnull', True)), models.Q(('brand__isnull', False), ('case__isnull', True), ('document__isnull', True), ('policy__isnull', True), ('term__isnull', True)), models.Q(('brand__isnull', True), ('case__isnull', True), ('document__isnull', True), ('policy__isnull', False), ('term__isnull', True)), models.Q(('brand__isnull', True), ('case__isnull', True), ('document__isnull', False), ('policy__isnull', True), ('term__isnull', True)), models.Q(('brand__isnull', True), ('case__isnull', True), ('document__isnull', True), ('policy__isnull', True), ('term__isnull', False)), _connector='OR'), name='edit_exactly_one_record'),
        ),
        migrations.AddConstraint(
            model_name='rebuild',
            constraint=models.UniqueConstraint(condition=models.Q(('finished_at', None)), fields=('kind',), name='rebuild_one_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='term',
            constraint=models.UniqueConstraint(condition=models.Q(('shipped', ''), _negated=True), fields=('kind', 'shipped'), name='term_shipped_once'),
        ),
        migrations.AddConstraint(
            model_name='term',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'place'), ('place__isnull', False), ('shipped', '')), models.Q(models.Q(('kind', 'place'), _negated=True), ('place__isnull', True)), _connector='OR'), name='term_place_for_place'),
        ),
        migrations.RunSQL(TRIGGERS, migrations.RunSQL.noop),
        migrations.RunPython(make, migrations.RunPython.noop),
    ]
