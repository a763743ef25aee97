"""What people do with a cycle, one module or folder each; the command line and the desk call these."""
