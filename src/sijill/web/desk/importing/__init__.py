"""Somebody's table on the desk: kept while it is looked at, its columns beside our words, and how it would stand."""
