# shellcheck shell=bash disable=SC2154 # attributes of the derivation
# Precompile $header with the command that compiles a C++ source: see precompiled.nix.
mkdir -p source/build "$(dirname "$out/$header")"
cd source || exit
printf '#include <%s>\n' "$header" >header.h
command=$(<"$commands/command.cpp")
command=${command//@ROOT@/"$PWD"}
command=${command//@TORCH@/"$frameworkFolder"}
words=()
eval "set -- $command"
while [ $# -gt 0 ]; do
  case $1 in
    -o | -c) shift ;;
    # Torch's headers cannot mention the ops' id, so GCC takes the precompiled header if a source defines it.
    -D*kernel_builder_ops_id*) ;;
    *) words+=("$1") ;;
  esac
  shift
done
"${words[@]}" -x c++-header header.h -o "$out/$header.gch"
