"""The command line: words → one command → its exit code, and what is printed."""
