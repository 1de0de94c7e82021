#!/bin/sh
# Run a command in a machine of its own: `unshare --mount --pid --fork --propagation private enter.sh MACHINE COMMAND...`.
# The folder MACHINE has `lower`, a link to a root of debootstrap; `upper`, the files that this machine changes; and `work`
# and `root`, which are empty. A script `mounts.sh` in it changes mounts. If it has a file `chroot`, the command runs with chroot.
set -eu
machine=$1
shift
root=$machine/root
mount -t overlay overlay -o "lowerdir=$(readlink -f "$machine/lower"),upperdir=$machine/upper,workdir=$machine/work" "$root"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -t tmpfs tmpfs "$root/tmp"

# Copies of this machine's settings: a package that the other machine installs may write them, as ca-certificates does.
copy() { # path
  [ ! -e "$1" ] || { mkdir -p "$root${1%/*}" && cp -RL "$1" "$root${1%/*}/"; }
}
copy /etc/resolv.conf
copy /etc/pip.conf
copy /etc/ssl/certs/ca-certificates.crt
copy /usr/local/share/ca-certificates
# The wheels that pip's settings name.
for folder in ${PIP_FIND_LINKS:-}; do
  mkdir -p "$root$folder"
  mount --bind "$folder" "$root$folder"
  mount -o remount,bind,ro "$root$folder"
done
# A machine with a store of its own has it in `nix`, or the changes of this machine's store in `nix-upper`. The others share the
# store, but not the links that protect its paths, nor the daemon.
mkdir -p "$root/nix"
if [ -d "$machine/nix" ]; then
  mount --bind "$machine/nix" "$root/nix"
elif [ -d "$machine/nix-upper" ]; then
  mount -t overlay overlay -o "lowerdir=/nix,upperdir=$machine/nix-upper,workdir=$machine/nix-work" "$root/nix"
else
  mkdir -p "$machine/gcroots/auto" "$machine/daemon-socket"
  mount --bind /nix "$root/nix"
  mount --bind "$machine/gcroots" "$root/nix/var/nix/gcroots"
  mount --bind "$machine/daemon-socket" "$root/nix/var/nix/daemon-socket"
fi
[ ! -e "$machine/mounts.sh" ] || . "$machine/mounts.sh"
if [ -e "$machine/chroot" ]; then
  exec chroot "$root" "$@"
fi
cd "$root"
mkdir -p mnt
pivot_root . mnt
umount -l mnt
exec chroot . "$@"
