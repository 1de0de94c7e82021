# shellcheck shell=sh
# The mirrors of Debian that this machine names. It may run any distribution: Debian's files are fetched by their hashes.
#
#   sh mirrors.sh list   print the candidates in order, one per line: ORIGIN, a tab, ADDRESS
#   sh mirrors.sh find   print the first candidate that has Debian; exit 1 with a message if none has
#
# Other scripts source this file for its functions. KERNEL_BUILDER_ROOT is put before all paths that it reads (for tests).

machine=${KERNEL_BUILDER_ROOT:-}
tab=$(printf '\t')

# The value of the setting $1, which install.sh wrote: a hint, which may be out of date. Prints nothing if it is not set.
setting() {
  sed -n "s/^$1=//p" "${KERNEL_BUILDER_SETTINGS:-$machine/etc/kernel-builder/settings}" 2>/dev/null | tail -n 1
}

# The family of this machine's distribution: debian, fedora, arch, suse, alpine, nixos or unknown.
distribution() {
  for file in "$machine/etc/os-release" "$machine/usr/lib/os-release"; do
    [ -r "$file" ] || continue
    for word in $(sed -n -e 's/^ID=//p' -e 's/^ID_LIKE=//p' "$file" | tr -d "\"'"); do
      case $word in
        debian | ubuntu) echo debian && return ;;
        fedora | rhel | centos) echo fedora && return ;;
        arch | alpine | nixos) echo "$word" && return ;;
        suse | opensuse*) echo suse && return ;;
      esac
    done
  done
  echo unknown
}

# How to install the package $1 here, as a command or as a sentence. nixpkgs calls the package $2, if it has another name.
how_to_install() {
  case $(distribution) in
    debian) echo "apt-get install $1" ;;
    fedora) echo "dnf install $1" ;;
    arch) echo "pacman -S $1" ;;
    suse) echo "zypper install $1" ;;
    alpine) echo "apk add $1" ;;
    nixos) echo "add ${2:-$1} to environment.systemPackages in configuration.nix, then nixos-rebuild switch" ;;
    *) echo "the package $1 of this distribution" ;;
  esac
}

# Download the address $1 to the file $2 with any client. Give up after $3 seconds without an answer; retry $4 times.
# The address may also be a folder. reason_in finds the reason of a failure in what this prints.
download_file() {
  case $1 in
    http://* | https://* | ftp://*) ;;
    *)
      cp "${1#file://}" "$2"
      return
      ;;
  esac
  if command -v curl >/dev/null; then
    curl -fsSL --connect-timeout "$3" --speed-limit 1 --speed-time "$3" --retry "$4" -o "$2" "$1"
  elif command -v wget >/dev/null; then
    LC_ALL=C wget -T "$3" -t $(($4 + 1)) -O "$2" "$1" && return
    # busybox's wget crashes on some machines if it has to watch the time.
    [ $? -gt 128 ] && wget -O "$2" "$1"
  elif command -v python3 >/dev/null; then
    python3 - "$1" "$2" "$3" <<'PYTHON'
import http.client, shutil, sys, urllib.request

address, path, seconds = sys.argv[1:]
try:
    with urllib.request.urlopen(address, timeout=float(seconds)) as answer, open(path, "wb") as file:
        shutil.copyfileobj(answer, file)
except (OSError, http.client.HTTPException) as error:
    sys.exit(f"python3: {error}")
PYTHON
  elif [ -x "$machine/usr/lib/apt/apt-helper" ]; then
    "$machine/usr/lib/apt/apt-helper" -q -o APT::Sandbox::User=root -o "Acquire::http::Timeout=$3" \
      -o "Acquire::https::Timeout=$3" -o "Acquire::Retries=$4" download-file "$1" "$2"
  else
    echo "this machine has neither curl nor wget nor python3" >&2
    return 1
  fi
}

# The reason of a failure in the log $1 of download_file or apt-helper: one line.
reason_in() {
  reason=$(sed -nE -e '/^wget: note:/d' -e 's/^E: Failed to fetch [^ ]* *//p' -e '/^(curl|wget|python3|cp|E): /p' \
    -e 's/^.* ERROR (response )?([0-9].*)/wget: \2/p' -e 's/^.*failed: (.*)/wget: \1/p' "$1" | head -n 1)
  [ -n "$reason" ] || reason=$(tail -n 1 "$1")
  echo "${reason:-no answer}"
}

# apt's own sources, as far as they are Debian's: the sources that Debian itself signs first, its security updates last.
apt_mirrors() {
  command -v apt-get >/dev/null || return 0
  # shellcheck disable=SC2016 # apt's own variables
  sources=$(apt-get indextargets --format '$(REPO_URI)|$(ORIGIN)|$(RELEASE)|$(CODENAME)' 2>/dev/null || true)
  # Before the first `apt-get update`, as in many containers, apt has no lists. Then it tells only addresses and releases.
  [ -n "$sources" ] || sources=$(apt-get -o Debug::NoLocking=1 --print-uris update 2>/dev/null |
    sed -nE "s,^'(.*)/dists/([^ ']*)/InRelease' .*,\1||\2|,p")
  later='' seen=' '
  while IFS='|' read -r address origin release codename; do
    address=${address%/}
    case $seen in *" $address "*) continue ;; esac
    seen="$seen$address "
    case $origin:$release:$codename in
      Debian:*-security* | :*-security*) later="$later$address " ;;
      Debian:* | :bookworm* | :trixie* | :forky* | :sid:* | :experimental:* | :stable* | :testing:* | :unstable:*)
        echo "$address"
        ;;
      # The source tells nothing about itself.
      :*) ! probe_debian_mirror "$address" 2>/dev/null || later="$later$address " ;;
      # A company's copy has an origin of its own, and Debian's code names.
      *:bookworm* | *:trixie* | *:forky* | *:sid) later="$later$address " ;;
    esac
  done <<LINES
