"""The shipped letter → the same letter after one slip of its owner's hand in Word, and what is said of each."""
