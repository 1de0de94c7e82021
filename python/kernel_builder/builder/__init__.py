"""The code that runs in a build, in the sandbox. A change here rebuilds all kernels."""
