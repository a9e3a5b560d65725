"""A register's folder accounted for, checked again, repaired, and rid of what is destroyed."""
