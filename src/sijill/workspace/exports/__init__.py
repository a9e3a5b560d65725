"""The register taken out: in formats of the field, and as a package for a receiving body."""
