"""Nix's binary caches. Builds need none."""

from concurrent.futures import ThreadPoolExecutor

from kernel_builder.command.doctor.machine import Machine
from kernel_builder.command.doctor.network import no_answer, without_password
from kernel_builder.command.doctor.nix_settings import read_settings
from kernel_builder.command.doctor.row import Row

NAME = "caches"


def check(machine: Machine) -> Row:
    settings = read_settings(machine)
    caches = settings.words("substituters") if settings else []
    # `https://cache?priority=10` is the cache with a setting of its own.
    addresses = {cache.partition("?")[0].rstrip("/") for cache in caches if cache.startswith(("http://", "https://"))}
    if not addresses:
        return Row(NAME, "ok", ", ".join(caches) or "none (builds need none)")
    with ThreadPoolExecutor() as pool:
        replies = dict(zip(addresses, pool.map(lambda address: no_answer(f"{address}/nix-cache-info"), addresses)))
    value = ", ".join(sorted(map(without_password, addresses)))
    silent = sorted(f"{without_password(address)}: {reason}" for address, reason in replies.items() if reason)
    if not silent:
        return Row(NAME, "ok", f"{value}: each answers")
    return Row(
        NAME,
        "note",
        value,
        f"no answer, so Nix waits some seconds at each call ({'; '.join(silent)})",
        "builds need no cache; while this lasts: NIX_CONFIG='substituters =' kernel-builder build",
    )
