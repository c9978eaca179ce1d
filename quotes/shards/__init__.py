"""Extracted articles as Parquet, a shard of a few thousand at a time.

A folder of shards holds three tables, each a folder of files of the shards' names, so that DuckDB,
Spark and `quotes load` read them as they are: `articles`, `attributions` and `failures`. A shard is
there when its file in `articles` is: that one is written last, and each is moved into place whole.
"""

from quotes.shards.reading import Shard, find_shards, read_shard
from quotes.shards.writing import Totals, finished, write_shard

__all__ = ["Shard", "Totals", "find_shards", "finished", "read_shard", "write_shard"]
