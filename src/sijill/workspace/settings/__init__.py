"""``sijill.toml``: what a register is called, who owns it, and what its people decided once for all."""