$sources
LINES
  for address in $later; do echo "$address"; done
}

# The mirror that debootstrap takes if none is named: it stands in the program, in older versions in scripts beside it.
debootstrap_mirrors() {
  program=$(command -v debootstrap || echo "$machine/usr/sbin/debootstrap")
  program=$(readlink -f "$program" || echo "$program")
  # nixpkgs wraps the program in a script.
  set -- "$program" "${program%/*}/.debootstrap-wrapped"
  for folder in "${DEBOOTSTRAP_DIR:-}" "$machine/usr/share/debootstrap" "$machine/usr/local/share/debootstrap" \
    "${program%/*}/../share/debootstrap"; do
    for file in functions scripts/bookworm scripts/debian-common scripts/sid; do
      [ -z "$folder" ] || set -- "$@" "$folder/$file"
    done
  done
  for file; do
    [ ! -r "$file" ] ||
      sed -nE "s/^[[:space:]]*(DEF_MIRROR=|DEF_HTTPS_MIRROR=|default_mirror )[\"' ]*(http[^\"' ]*).*/\2/p" "$file"
  done | grep -v ubuntu
}

# The address of Debian in python-apt's templates, which Ubuntu has; of its long list of mirrors, the first three.
python_apt_mirrors() {
  templates=$machine/usr/share/python-apt/templates
  addresses=$(sed -n 's/^BaseURI: *//p' "$templates/Debian.info" 2>/dev/null | grep -v security || true)
  [ -n "$addresses" ] || addresses=$(grep -s '^http' "$templates/Debian.mirrors" | head -n 3 || true)
  printf '%s\n' "$addresses"
}

# The mirrors that one origin names, one address per line.
mirrors_of() {
  case $1 in
    # Words: this variable may name several.
    KERNEL_BUILDER_DEBIAN_MIRROR) for address in ${KERNEL_BUILDER_DEBIAN_MIRROR:-}; do echo "$address"; done ;;
    settings) setting DEBIAN_MIRROR ;;
    apt) apt_mirrors ;;
    debootstrap) debootstrap_mirrors ;;
    python-apt) python_apt_mirrors ;;
  esac
}
origins="KERNEL_BUILDER_DEBIAN_MIRROR settings apt debootstrap python-apt"

# The candidates in order, one per line: origin, a tab, address. Each address comes once.
debian_mirrors() {
  listed=' '
  for origin in $origins; do
    for address in $(mirrors_of "$origin"); do
      address=${address%/}
      case $listed in *" $address "*) continue ;; esac
      listed="$listed$address "
      echo "$origin$tab$address"
    done
  done
}

# Whether the mirror $1 answers and has Debian; if not, print the reason. It fetches one file of a kilobyte.
probe_debian_mirror() (
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
  if ! download_file "$1/dists/bookworm/Release.gpg" "$folder/file" 3 0 >"$folder/log" 2>&1; then
    reason_in "$folder/log" >&2
    exit 1
  fi
  # A network that wants a login answers every address with its own page.
  grep -q 'BEGIN PGP SIGNATURE' "$folder/file" || {
    echo "its dists/bookworm/Release.gpg is no signature" >&2
    exit 1
  }
)

# How to name a mirror of Debian: lines for an error.
mirror_remedies() {
  echo "  add the line DEBIAN_MIRROR=ADDRESS to /etc/kernel-builder/settings, or set KERNEL_BUILDER_DEBIAN_MIRROR=ADDRESS:"
  echo "  the address of a mirror of Debian, which is above its pool/ and dists/"
  [ -n "$(debootstrap_mirrors)" ] ||
    echo "  or install debootstrap, which names a mirror: $(how_to_install debootstrap)"
}

# Print the first candidate that has Debian: origin, a tab, address.
find_debian_mirror() {
  candidates=$(debian_mirrors)
  failures=
  while IFS=$tab read -r origin address; do
    [ -n "$address" ] || continue
    if why=$(probe_debian_mirror "$address" 2>&1); then
      echo "$origin$tab$address"
      return
    fi
    failures="$failures  $address ($origin): $why
"
  done <<LINES
$candidates
LINES
  {
    if [ -n "$failures" ]; then
      echo "error: no mirror that this machine names has Debian"
      printf '%s' "$failures"
    else
      echo "error: this machine names no mirror of Debian"
    fi
    mirror_remedies
  } >&2
  return 1
}

case ${0##*/} in
  *mirrors.sh)
    case ${1:-} in
      list) debian_mirrors ;;
      find) find_debian_mirror ;;
      *) echo "usage: sh mirrors.sh list|find" >&2 && exit 2 ;;
    esac
    ;;
esac
