"""Machine-readable exports of the guide: data files, reference files, JSON-LD and files for GitHub."""
