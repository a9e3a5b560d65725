"""Entries by hand and imports: one act, one append, one rule at every door (issue 8, items 2 and 5)."""
