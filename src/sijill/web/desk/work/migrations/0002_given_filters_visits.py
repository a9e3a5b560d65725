"""The tables of what was given to whom, of filters that somebody named, and of visits."""

from django.conf import settings
from django.db import migrations, models

KEY = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")
USER, GONE = settings.AUTH_USER_MODEL, models.deletion.CASCADE


class Migration(migrations.Migration):
    """Make the tables."""

    dependencies = (
        ("sijill_work", "0001_jobs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )
    operations = (
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", KEY),
                ("thing", models.CharField(max_length=100, unique=True)),
                ("kind", models.CharField(max_length=10)),
                ("person", models.CharField(db_index=True, max_length=150)),
                ("given_by", models.CharField(max_length=150)),
                ("given_at", models.DateTimeField()),
            ],
            options={"ordering": ("given_at", "id")},
        ),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                ("id", KEY.clone()),
                ("closed", models.TextField()),
                ("user", models.ForeignKey(on_delete=GONE, related_name="saved_filters", to=USER)),
            ],
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", KEY.clone()),
                ("seen", models.BigIntegerField(default=0)),
                ("last", models.BigIntegerField(default=0)),
                ("at", models.DateTimeField()),
                ("user", models.OneToOneField(on_delete=GONE, related_name="visit", to=USER)),
            ],
        ),
    )
