"""How reminders reach people: what a notice says, and the ways in which it can be shown."""
