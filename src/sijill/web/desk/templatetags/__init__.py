"""Template tags: the one catalogue and the one formatter."""
