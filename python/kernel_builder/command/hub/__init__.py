"""Upload of built kernels to the Hugging Face Hub."""
