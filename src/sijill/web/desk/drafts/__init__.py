"""What somebody typed and has not recorded yet: kept on the server for them alone, and for some days only."""
