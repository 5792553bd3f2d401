"""What was read, as all visitors share it; nothing here draws."""
