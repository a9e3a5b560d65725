"""Long work beside the pages: it goes on when a page is closed, says how far it is, and survives a stop."""
