"""`kernel-builder doctor`: what this machine has for builds, what is wrong with it, and how to mend it."""
