"""Today's administrative units and their history, so that every database has them from the start.

Later changes of the lexicon are loaded by ``manage.py load_places``.
"""

from django.db import migrations

from cases.actions.places import write_places
from cases.ingest.extract.place import gazetteer


def load(apps, schema_editor):
    write_places(gazetteer(), apps.get_model("cases", "Place"), apps.get_model("cases", "PlaceChange"))


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_search_index")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
