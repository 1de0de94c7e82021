let
  inherit (import ../../../../lib/kernel-config/files.nix) fileProblems;
  folder = ../../../kernels/small;
  config = src: {
    general.name = "small";
    torch = { inherit src; };
  };
  problemsWith = src: map (problem: "${problem.path}: ${problem.message}") (fileProblems folder (config src));
in
{
  fileProblems = {
    "files and folders in the kernel's folder are accepted" = {
      actual = problemsWith [ "binding.cpp" "./binding.cpp" "torch-ext" ];
      expected = [ ];
    };
    "a missing file, a file outside and a file with a wrong name are problems" = {
      actual = problemsWith [ "a.cpp" "../a.cpp" "/etc/passwd" "" ];
      expected = [
        "torch.src[0]: \"a.cpp\" does not exist"
        "torch.src[1]: \"../a.cpp\" is outside of the kernel's folder"
        "torch.src[2]: \"/etc/passwd\" is outside of the kernel's folder"
        "torch.src[3]: a file's name is one line, and not empty"
      ];
    };
    "the kernel's module must exist" = {
      actual = map (problem: problem.message) (fileProblems folder { general.name = "an-other"; torch = { }; });
      expected = [ "the Python module \"torch-ext/an_other/__init__.py\" does not exist" ];
    };
    "files of kernels are checked too" = {
      actual = map (problem: problem.path) (
        fileProblems folder (config [ ] // { kernel.k = { src = [ "k.cu" ]; include = [ "k" ]; }; })
      );
      expected = [ "kernel.k.src[0]" "kernel.k.include[0]" ];
    };
  };
}
