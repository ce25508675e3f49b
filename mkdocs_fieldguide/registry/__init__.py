"""The frozen graph: who mentions, credits, cites and relates to whom."""
