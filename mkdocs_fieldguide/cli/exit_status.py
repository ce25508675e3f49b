"""The exit statuses of all commands; 0 is success."""

FAILURE = 1
"""The command ran, and part of its work failed."""

CANNOT_RUN = 2
"""The command could not do its work, for instance because of its arguments or of the operating system."""

INTERRUPTED, READER_GONE = 130, 141
"""As in shells: 128 plus the number of the signal, SIGINT or SIGPIPE."""
