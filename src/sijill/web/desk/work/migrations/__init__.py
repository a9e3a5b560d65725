"""Tables of long work."""
