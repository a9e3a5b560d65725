"""The pages of accounts: the first visit, who works here, and what takes two persons."""
