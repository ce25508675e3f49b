"""The parts of one page: text, sections, table of contents, title, announcement and footer."""
