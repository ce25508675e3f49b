"""HTTP client: public addresses only, deadlines and size limits; nothing else opens a socket."""
