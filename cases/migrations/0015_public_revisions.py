"""Whether an earlier text may be shown; of those from before nobody knows what was kept from readers then."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0014_search_postings'),
    ]

    operations = [
        migrations.AddField(
            model_name='revision',
            name='public',
            field=models.BooleanField(default=False, help_text='被替换时，文件中没有不公开的案例；否则旧版全文不给读者看', verbose_name='可公开'),
        ),
    ]
