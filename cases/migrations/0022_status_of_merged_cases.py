"""A merged case keeps the status that it had, so that what was no reader's to see does not become public by a merge."""

from django.db import migrations, models
from django.db.models import Q

STATUSES = [('draft', '草稿'), ('review', '待审'), ('published', '已发布'), ('withdrawn', '已撤下'), ('merged', '已并入')]


def fill(apps, schema_editor):
    """From what undoing had to know until now; a merge of which that is not known hides the case."""
    schema_editor.execute("select set_config('talentkb.user', 'system', true)")
    Case, Merge = apps.get_model("cases", "Case"), apps.get_model("cases", "Merge")
    for pair in Merge.objects.filter(kind="case", state="merged"):
        gone = pair.second if pair.kept == pair.first else pair.first
        Case.objects.filter(key=gone, status="merged").update(own_status=pair.moved.get("status", "draft"))
    Case.objects.filter(status="merged", own_status="").update(own_status="draft")


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0021_rebuild_words'),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='own_status',
            field=models.CharField(blank=True, choices=STATUSES, default='', editable=False, max_length=10, verbose_name='并入前的状态'),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name='case', name='case_merged_somewhere'),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=Q(Q(('merged_into__isnull', False), ('status', 'merged')) & ~Q(own_status='')) | (~Q(status='merged') & Q(merged_into__isnull=True, own_status='')), name='case_merged_somewhere'),
        ),
    ]
