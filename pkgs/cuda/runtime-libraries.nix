# A folder for LD_LIBRARY_PATH, for a Torch that was built for another CUDA. It has the toolkit's libraries, but not the
# libraries that Torch's own packages have under the same names.
{
  stdenvNoCC,
  python3,
  torch,
  cudaToolkit,
}:
stdenvNoCC.mkDerivation {
  name = "cuda-${cudaToolkit.version}-runtime-libraries";
  inherit cudaToolkit;
  torchLibraries = "${python3.withPackages (_: [ torch ])}/${python3.sitePackages}/nvidia";
  buildCommand = ''
    mkdir $out
    find -L "$torchLibraries" -name 'lib*.so.*' -printf '%f\n' >names
    for library in "$cudaToolkit"/lib/lib*.so.*; do
      grep -qxF "''${library##*/}" names || ln -s "$library" $out/
    done
  '';
}
