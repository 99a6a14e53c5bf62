"""How many pairs of records may be one, as the worker counted them for the first page of the desk."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0024_facts_that_were_corrected_away'),
    ]

    operations = [
        migrations.CreateModel(
            name='DuplicateCount',
            fields=[
                ('kind', models.CharField(choices=[('brand', '品牌'), ('policy', '政策'), ('case', '案例')], max_length=6, primary_key=True, serialize=False, verbose_name='类别')),
                ('number', models.PositiveIntegerField(default=0, verbose_name='数量')),
                ('more', models.BooleanField(default=False, verbose_name='不止')),
                ('edition', models.UUIDField(editable=False, null=True, verbose_name='版次')),
                ('counted_at', models.DateTimeField(auto_now=True, verbose_name='统计时间')),
            ],
            options={
                'verbose_name': '重复候选数',
                'verbose_name_plural': '重复候选数',
            },
        ),
    ]
