"""Attestations: signed statements about the origin of built variants, each in a file beside its variant."""
