"""Tags in Word text: found, lifted to what they stand for, paired, and written as one Jinja source."""
