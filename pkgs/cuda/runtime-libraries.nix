# The libraries of a CUDA toolkit that a Torch built for another CUDA does not bring: a folder for LD_LIBRARY_PATH. What
# both have under one name stays Torch's.
{
  stdenvNoCC,
  python3,
  torch,
  cudaToolkit,
}:
stdenvNoCC.mkDerivation {
  name = "cuda-${cudaToolkit.version}-runtime-libraries";
  inherit cudaToolkit;
  torch = python3.withPackages (_: [ torch ]);
  buildCommand = ''
    mkdir $out
    find -L "$torch"/lib/python3*/site-packages/nvidia -name 'lib*.so.*' -printf '%f\n' >brought
    for library in "$cudaToolkit"/lib/lib*.so.*; do
      grep -qxF "''${library##*/}" brought || ln -s "$library" $out/
    done
  '';
}
