"""What a person says of what the machine has found: confirm, reject, change, add, and the log."""
