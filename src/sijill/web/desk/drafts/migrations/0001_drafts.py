"""The table of drafts."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Makes the table of drafts."""

    initial = True
    dependencies: ClassVar[list[tuple[str, str]]] = []
    operations: ClassVar[list[migrations.CreateModel]] = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form", models.CharField(max_length=36)),
                ("person", models.CharField(db_index=True, max_length=150)),
                ("fields", models.JSONField(default=dict)),
                ("saved_at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("form", "person"), name="one_draft_a_form")],
            },
        ),
    ]
