"""Engines that weigh pairs of persons."""

from sijill.adapters.linkage._spark import SparkMissing
from sijill.adapters.linkage._splink import pair_weights

__all__ = ["SparkMissing", "pair_weights"]
