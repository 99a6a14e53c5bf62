"""The tables of the search index."""

from django.db import migrations

from search import index


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [migrations.RunSQL(index.schema_sql(), index.drop_sql())]
