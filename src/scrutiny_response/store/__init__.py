"""What lies on the disk: whole files, names, the manifest and the working folder of a run."""
