"""What waits for a second person is an approval request."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Renames the table; what waits stays."""

    dependencies: ClassVar = [("sijill_accounts", "0002_people")]
    operations: ClassVar = [migrations.RenameModel("Asked", "ApprovalRequest")]
