"""The map with its legend, its layers, the histogram over it and what it leaves out."""
