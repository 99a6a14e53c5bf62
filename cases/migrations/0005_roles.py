"""The status 待审, and the groups 录入, 审核 and 管理 with their permissions."""

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
        ("cases", "0004_edition"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [
        migrations.AlterModelOptions(
            name="case",
            options={
                "ordering": ["-year", "title", "pk"],
                "permissions": [
                    ("submit_case", "可以提交审核"),
                    ("review_case", "可以审核：确认、否决、退回"),
                    ("publish_case", "可以发布"),
                    ("withdraw_case", "可以撤下"),
                ],
                "verbose_name": "案例",
                "verbose_name_plural": "案例",
            },
        ),
        migrations.AlterField(
            model_name="case",
            name="status",
            field=models.CharField(
                choices=[
                    ("draft", "草稿"),
                    ("review", "待审"),
                    ("published", "已发布"),
                    ("withdrawn", "已撤下"),
                ],
                db_index=True,
                default="published",
                max_length=10,
                verbose_name="状态",
            ),
        ),
        migrations.RunPython(make, migrations.RunPython.noop),
    ]
