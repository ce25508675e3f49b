"""What only saves time; each module can be removed without touching another."""
