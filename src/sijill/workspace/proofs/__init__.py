"""The argument that an item is what it is, in words, and as a folder that strangers check without us."""
