"""What was captured, as a door shows it."""

from sijill.workspace._capturing import Captures, NoWebArchive, Received

__all__ = ["Captures", "NoWebArchive", "Received"]
