"""What happened where: triggers, who, how many, from where, when."""
