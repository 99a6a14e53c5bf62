"""What waits for a reviewer: facts and cases that the machine reads otherwise now, and where to find all that waits."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0005_roles'),
    ]

    operations = [
        migrations.AddField(
            model_name='benefit',
            name='renewed',
            field=models.BooleanField(default=False, editable=False, verbose_name='机器有新读法'),
        ),
        migrations.AddField(
            model_name='brandmention',
            name='renewed',
            field=models.BooleanField(default=False, editable=False, verbose_name='机器有新读法'),
        ),
        migrations.AddField(
            model_name='case',
            name='renewed',
            field=models.BooleanField(default=False, editable=False, help_text='编辑已定的字段，再次导入时读到了别的值', verbose_name='机器有新读法'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='renewed',
            field=models.BooleanField(default=False, editable=False, verbose_name='机器有新读法'),
        ),
        migrations.AddField(
            model_name='outcome',
            name='renewed',
            field=models.BooleanField(default=False, editable=False, verbose_name='机器有新读法'),
        ),
        migrations.AddField(
            model_name='person',
            name='renewed',
            field=models.BooleanField(default=False, editable=False, verbose_name='机器有新读法'),
        ),
        migrations.AddField(
            model_name='policymention',
            name='renewed',
            field=models.BooleanField(default=False, editable=False, verbose_name='机器有新读法'),
        ),
        migrations.AddIndex(
            model_name='benefit',
            index=models.Index(condition=models.Q(('state', 'unreviewed'), ('renewed', True), _connector='OR'), fields=['-case', 'id'], name='benefit_waiting'),
        ),
        migrations.AddIndex(
            model_name='brandmention',
            index=models.Index(condition=models.Q(('state', 'unreviewed'), ('renewed', True), _connector='OR'), fields=['-case', 'id'], name='brandmention_waiting'),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=models.Index(condition=models.Q(('state', 'unreviewed'), ('renewed', True), _connector='OR'), fields=['-case', 'id'], name='organisation_waiting'),
        ),
        migrations.AddIndex(
            model_name='outcome',
            index=models.Index(condition=models.Q(('state', 'unreviewed'), ('renewed', True), _connector='OR'), fields=['-case', 'id'], name='outcome_waiting'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('state', 'unreviewed'), ('renewed', True), _connector='OR'), fields=['-case', 'id'], name='person_waiting'),
        ),
        migrations.AddIndex(
            model_name='policymention',
            index=models.Index(condition=models.Q(('state', 'unreviewed'), ('renewed', True), _connector='OR'), fields=['-case', 'id'], name='policymention_waiting'),
        ),
    ]
