"""Lists of persons without a register: linked, measured against the truth, and run again from a file."""
