"""Sijill (سِجِلّ): from sealed words to figures that can be defended."""
