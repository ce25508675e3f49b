"""What one page is made of."""
