"""What a thematic document and the section of arrests are made of, in no language."""

from sijill.reports._material import OutcomeSection, Topic

__all__ = ["OutcomeSection", "Topic"]
