"""What the tests share: really built sites, a server, a watched browser."""
