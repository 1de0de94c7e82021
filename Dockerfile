# Build and test examples/relu: `docker build --tag kernel-builder .` in a clone. docs/install.md tells about containers.
FROM debian:12
WORKDIR /kernel-builder
COPY . .
# `docker build` has no privileges for a sandbox. With them, the next run of install.sh switches the sandbox on.
RUN ./install.sh --yes --no-sandbox
RUN kernel-builder build-and-copy --variant torch213-cxx11-cpu --test examples/relu
CMD ["/bin/bash"]
