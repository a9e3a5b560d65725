"""The same weights by Spark, for a team that outgrew one machine: Splink's own settings, learnt beforehand."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Sequence

import pyarrow as pa
from splink import Linker

from sijill.adapters.linkage._compare import settings
from sijill.linkage import WeighedBy
from sijill.values import SijillError, message

_SHUFFLES = 8


class SparkMissing(SijillError):
    """Spark, or the Java it runs on, is not installed."""


def spark_pairs(rows: pa.Table, by: WeighedBy, rules: Sequence[str], least: float, *, cores: int = 2) -> pa.Table:
    """
    Return the pairs of rows with their weight above ``least``, in columns ``n_l``, ``n_r`` and ``match_weight``.

    ``rows`` are compared columns with their blocks, ``rules`` the SQL by which two rows stand in one block. Raises
    SparkMissing.
    """
    try:
        from pyspark.sql import SparkSession
        from splink.backends.spark import SparkAPI, similarity_jar_location
    except ImportError as reason:
        raise SparkMissing(
            message("Spark is not installed: install sijill[spark], and Java 17 or later beside it")
        ) from reason
    logging.getLogger("splink").setLevel(logging.ERROR)
    # The jar has to be told before the session starts, and a folder for checkpoints before the first prediction.
    session = (
        SparkSession.builder.master(f"local[{cores}]")
        .config("spark.jars", similarity_jar_location())
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", str(_SHUFFLES))
        .config("spark.default.parallelism", str(_SHUFFLES))
        .getOrCreate()
    )
    try:
        with tempfile.TemporaryDirectory() as folder:
            session.sparkContext.setLogLevel("ERROR")
            session.sparkContext.setCheckpointDir(folder)
            interface = SparkAPI(spark_session=session, num_partitions_on_repartition=_SHUFFLES)  # type: ignore[no-untyped-call]
            told = interface.register(session.createDataFrame(rows))
            linker = Linker(told, settings(by.prior, rules, by.learnt), log_level=logging.ERROR)
            found = linker.inference.predict(threshold_match_weight=least).as_spark_dataframe()
            return found.select("n_l", "n_r", "match_weight").toArrow()
    finally:
        session.stop()
