"""What people see: windows, tray and notifications."""
