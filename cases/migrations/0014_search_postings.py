"""The search index as it is laid out today; one laid out otherwise is emptied, and ``reindex`` fills it."""

from django.db import migrations

from search import index


def lay_out(apps, schema_editor) -> None:
    """Make the tables anew where an older program made them; those of a new database are right already."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("select to_regproc('search_postings')")
        if cursor.fetchone()[0] is None:
            cursor.execute(index.drop_sql())
            cursor.execute(index.schema_sql())


class Migration(migrations.Migration):
    dependencies = [("cases", "0013_batches")]
    operations = [migrations.RunPython(lay_out, migrations.RunPython.noop)]
