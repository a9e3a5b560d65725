"""What a story of any kind tells: its scope, its parts, and records told as sentences, tables and drawings."""
