# Whether a table [kernel.<name>] has sources that are compiled for GPUs. A table for GPUs may have C++ alone, such as
# the part of a kernel that knows Torch: it asks for no architecture of the library.
let
  inherit (builtins) any match;
in
kernel: any (source: match ".*[.](cu|hip)" source != null) (kernel.src or [ ])
