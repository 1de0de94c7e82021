# shellcheck shell=bash disable=SC2154 # attributes of the derivation
# Compile $source, whose text is $file, with the command for its ending, at the path that it has in the kernel's folder.
cp -r --no-preserve=mode,ownership "$headers" source
cd source || exit
mkdir -p "$(dirname "$source")" build
cp --no-preserve=mode,ownership "$file" "$source"
cp -r --no-preserve=mode,ownership "$commands/files/." .

ending=${source##*.}
stem=${source%.*}
if [ ! -e "$commands/command.$ending" ]; then
  echo "error: the project files compile no file .$ending of this table" >&2
  exit 1
fi
# What the project files say, for this source: see kernel_builder.builder.compile_commands.
said() { # name stem
  local text
  text=$(<"$commands/$1.$ending")
  # In quotes, since `&` would stand for the placeholder.
  printf '%s' "${text//@STEM@/"$2"}"
}
command=$(said command "$(printf '%q' "$stem")")
object=$(said object "$stem")
mkdir -p "$out"
# The command as the link compares it: see from-store.sh.
eval "words=($command)"
for index in "${!words[@]}"; do
  [ "${words[index]}" != -o ] || words[index + 1]=@OBJECT@
done
printf '%s\n' "${words[*]}" >"$out/command"
target=${object#*CMakeFiles/}
printf '%s\t%s\n' "${target%%.dir/*}" "$(said compiled "$stem")" >"$out/key"

if [ -n "$hipify" ]; then
  # Lists of paths, one per line.
  mapfile -t folders <<<"$headerFolders"
  mapfile -t translated <<<"$hipify"
  mapfile -t found < <(find "${folders[@]}" -type f \( -name '*.cuh' -o -name '*.h' -o -name '*.hpp' \) 2>/dev/null)
  python3 "$extensionFolder/hipify_sources.py" "$frameworkFolder" . build/hipified "${found[@]}" -- "${translated[@]}"
fi
command=${command//@ROOT@/"$PWD"}
command=${command//@TORCH@/"$frameworkFolder"}
[ -z "$opsId" ] || command=${command//kernel_builder_ops_id/"$opsId"}
object=${object//kernel_builder_ops_id/"${opsId:-kernel_builder_ops_id}"}
mkdir -p "$(dirname "$object")"
# A thread of nvcc can take 3 GB.
threads=$(($(sed -n 's/^MemAvailable: *\([0-9]*\) kB/\1/p' /proc/meminfo) / 3000000))
[ "$threads" -lt "${NIX_BUILD_CORES:-1}" ] || threads=${NIX_BUILD_CORES:-1}
[ "$threads" -ge 1 ] || threads=1
if [[ $command == *--threads=1* ]]; then
  command=${command//--threads=1/--threads=$threads}
  echo "nvcc with $threads threads (of $NIX_BUILD_CORES cores, as far as the free memory allows)"
fi
# After the folders of -I, and before Torch's.
[ -z "$precompiled" ] || export CPATH=$precompiled
(cd build && eval "$command") 2>&1 | tee "$TMPDIR/build.log" || {
  # Messages of nvcc's tools name no source. The name of the object does.
  echo "FAILED: $object" | tee -a "$TMPDIR/build.log"
  python3 -m kernel_builder.builder.compile_hints "$TMPDIR/build.log" "$backend"
  exit 1
}
mv "$object" "$out/object.o"
