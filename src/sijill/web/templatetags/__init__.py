"""Tags and filters that every page knows."""
