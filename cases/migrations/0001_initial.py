import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Brand",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "decided",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        editable=False,
                        size=None,
                        verbose_name="编辑已定的字段",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("key", models.CharField(editable=False, max_length=8, unique=True, verbose_name="短码")),
                ("name", models.CharField(max_length=120, verbose_name="名称")),
                ("name_key", models.CharField(editable=False, max_length=200, verbose_name="名称键")),
                ("kind", models.CharField(blank=True, default="", max_length=20, verbose_name="类别")),
            ],
            options={
                "verbose_name": "品牌",
                "verbose_name_plural": "品牌",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "decided",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        editable=False,
                        size=None,
                        verbose_name="编辑已定的字段",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("heading_key", models.CharField(editable=False, max_length=200, verbose_name="标题键")),
                ("key", models.CharField(editable=False, max_length=8, unique=True, verbose_name="短码")),
                ("title", models.CharField(max_length=300, verbose_name="标题")),
                (
                    "place_basis",
                    models.CharField(blank=True, default="", max_length=200, verbose_name="地区依据"),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        blank=True, db_index=True, null=True, verbose_name="年份"
                    ),
                ),
                (
                    "year_basis",
                    models.CharField(blank=True, default="", max_length=200, verbose_name="年份依据"),
                ),
                ("summary", models.TextField(blank=True, default="", verbose_name="摘要")),
                ("authors", models.JSONField(blank=True, default=list, verbose_name="作者")),
                ("headings", models.JSONField(blank=True, default=list, verbose_name="小标题")),
                ("start", models.PositiveIntegerField(editable=False, verbose_name="起始位置")),
                ("end", models.PositiveIntegerField(editable=False, verbose_name="结束位置")),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "草稿"), ("published", "已发布"), ("withdrawn", "已撤下")],
                        db_index=True,
                        default="published",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "machine",
                    models.JSONField(blank=True, default=dict, editable=False, verbose_name="机器读取值"),
                ),
                (
                    "lost",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        help_text="再次导入时原文里已找不到这个案例",
                        verbose_name="来源中已不见",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="建立时间")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
            ],
            options={
                "verbose_name": "案例",
                "verbose_name_plural": "案例",
                "ordering": ["-year", "title", "pk"],
            },
        ),
        migrations.CreateModel(
            name="BrandMention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[("machine", "机器读取"), ("editor", "编辑录入")],
                        default="machine",
                        editable=False,
                        max_length=10,
                        verbose_name="来历",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("unreviewed", "未核"), ("confirmed", "已确认"), ("rejected", "已否决")],
                        default="unreviewed",
                        max_length=10,
                        verbose_name="核对",
                    ),
                ),
                ("fingerprint", models.CharField(editable=False, max_length=16, verbose_name="指纹")),
                (
                    "machine",
                    models.JSONField(blank=True, default=dict, editable=False, verbose_name="机器读取值"),
                ),
                ("lost", models.BooleanField(default=False, editable=False, verbose_name="来源中已不见")),
                (
                    "brand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentions",
                        to="cases.brand",
                        verbose_name="品牌",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="brand_mentions",
                        to="cases.case",
                        verbose_name="案例",
                    ),
                ),
            ],
            options={
                "verbose_name": "案例中的品牌",
                "verbose_name_plural": "案例中的品牌",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "decided",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        editable=False,
                        size=None,
                        verbose_name="编辑已定的字段",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("key", models.CharField(editable=False, max_length=8, unique=True, verbose_name="短码")),
                (
                    "sha256",
                    models.CharField(editable=False, max_length=64, unique=True, verbose_name="文件指纹"),
                ),
                ("filename", models.CharField(max_length=255, verbose_name="文件名")),
                ("title", models.CharField(max_length=300, verbose_name="标题")),
                ("kind", models.CharField(blank=True, default="", max_length=20, verbose_name="类别")),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="年份")),
                (
                    "year_basis",
                    models.CharField(blank=True, default="", max_length=200, verbose_name="年份依据"),
                ),
                (
                    "text",
                    models.TextField(help_text="整理后的全文；所有证据的位置都按它计算", verbose_name="正文"),
                ),
                ("warnings", models.JSONField(blank=True, default=list, verbose_name="读取提示")),
                ("reading", models.CharField(editable=False, max_length=64, verbose_name="读取结果指纹")),
                ("imported_at", models.DateTimeField(auto_now_add=True, verbose_name="导入时间")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
            ],
            options={
                "verbose_name": "来源文件",
                "verbose_name_plural": "来源文件",
                "ordering": ["-imported_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="document_sha256_hex"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("year__isnull", True), ("year__range", (1900, 2100)), _connector="OR"
                        ),
                        name="document_year_plausible",
                        violation_error_message="年份应在 1900 到 2100 之间。",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="case",
            name="document",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cases",
                to="cases.document",
                verbose_name="来源文件",
            ),
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[("machine", "机器读取"), ("editor", "编辑录入")],
                        default="machine",
                        editable=False,
                        max_length=10,
                        verbose_name="来历",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("unreviewed", "未核"), ("confirmed", "已确认"), ("rejected", "已否决")],
                        default="unreviewed",
                        max_length=10,
                        verbose_name="核对",
                    ),
                ),
                ("fingerprint", models.CharField(editable=False, max_length=16, verbose_name="指纹")),
                (
                    "machine",
                    models.JSONField(blank=True, default=dict, editable=False, verbose_name="机器读取值"),
                ),
                ("lost", models.BooleanField(default=False, editable=False, verbose_name="来源中已不见")),
                ("name", models.CharField(db_index=True, max_length=120, verbose_name="名称")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="organisations",
                        to="cases.case",
                        verbose_name="案例",
                    ),
                ),
            ],
            options={
                "verbose_name": "机构",
                "verbose_name_plural": "机构",
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[("machine", "机器读取"), ("editor", "编辑录入")],
                        default="machine",
                        editable=False,
                        max_length=10,
                        verbose_name="来历",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("unreviewed", "未核"), ("confirmed", "已确认"), ("rejected", "已否决")],
                        default="unreviewed",
                        max_length=10,
                        verbose_name="核对",
                    ),
                ),
                ("fingerprint", models.CharField(editable=False, max_length=16, verbose_name="指纹")),
                (
                    "machine",
                    models.JSONField(blank=True, default=dict, editable=False, verbose_name="机器读取值"),
                ),
                ("lost", models.BooleanField(default=False, editable=False, verbose_name="来源中已不见")),
                ("name", models.CharField(db_index=True, max_length=40, verbose_name="姓名")),
                ("role", models.CharField(blank=True, default="", max_length=120, verbose_name="身份")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="people",
                        to="cases.case",
                        verbose_name="案例",
                    ),
                ),
            ],
            options={
                "verbose_name": "人物",
                "verbose_name_plural": "人物",
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        db_index=True,
                        help_text="GB/T 2260 六位代码",
                        max_length=6,
                        verbose_name="行政区划代码",
                    ),
                ),
                ("name", models.CharField(max_length=50, verbose_name="名称")),
                (
                    "level",
                    models.CharField(
                        choices=[("province", "省级"), ("prefecture", "地级"), ("county", "县级")],
                        max_length=10,
                        verbose_name="级别",
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="设立日期")),
                (
                    "valid_to",
                    models.DateField(
                        blank=True,
                        help_text="自这一天起不再存在；留空即今仍存在",
                        null=True,
                        verbose_name="撤销日期",
                    ),
                ),
                ("source", models.CharField(blank=True, default="", max_length=200, verbose_name="依据")),
                (
                    "pinyin",
                    models.CharField(
                        blank=True, db_collation="C", default="", max_length=200, verbose_name="拼音"
                    ),
                ),
                (
                    "initials",
                    models.CharField(
                        blank=True, db_collation="C", default="", max_length=50, verbose_name="拼音首字母"
                    ),
                ),
                (
                    "sort_key",
                    models.CharField(
                        blank=True, db_collation="C", default="", max_length=300, verbose_name="排序"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="cases.place",
                        verbose_name="上级",
                    ),
                ),
                (
                    "today",
                    models.ManyToManyField(
                        blank=True,
                        help_text="今天管辖这里的县（市、区）；今仍存在的即它自己",
                        related_name="formerly",
                        to="cases.place",
                        verbose_name="今属",
                    ),
                ),
            ],
            options={
                "verbose_name": "地区",
                "verbose_name_plural": "地区",
                "ordering": ["code", "valid_to"],
            },
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[("machine", "机器读取"), ("editor", "编辑录入")],
                        default="machine",
                        editable=False,
                        max_length=10,
                        verbose_name="来历",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("unreviewed", "未核"), ("confirmed", "已确认"), ("rejected", "已否决")],
                        default="unreviewed",
                        max_length=10,
                        verbose_name="核对",
                    ),
                ),
                ("fingerprint", models.CharField(editable=False, max_length=16, verbose_name="指纹")),
                (
                    "machine",
                    models.JSONField(blank=True, default=dict, editable=False, verbose_name="机器读取值"),
                ),
                ("lost", models.BooleanField(default=False, editable=False, verbose_name="来源中已不见")),
                (
                    "low",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=24, null=True, verbose_name="下限"
                    ),
                ),
                (
                    "high",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=24, null=True, verbose_name="上限"
                    ),
                ),
                ("unit", models.CharField(blank=True, default="", max_length=20, verbose_name="单位")),
                (
                    "bound",
                    models.CharField(
                        choices=[
                            ("=", "等于"),
                            (">", "超过"),
                            (">=", "不少于"),
                            ("<", "不到"),
                            ("<=", "最高"),
                            ("~", "约"),
                        ],
                        default="=",
                        max_length=2,
                        verbose_name="界限",
                    ),
                ),
                ("raw", models.CharField(max_length=100, verbose_name="原文写法")),
                ("indicator", models.CharField(max_length=200, verbose_name="指标")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("achieved", "已达成"),
                            ("in_progress", "进行中"),
                            ("planned", "计划中"),
                            ("mixed", "混合"),
                        ],
                        db_index=True,
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                (
                    "as_of",
                    models.CharField(
                        blank=True, default="", help_text="原文所写的时间", max_length=60, verbose_name="截至"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="cases.case",
                        verbose_name="案例",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        help_text="不属于案例所在地区时填写",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcomes",
                        to="cases.place",
                        verbose_name="所属地区",
                    ),
                ),
            ],
            options={
                "verbose_name": "成效",
                "verbose_name_plural": "成效",
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="case",
            name="place",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cases",
                to="cases.place",
                verbose_name="地区",
            ),
        ),
        migrations.AddField(
            model_name="brand",
            name="place",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="brands",
                to="cases.place",
                verbose_name="地区",
            ),
        ),
        migrations.CreateModel(
            name="PlaceChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date", models.DateField(verbose_name="日期")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("rename", "更名"),
                            ("upgrade", "撤县（市）设市（区）"),
                            ("merge", "并入"),
                            ("split", "分设"),
                            ("territory", "辖区调整"),
                            ("create", "新设"),
                            ("transfer", "改隶"),
                        ],
                        max_length=10,
                        verbose_name="变动",
                    ),
                ),
                ("document", models.CharField(max_length=200, verbose_name="依据文件")),
                ("note", models.CharField(blank=True, default="", max_length=300, verbose_name="说明")),
                (
                    "after",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes_before",
                        to="cases.place",
                        verbose_name="变动后",
                    ),
                ),
                (
                    "before",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes_after",
                        to="cases.place",
                        verbose_name="变动前",
                    ),
                ),
            ],
            options={
                "verbose_name": "区划变动",
                "verbose_name_plural": "区划变动",
                "ordering": ["date", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Policy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "decided",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        editable=False,
                        size=None,
                        verbose_name="编辑已定的字段",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("key", models.CharField(editable=False, max_length=8, unique=True, verbose_name="短码")),
                ("name", models.CharField(max_length=200, verbose_name="名称")),
                ("name_key", models.CharField(editable=False, max_length=200, verbose_name="名称键")),
                (
                    "other_keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200),
                        blank=True,
                        default=list,
                        editable=False,
                        size=None,
                        verbose_name="其他名称键",
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[("formal", "正式文件"), ("named", "有名称的政策"), ("measure", "具体措施")],
                        max_length=10,
                        verbose_name="形式",
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        blank=True, db_index=True, default="", max_length=20, verbose_name="类别"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="年份")),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="policies",
                        to="cases.place",
                        verbose_name="发布地区",
                    ),
                ),
            ],
            options={
                "verbose_name": "政策",
                "verbose_name_plural": "政策",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Edit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True, db_index=True, verbose_name="时间")),
                (
                    "subject",
                    models.CharField(
                        help_text="记录本身，或案例中的一条品牌、政策、成效 …",
                        max_length=200,
                        verbose_name="对象",
                    ),
                ),
                ("field", models.CharField(max_length=40, verbose_name="字段")),
                ("before", models.JSONField(null=True, verbose_name="改前")),
                ("after", models.JSONField(null=True, verbose_name="改后")),
                ("reason", models.CharField(blank=True, default="", max_length=300, verbose_name="理由")),
                (
                    "brand",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="edits",
                        to="cases.brand",
                        verbose_name="品牌",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="edits",
                        to="cases.case",
                        verbose_name="案例",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="edits",
                        to="cases.document",
                        verbose_name="来源文件",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="编辑",
                    ),
                ),
                (
                    "policy",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="edits",
                        to="cases.policy",
                        verbose_name="政策",
                    ),
                ),
            ],
            options={
                "verbose_name": "编辑记录",
                "verbose_name_plural": "编辑记录",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Benefit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[("machine", "机器读取"), ("editor", "编辑录入")],
                        default="machine",
                        editable=False,
                        max_length=10,
                        verbose_name="来历",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("unreviewed", "未核"), ("confirmed", "已确认"), ("rejected", "已否决")],
                        default="unreviewed",
                        max_length=10,
                        verbose_name="核对",
                    ),
                ),
                ("fingerprint", models.CharField(editable=False, max_length=16, verbose_name="指纹")),
                (
                    "machine",
                    models.JSONField(blank=True, default=dict, editable=False, verbose_name="机器读取值"),
                ),
                ("lost", models.BooleanField(default=False, editable=False, verbose_name="来源中已不见")),
                (
                    "low",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=24, null=True, verbose_name="下限"
                    ),
                ),
                (
                    "high",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=24, null=True, verbose_name="上限"
                    ),
                ),
                ("unit", models.CharField(blank=True, default="", max_length=20, verbose_name="单位")),
                (
                    "bound",
                    models.CharField(
                        choices=[
                            ("=", "等于"),
                            (">", "超过"),
                            (">=", "不少于"),
                            ("<", "不到"),
                            ("<=", "最高"),
                            ("~", "约"),
                        ],
                        default="=",
                        max_length=2,
                        verbose_name="界限",
                    ),
                ),
                ("raw", models.CharField(max_length=100, verbose_name="原文写法")),
                ("label", models.CharField(max_length=200, verbose_name="对象与事项")),
                (
                    "per",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="月、年、人 等；一次性的留空",
                        max_length=10,
                        verbose_name="计算周期",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="cases.case",
                        verbose_name="案例",
                    ),
                ),
                (
                    "policy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="benefits",
                        to="cases.policy",
                        verbose_name="政策",
                    ),
                ),
            ],
            options={
                "verbose_name": "支持标准",
                "verbose_name_plural": "支持标准",
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PolicyMention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[("machine", "机器读取"), ("editor", "编辑录入")],
                        default="machine",
                        editable=False,
                        max_length=10,
                        verbose_name="来历",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("unreviewed", "未核"), ("confirmed", "已确认"), ("rejected", "已否决")],
                        default="unreviewed",
                        max_length=10,
                        verbose_name="核对",
                    ),
                ),
                ("fingerprint", models.CharField(editable=False, max_length=16, verbose_name="指纹")),
                (
                    "machine",
                    models.JSONField(blank=True, default=dict, editable=False, verbose_name="机器读取值"),
                ),
                ("lost", models.BooleanField(default=False, editable=False, verbose_name="来源中已不见")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="policy_mentions",
                        to="cases.case",
                        verbose_name="案例",
                    ),
                ),
                (
                    "policy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentions",
                        to="cases.policy",
                        verbose_name="政策",
                    ),
                ),
            ],
            options={
                "verbose_name": "案例中的政策",
                "verbose_name_plural": "案例中的政策",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("start", models.PositiveIntegerField(verbose_name="起")),
                ("end", models.PositiveIntegerField(verbose_name="止")),
                ("quote", models.TextField(verbose_name="原文")),
                ("lost", models.BooleanField(default=False, verbose_name="原文中已不见")),
                ("field", models.CharField(blank=True, default="", max_length=20, verbose_name="字段")),
                (
                    "benefit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="cases.benefit",
                        verbose_name="支持标准",
                    ),
                ),
                (
                    "brand_mention",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="cases.brandmention",
                        verbose_name="品牌",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="cases.case",
                        verbose_name="案例",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="cases.document",
                        verbose_name="来源文件",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="cases.organisation",
                        verbose_name="机构",
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="cases.outcome",
                        verbose_name="成效",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="cases.person",
                        verbose_name="人物",
                    ),
                ),
                (
                    "policy_mention",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="cases.policymention",
                        verbose_name="政策",
                    ),
                ),
            ],
            options={
                "verbose_name": "证据",
                "verbose_name_plural": "证据",
                "ordering": ["document", "start", "pk"],
            },
        ),
        migrations.CreateModel(
            name="BrandAlias",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="别名")),
                ("name_key", models.CharField(editable=False, max_length=200, verbose_name="名称键")),
                (
                    "origin",
                    models.CharField(
                        choices=[("machine", "机器读取"), ("editor", "编辑录入")],
                        default="machine",
                        editable=False,
                        max_length=10,
                        verbose_name="来历",
                    ),
                ),
                (
                    "brand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aliases",
                        to="cases.brand",
                        verbose_name="品牌",
                    ),
                ),
            ],
            options={
                "verbose_name": "品牌别名",
                "verbose_name_plural": "品牌别名",
                "ordering": ["name"],
                "indexes": [models.Index(fields=["name_key"], name="brand_alias_name_key")],
                "constraints": [models.UniqueConstraint(fields=("brand", "name"), name="brand_alias_once")],
            },
        ),
        migrations.AddConstraint(
            model_name="brandmention",
            constraint=models.UniqueConstraint(
                fields=("case", "fingerprint"),
                name="brandmention_once_in_case",
                violation_error_message="这个案例里已有同样的一条。",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(
                fields=("case", "fingerprint"),
                name="organisation_once_in_case",
                violation_error_message="这个案例里已有同样的一条。",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(
                fields=("case", "fingerprint"),
                name="person_once_in_case",
                violation_error_message="这个案例里已有同样的一条。",
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.UniqueConstraint(fields=("code", "name"), name="place_code_and_name_once"),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__regex", "^[0-9]{6}$")), name="place_code_six_digits"
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_from__isnull", True),
                    ("valid_to__isnull", True),
                    ("valid_from__lt", models.F("valid_to")),
                    _connector="OR",
                ),
                name="place_from_before_to",
            ),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.UniqueConstraint(
                fields=("case", "fingerprint"),
                name="outcome_once_in_case",
                violation_error_message="这个案例里已有同样的一条。",
            ),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("low__isnull", True),
                    ("high__isnull", True),
                    ("low__lte", models.F("high")),
                    _connector="OR",
                ),
                name="outcome_low_not_above_high",
                violation_error_message="下限不能大于上限。",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                fields=("document", "heading_key"), name="case_key_once_in_document"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("start__lt", models.F("end"))), name="case_span_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("year__isnull", True), ("year__range", (1900, 2100)), _connector="OR"),
                name="case_year_plausible",
                violation_error_message="年份应在 1900 到 2100 之间。",
            ),
        ),
        migrations.AddIndex(
            model_name="brand",
            index=models.Index(fields=["name_key"], name="brand_name_key"),
        ),
        migrations.AddConstraint(
            model_name="placechange",
            constraint=models.UniqueConstraint(
                fields=("date", "before", "after", "kind"), name="place_change_once"
            ),
        ),
        migrations.AddIndex(
            model_name="policy",
            index=models.Index(fields=["name_key"], name="policy_name_key"),
        ),
        migrations.AddConstraint(
            model_name="policy",
            constraint=models.CheckConstraint(
                condition=models.Q(("year__isnull", True), ("year__range", (1900, 2100)), _connector="OR"),
                name="policy_year_plausible",
                violation_error_message="年份应在 1900 到 2100 之间。",
            ),
        ),
        migrations.AddConstraint(
            model_name="edit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("brand__isnull", True),
                        ("case__isnull", False),
                        ("document__isnull", True),
                        ("policy__isnull", True),
                    ),
                    models.Q(
                        ("brand__isnull", False),
                        ("case__isnull", True),
                        ("document__isnull", True),
                        ("policy__isnull", True),
                    ),
                    models.Q(
                        ("brand__isnull", True),
                        ("case__isnull", True),
                        ("document__isnull", True),
                        ("policy__isnull", False),
                    ),
                    models.Q(
                        ("brand__isnull", True),
                        ("case__isnull", True),
                        ("document__isnull", False),
                        ("policy__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="edit_exactly_one_record",
            ),
        ),
        migrations.AddConstraint(
            model_name="benefit",
            constraint=models.UniqueConstraint(
                fields=("case", "fingerprint"),
                name="benefit_once_in_case",
                violation_error_message="这个案例里已有同样的一条。",
            ),
        ),
        migrations.AddConstraint(
            model_name="benefit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("low__isnull", True),
                    ("high__isnull", True),
                    ("low__lte", models.F("high")),
                    _connector="OR",
                ),
                name="benefit_low_not_above_high",
                violation_error_message="下限不能大于上限。",
            ),
        ),
        migrations.AddConstraint(
            model_name="policymention",
            constraint=models.UniqueConstraint(
                fields=("case", "fingerprint"),
                name="policymention_once_in_case",
                violation_error_message="这个案例里已有同样的一条。",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(("start__lt", models.F("end"))), name="evidence_span_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "end",
                        django.db.models.expressions.CombinedExpression(
                            models.F("start"), "+", django.db.models.functions.text.Length("quote")
                        ),
                    )
                ),
                name="evidence_quote_fills_span",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("benefit__isnull", True),
                        ("brand_mention__isnull", True),
                        ("case__isnull", False),
                        ("organisation__isnull", True),
                        ("outcome__isnull", True),
                        ("person__isnull", True),
                        ("policy_mention__isnull", True),
                    ),
                    models.Q(
                        ("benefit__isnull", True),
                        ("brand_mention__isnull", False),
                        ("case__isnull", True),
                        ("organisation__isnull", True),
                        ("outcome__isnull", True),
                        ("person__isnull", True),
                        ("policy_mention__isnull", True),
                    ),
                    models.Q(
                        ("benefit__isnull", True),
                        ("brand_mention__isnull", True),
                        ("case__isnull", True),
                        ("organisation__isnull", True),
                        ("outcome__isnull", True),
                        ("person__isnull", True),
                        ("policy_mention__isnull", False),
                    ),
                    models.Q(
                        ("benefit__isnull", False),
                        ("brand_mention__isnull", True),
                        ("case__isnull", True),
                        ("organisation__isnull", True),
                        ("outcome__isnull", True),
                        ("person__isnull", True),
                        ("policy_mention__isnull", True),
                    ),
                    models.Q(
                        ("benefit__isnull", True),
                        ("brand_mention__isnull", True),
                        ("case__isnull", True),
                        ("organisation__isnull", True),
                        ("outcome__isnull", False),
                        ("person__isnull", True),
                        ("policy_mention__isnull", True),
                    ),
                    models.Q(
                        ("benefit__isnull", True),
                        ("brand_mention__isnull", True),
                        ("case__isnull", True),
                        ("organisation__isnull", True),
                        ("outcome__isnull", True),
                        ("person__isnull", False),
                        ("policy_mention__isnull", True),
                    ),
                    models.Q(
                        ("benefit__isnull", True),
                        ("brand_mention__isnull", True),
                        ("case__isnull", True),
                        ("organisation__isnull", False),
                        ("outcome__isnull", True),
                        ("person__isnull", True),
                        ("policy_mention__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="evidence_exactly_one_subject",
            ),
        ),
    ]
