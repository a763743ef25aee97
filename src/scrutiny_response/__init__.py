"""From an inspection cycle's assessment files to response letters and improvement plans in Word."""

__version__ = "0.7.0"
