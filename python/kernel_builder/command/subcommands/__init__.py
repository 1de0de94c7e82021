"""One module per subcommand: its options, its help, and a call. Imports that take time are inside the functions."""
