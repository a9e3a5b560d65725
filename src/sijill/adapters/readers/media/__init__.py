"""Readers of films, sounds and pictures that Pillow does not open: what their container says of them."""
