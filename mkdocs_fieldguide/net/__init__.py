"""HTTP: public addresses only, deadlines, size limits; nothing else opens a socket."""
