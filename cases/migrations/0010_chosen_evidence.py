"""Evidence that an editor chose, which no reading adds to."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0009_revisions'),
    ]

    operations = [
        migrations.AddField(
            model_name='evidence',
            name='origin',
            field=models.CharField(choices=[('machine', '机器读取'), ('editor', '编辑录入')], default='machine', editable=False, max_length=10, verbose_name='来历'),
        ),
    ]
