"""Upload of built kernels to the Hugging Face Hub: the request, the preflight, the plan, and the sending."""
