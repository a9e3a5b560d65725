"""Every side effect: disk, database, child processes. Adapters do not know of each other."""
