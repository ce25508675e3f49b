"""What only saves time and memory: no module changes what a build writes."""
