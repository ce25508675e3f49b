"""The subcommands of `fieldguide`, each in a file."""
