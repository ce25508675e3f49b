"""Tags and includes in Markdown become marks; what a mark stands for is put in later, by `render`."""
