"""The edition, and the triggers that renew it with every statement that writes what pages show."""

from django.db import migrations, models

TABLES = (
    "cases_benefit",
    "cases_brand",
    "cases_brandalias",
    "cases_brandmention",
    "cases_case",
    "cases_document",
    "cases_evidence",
    "cases_organisation",
    "cases_outcome",
    "cases_person",
    "cases_place",
    "cases_place_today",
    "cases_placechange",
    "cases_policy",
    "cases_policymention",
)

RENEW = """
create function cases_renew_edition() returns trigger language plpgsql as $$
begin
    insert into cases_edition (id, stamp) values (1, gen_random_uuid())
    on conflict (id) do update set stamp = excluded.stamp;
    return null;
end $$;
insert into cases_edition (id, stamp) values (1, gen_random_uuid());
"""

TRIGGER = """
create trigger renew_edition after insert or update or delete or truncate on {table}
for each statement execute function cases_renew_edition();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_places")]
    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stamp", models.UUIDField(editable=False)),
            ],
            options={"verbose_name": "版次", "verbose_name_plural": "版次"},
        ),
        migrations.RunSQL(
            RENEW + "".join(TRIGGER.format(table=table) for table in TABLES),
            "".join(f"drop trigger renew_edition on {table};" for table in TABLES)
            + "drop function cases_renew_edition();",
        ),
    ]
