let
  small = import ../../small.nix;
  inherit (small.variant) shells extension;
in
{
  shells = {
    "shells are named after kernel and variant" = {
      actual = [ shells.devShell.name shells.testShell.name ];
      expected = [ "small-torch213-cxx11-cpu-x86_64-linux" "small-test-torch213-cxx11-cpu-x86_64-linux" ];
    };
    "both tell the kernel which backend and variant they are for" = {
      actual = map (shell: [ shell.KERNEL_BACKEND shell.KERNEL_VARIANT shell.variant ]) [
        shells.devShell
        shells.testShell
      ];
      expected =
        let
          variant = [ "cpu" "torch213-cxx11-cpu-x86_64-linux" "torch213-cxx11-cpu" ];
        in
        [ variant variant ];
    };
    "a test shell lets `kernels` find the built kernel" = {
      actual =
        builtins.match "local/small=/nix/store/.*/torch213-cxx11-cpu-x86_64-linux" shells.testShell.LOCAL_KERNELS
        != null;
      expected = true;
    };
    "a development shell names the folder that the kernel is compiled against" = {
      actual = shells.devShell.TORCH_DIR;
      expected = extension.frameworkFolder;
    };
  };
}
