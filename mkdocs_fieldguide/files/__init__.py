"""The file system: atomic writes, caches, symlink policy, bounded reads, Git."""
