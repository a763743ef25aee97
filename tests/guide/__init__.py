"""The guide for template owners → its examples, each run through the engine or typed as a command."""
