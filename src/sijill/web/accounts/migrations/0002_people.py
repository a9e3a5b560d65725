"""First codes, temporary passwords, and what waits for a second person."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Makes the three tables."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("sijill_accounts", "0001_leases"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar[list[migrations.CreateModel]] = [
        migrations.CreateModel(
            name="FirstCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64)),
                ("until", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="TemporaryPassword",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("until", models.DateTimeField()),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="temporary",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Asked",
            fields=[
                ("number", models.CharField(max_length=36, primary_key=True, serialize=False)),
                ("action", models.CharField(max_length=20)),
                ("subjects", models.JSONField(default=list)),
                ("reason", models.TextField()),
                ("asked_by", models.CharField(max_length=150)),
                ("asked_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("state", models.CharField(default="waiting", max_length=12)),
                ("decided_by", models.CharField(default="", max_length=150)),
                ("decided_at", models.DateTimeField(null=True)),
                ("why", models.TextField(default="")),
            ],
        ),
    ]
