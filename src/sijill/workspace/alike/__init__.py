"""Records that may be one: found, put side by side, decided, and counted with or without what a machine links."""
