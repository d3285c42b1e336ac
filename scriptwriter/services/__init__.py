"""What the program does, without a window: the use cases that the front ends share."""
