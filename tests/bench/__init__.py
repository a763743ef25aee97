"""What is measured, each by itself; nothing here is a test."""
