"""The table of long work."""

from django.db import migrations, models

STATES = [("waiting", "Waiting"), ("running", "Running"), ("done", "Done"), ("failed", "Failed")]


class Migration(migrations.Migration):
    """Make the table."""

    initial = True
    dependencies = ()
    operations = (
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("person", models.CharField(db_index=True, max_length=150)),
                ("about", models.CharField(blank=True, max_length=100)),
                ("asked", models.JSONField(default=dict)),
                ("append_id", models.CharField(max_length=64)),
                ("state", models.CharField(choices=STATES, default="waiting", max_length=10)),
                ("done", models.PositiveIntegerField(default=0)),
                ("whole", models.PositiveIntegerField(default=0)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("result", models.CharField(blank=True, max_length=200)),
                ("failed_as", models.CharField(blank=True, max_length=60)),
                ("created_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={"ordering": ("-id",)},
        ),
    )
