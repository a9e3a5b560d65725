"""What a request says besides the ids of what it is about."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the column."""

    dependencies: ClassVar = [("sijill_accounts", "0004_probation")]
    operations: ClassVar = [
        migrations.AddField(model_name="approvalrequest", name="details", field=models.JSONField(default=dict)),
    ]
