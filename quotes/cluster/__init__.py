"""Extraction past one machine: a map over files of articles, to Parquet shards, on dask.distributed.

Each file is a task of its own, and what it makes is a shard (`quotes.shards`); nothing is shared
between tasks but the folder. Speakers and groups, which are of the whole, are resolved when the
shards are loaded into a database. Workers import this package alone, and dask when they run under it.
"""

from quotes.cluster.driver import Progress, extract_shards
from quotes.cluster.task import Options, Outcome, extract_shard

__all__ = ["Options", "Outcome", "Progress", "extract_shard", "extract_shards"]
