"""Controls for what is shown, and what stands where nothing is."""
