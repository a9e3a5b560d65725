"""Engines that weigh pairs of persons."""

from sijill.adapters.linkage._splink import pair_weights

__all__ = ["pair_weights"]
