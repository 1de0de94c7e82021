#!@debianRoot@/bin/bash
# Copy each part of the bundle into ./build. A part is replaced by a rename: whoever reads build/ meanwhile
# finds the old one or the new one whole.
set -euo pipefail
export PATH=@debianRoot@/bin
bundle=@bundle@

mkdir -p build
for part in "$bundle"/*; do
  name=${part##*/}
  rm -rf "build/.$name.new" "build/.$name.old"
  cp -rL --no-preserve=mode,ownership "$part" "build/.$name.new"
  [ ! -e "build/$name" ] || mv "build/$name" "build/.$name.old"
  mv "build/.$name.new" "build/$name"
  rm -rf "build/.$name.old"
  echo "build/$name"
done
