"""All changes of rows that people may edit, noted by triggers, and the right of 管理 to look at them."""

import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cases.models.row_change
from cases.actions.rights import write_groups

# A row that people decided about or gave; of a reading's writes the others are left out.
DECIDED = "old.decided <> '{}'"
FACT = "(old.origin = 'editor' or old.state <> 'unreviewed')"
GIVEN = "old.origin = 'editor'"
TABLES = {
    "case": DECIDED,
    "document": DECIDED,
    "brand": DECIDED,
    "policy": DECIDED,
    "benefit": FACT,
    "outcome": FACT,
    "person": FACT,
    "organisation": FACT,
    "brandmention": FACT,
    "policymention": FACT,
    "brandalias": GIVEN,
    "evidence": GIVEN,
    "correction": "true",
    "merge": "true",
    "edit": "true",
    "batch": "true",
    "place": "false",
    "placechange": "false",
}

# Columns that change with every write, and say nothing, are left out. cases/actions/writing.py makes the settings.
FUNCTIONS = """
create function cases_brief(value jsonb) returns jsonb language sql immutable as $$
    select case when jsonb_typeof(value) = 'string' and length(value #>> '{}') > 2000
        then jsonb_build_object(
            'length', length(value #>> '{}'),
            'sha256', encode(sha256(convert_to(value #>> '{}', 'UTF8')), 'hex'))
        else value end
$$;

create function cases_note_change() returns trigger language plpgsql as $$
declare
    beside constant text[] := '{updated_at,version}';
    was constant jsonb := to_jsonb(old);
    who constant text := coalesce(current_setting('talentkb.user', true), '');
    had jsonb;
    has jsonb;
begin
    if tg_op = 'UPDATE' then
        select jsonb_object_agg(a.key, cases_brief(a.value)), jsonb_object_agg(a.key, cases_brief(b.value))
        into had, has
        from jsonb_each(was) a join jsonb_each(to_jsonb(new)) b using (key)
        where a.value is distinct from b.value and a.key <> all (beside);
        if had is null then
            return null;
        end if;
    else
        select jsonb_object_agg(key, cases_brief(value)) into had from jsonb_each(was) where key <> all (beside);
    end if;
    insert into cases_rowchange
        (at, transaction, model, record, subject, kind, source, user_id, account, reason, before, after)
    values (
        now(), txid_current(), substr(tg_table_name, length('cases_') + 1), old.id,
        left(coalesce(nullif(was ->> 'title', ''), was ->> 'name', was ->> 'indicator', was ->> 'label', was ->> 'quote',
            was ->> 'subject', was ->> 'what', was #>> '{machine,name}', was ->> 'filename', ''), 200),
        lower(tg_op),
        case when who = '' then 'outside' when who in ('system', 'machine') then who else 'editor' end,
        case when who in ('', 'system', 'machine') then null else who::bigint end,
        case when who = '' then session_user::text else '' end,
        case when who = '' then '' else coalesce(current_setting('talentkb.reason', true), '') end,
        had, has
    );
    return null;
end $$;

create function cases_keep_changes() returns trigger language plpgsql as $$
begin
    raise exception 'rows of cases_rowchange are neither changed nor deleted' using errcode = 'restrict_violation';
end $$;

create trigger keep_changes before update or delete on cases_rowchange
for each statement execute function cases_keep_changes();
"""

# The conditions stand with the triggers, so that what is left out costs no call.
TRIGGERS = """
create trigger note_update after update on cases_{table} for each row
when (({condition} or current_setting('talentkb.user', true) is distinct from 'machine') and old.* is distinct from new.*)
execute function cases_note_change();
create trigger note_delete after delete on cases_{table} for each row
when ({condition} or current_setting('talentkb.user', true) is distinct from 'machine')
execute function cases_note_change();
"""

FORWARD = FUNCTIONS + "".join(
    TRIGGERS.format(table=table, condition=condition) for table, condition in TABLES.items()
)
BACKWARD = (
    "".join(f"drop trigger note_update on cases_{t}; drop trigger note_delete on cases_{t};" for t in TABLES)
    + "drop trigger keep_changes on cases_rowchange; drop function cases_keep_changes(), cases_note_change(), cases_brief(jsonb);"
)


def make(apps, schema_editor):
    write_groups(
        apps.get_model("auth", "Group"),
        apps.get_model("auth", "Permission"),
        apps.get_model("contenttypes", "ContentType"),
    )


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0015_public_revisions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RowChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True, verbose_name='时间')),
                ('transaction', models.BigIntegerField(editable=False, verbose_name='事务')),
                ('model', models.CharField(choices=[('case', '案例'), ('document', '来源文件'), ('brand', '品牌'), ('policy', '政策'), ('benefit', '支持标准'), ('outcome', '成效'), ('person', '人物'), ('organisation', '机构'), ('brandmention', '案例中的品牌'), ('policymention', '案例中的政策'), ('brandalias', '品牌别名'), ('evidence', '证据'), ('correction', '原文更正'), ('merge', '合并'), ('edit', '编辑记录'), ('batch', '批量修改'), ('place', '地区'), ('placechange', '区划变动')], max_length=20, verbose_name='表')),
                ('record', models.BigIntegerField(editable=False, verbose_name='行号')),
                ('subject', models.CharField(blank=True, max_length=200, verbose_name='对象')),
                ('kind', models.CharField(choices=[('update', '修改'), ('delete', '删除')], max_length=6, verbose_name='改动')),
                ('source', models.CharField(choices=[('editor', '编辑'), ('system', '命令'), ('machine', '读取'), ('outside', '程序之外')], max_length=7, verbose_name='由谁写入')),
                ('account', models.CharField(blank=True, max_length=63, verbose_name='数据库账号')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='理由')),
                ('before', models.JSONField(decoder=cases.models.row_change.Exact, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='改前')),
                ('after', models.JSONField(decoder=cases.models.row_change.Exact, encoder=django.core.serializers.json.DjangoJSONEncoder, null=True, verbose_name='改后')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='编辑')),
            ],
            options={
                'verbose_name': '改动',
                'verbose_name_plural': '全部改动',
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['model', 'record'], name='row_change_of_row')],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunPython(make, migrations.RunPython.noop),
    ]
