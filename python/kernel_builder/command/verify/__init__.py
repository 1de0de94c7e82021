"""Verification of built variants: their digests and attestations, and a second build from the recorded sources."""
