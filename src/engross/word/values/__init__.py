"""What may be printed, and the XML text that stands for it."""
