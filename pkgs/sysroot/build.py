"""Make the sysroot: stub libraries, linker scripts that name them, and the headers that differ from Debian's.

The stubs end at the ceilings. Newer parts of libstdc++ are linked from its archive.
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

# libstdc++'s configuration lets its headers call these functions, but glibc 2.28 does not have them.
NEWER_CALLS = ["PTHREAD_COND_CLOCKWAIT", "PTHREAD_MUTEX_CLOCKLOCK", "PTHREAD_RWLOCK_CLOCKLOCK"]


def run(*command):
    subprocess.run([str(word) for word in command], check=True)


def below_ceiling(version):
    """Whether the ceilings allow a symbol version such as GLIBCXX_3.4.21."""
    family, _, number = version.rpartition("_")
    if not re.fullmatch(r"[\d.]+", number):
        return True  # CXXABI_TM_1 and similar versions are as old as their families.
    return family in CEILINGS and stubs.numbers(number) <= stubs.numbers(CEILINGS[family])


def exports(library):
    """A library's default symbols up to the ceilings: version → {name: kind}."""
    command = ["readelf", "--dyn-syms", "-W", str(library)]
    text = subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE).stdout
    versions = {}
    for kind, name, version in re.findall(r"^ *\d+: \S+ +\S+ (\w+) .* \d+ (\S+)@@(\S+)$", text, re.M):
        if below_ceiling(version):
            versions.setdefault(version, {})[name] = kind
    return versions


def make_libraries():
    """Write lib/: the stubs, the library of compat.c, and linker scripts."""
    made = {
        soname: stubs.make(OUT / "lib", soname, versions)
        for soname, versions in stubs.read_table(os.environ["symbols"]).items()
    }
    for soname in ("libstdc++.so.6", "libgcc_s.so.1"):
        made[soname] = stubs.make(OUT / "lib", soname, exports(LIBRARIES / soname))
    flags = [f"--sysroot={ROOT}", "-O2", "-fPIC", "-fvisibility=hidden"]
    run("gcc", *flags, "-c", os.environ["compat"], "-o", OUT / "compat.o")
    compat = OUT / "lib/libmanylinux_compat.a"
    run("ar", "rcsD", compat, OUT / "compat.o")
    (OUT / "compat.o").unlink()

    # In Debian's glibc, these libraries are part of libc; in glibc 2.28, they are separate. A link that names only libc
    # must still work.
    loader = next(soname for soname in made if soname.startswith("ld-linux"))
    separate = " ".join(str(made[name]) for name in ("libpthread.so.0", "libdl.so.2", "librt.so.1", loader))
    libc = f"{made['libc.so.6']} {LIBRARIES}/libc_nonshared.a {compat} AS_NEEDED ( {separate} )"
    scripts = {
        "libc.so": libc,
        # The linker takes the parts of libstdc++ that are newer than the ceiling from its archive.
        "libstdc++.so": f"{made['libstdc++.so.6']} {GCC}/libstdc++.a {libc}",
        "libgcc_s.so": f"{made['libgcc_s.so.1']} {GCC}/libgcc.a",
    }
    for name, members in scripts.items():
        (OUT / "lib" / name).write_text(f"GROUP ( {members} )\n")
    for name in ("m", "pthread", "dl", "rt", "util", "resolv"):
        soname = next(soname for soname in made if soname.startswith(f"lib{name}.so"))
        (OUT / "lib" / f"lib{name}.so").symlink_to(soname)


def patch(source, target, pattern, replacement, count):
    """Write include/<target>: the header source with the pattern replaced, which must match count times."""
    text, replaced = re.subn(pattern, replacement, source.read_text())
    if replaced != count:
        raise SystemExit(
            f"error: {source}: {pattern!r} matches {replaced} times, not {count} times\n"
            "  Debian has changed this header: correct the pattern in pkgs/sysroot/build.py"
        )
    path = OUT / "include" / target
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def make_headers():
    """Write include/: the compiler finds these headers before Debian's own."""
    calls = "|".join(NEWER_CALLS)
    patch(
        ROOT / f"usr/include/{MULTIARCH}/c++/12/bits/c++config.h",
        "bits/c++config.h",
        rf"#define (_GLIBCXX_USE_(?:{calls})) 1",
        r"/* \1: not in glibc 2.28 */",
        len(NEWER_CALLS),
    )
    patch(
        ROOT / "usr/include/c++/12/ext/atomicity.h",
        "ext/atomicity.h",
        r"__has_include\(<sys/single_threaded.h>\)",
        "0 /* not in glibc 2.28 */",
        2,
    )
    # libm's header offers vector functions of libmvec, which a kernel may not be linked against.
    (OUT / "include/bits/math-vector.h").write_text("#include <bits/libm-simd-decl-stubs.h>\n")


def main():
    (OUT / "lib").mkdir(parents=True)
    make_libraries()
    make_headers()


main()
