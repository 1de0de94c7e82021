"""Make the sysroot: stub libraries, linker scripts that name them, and the headers that differ from Debian's.

The stubs end at the ceilings; what came to libstdc++ later is taken from its archive.
"""

import json
import os
import pathlib
import re
import subprocess

import stubs

OUT = pathlib.Path(os.environ["out"])
ROOT = pathlib.Path(os.environ["debianRoot"])
MULTIARCH = os.environ["multiarch"]
LIBRARIES = ROOT / "usr/lib" / MULTIARCH
GCC = ROOT / "usr/lib/gcc" / MULTIARCH / "12"
CEILINGS = json.loads(pathlib.Path(os.environ["ceilings"]).read_text())

# Calls that libstdc++'s headers make where its configuration says so; glibc 2.28 does not have them.
NEWER_CALLS = ["PTHREAD_COND_CLOCKWAIT", "PTHREAD_MUTEX_CLOCKLOCK", "PTHREAD_RWLOCK_CLOCKLOCK"]


def run(*command):
    subprocess.run([str(word) for word in command], check=True)


def numbers(version):
    return [int(part) for part in version.split(".")]


def below_ceiling(version):
    """Whether a symbol version such as GLIBCXX_3.4.21 is one that the ceilings allow."""
    family, _, number = version.rpartition("_")
    if not re.fullmatch(r"[\d.]+", number):
        return True  # CXXABI_TM_1 and its like, as old as their families
    return family in CEILINGS and numbers(number) <= numbers(CEILINGS[family])


def exports(library):
    """Version → {name: kind} of a library's default symbols up to the ceilings."""
    command = ["readelf", "--dyn-syms", "-W", str(library)]
    text = subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE).stdout
    found = {}
    for kind, name, version in re.findall(r"^ *\d+: \S+ +\S+ (\w+) .* \d+ (\S+)@@(\S+)$", text, re.M):
        if below_ceiling(version):
            found.setdefault(version, {})[name] = kind
    return found


def recorded(path):
    """Soname → version → {name: kind}, from a table that update-symbols.py wrote: data is marked with `@`."""
    return {
        soname: {
            version: {name.rstrip("@"): "OBJECT" if name.endswith("@") else "FUNC" for name in names}
            for version, names in versions.items()
        }
        for soname, versions in json.loads(path.read_text()).items()
    }


def make_libraries():
    made = {
        soname: stubs.make(OUT / "lib", soname, versions)
        for soname, versions in recorded(pathlib.Path(os.environ["symbols"])).items()
    }
    for soname in ("libstdc++.so.6", "libgcc_s.so.1"):
        made[soname] = stubs.make(OUT / "lib", soname, exports(LIBRARIES / soname))
    flags = [f"--sysroot={ROOT}", "-O2", "-fPIC", "-fvisibility=hidden"]
    run("gcc", *flags, "-c", os.environ["compat"], "-o", OUT / "compat.o")
    compat = OUT / "lib/libmanylinux_compat.a"
    run("ar", "rcsD", compat, OUT / "compat.o")
    (OUT / "compat.o").unlink()

    # glibc 2.28 has these in libraries of their own, Debian's in libc: a link that names only libc must work too.
    loader = next(soname for soname in made if soname.startswith("ld-linux"))
    apart = " ".join(str(made[name]) for name in ("libpthread.so.0", "libdl.so.2", "librt.so.1", loader))
    libc = f"{made['libc.so.6']} {LIBRARIES}/libc_nonshared.a {compat} AS_NEEDED ( {apart} )"
    scripts = {
        "libc.so": libc,
        # What came to libstdc++ after the ceiling is taken from its archive.
        "libstdc++.so": f"{made['libstdc++.so.6']} {GCC}/libstdc++.a {libc}",
        "libgcc_s.so": f"{made['libgcc_s.so.1']} {GCC}/libgcc.a",
    }
    for name, members in scripts.items():
        (OUT / "lib" / name).write_text(f"GROUP ( {members} )\n")
    for name in ("m", "pthread", "dl", "rt", "util", "resolv"):
        soname = next(soname for soname in made if soname.startswith(f"lib{name}.so"))
        (OUT / "lib" / f"lib{name}.so").symlink_to(soname)


def patched(source, target, pattern, replacement, count):
    text, replaced = re.subn(pattern, replacement, source.read_text())
    if replaced != count:
        raise SystemExit(f"error: {source}: {replaced} places match {pattern!r}, not {count}")
    path = OUT / "include" / target
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def make_headers():
    """Headers that stand before Debian's own."""
    calls = "|".join(NEWER_CALLS)
    patched(
        ROOT / f"usr/include/{MULTIARCH}/c++/12/bits/c++config.h",
        "bits/c++config.h",
        rf"#define (_GLIBCXX_USE_(?:{calls})) 1",
        r"/* \1: not in glibc 2.28 */",
        len(NEWER_CALLS),
    )
    patched(
        ROOT / "usr/include/c++/12/ext/atomicity.h",
        "ext/atomicity.h",
        r"__has_include\(<sys/single_threaded.h>\)",
        "0 /* not in glibc 2.28 */",
        2,
    )
    # Vector versions of libm's functions are in libmvec, which a kernel may not need.
    (OUT / "include/bits/math-vector.h").write_text("#include <bits/libm-simd-decl-stubs.h>\n")


def main():
    (OUT / "lib").mkdir(parents=True)
    make_libraries()
    make_headers()


main()
