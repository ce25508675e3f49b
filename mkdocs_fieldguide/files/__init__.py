"""File system access: atomic writes, caches, symlink policy, bounded reads, Git."""
