"""Everything that runs in a build, in the sandbox. A change here builds kernels anew."""
