"""What comes in: read with all that is inside it, sealed in one append, and read for its claims."""
