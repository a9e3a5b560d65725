"""From the register to the material of a report: every number counted, named and cited, and the files of it."""
