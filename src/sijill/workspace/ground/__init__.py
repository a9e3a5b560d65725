"""Places of a register and what happens on the ground: names, shapes, boundaries, maps and their documents."""
