"""Nix's binary caches. Builds need none."""

from concurrent.futures import ThreadPoolExecutor

from kernel_builder.command.doctor.machine import Machine
from kernel_builder.command.doctor.network import no_answer, without_password
from kernel_builder.command.doctor.nix_settings import installer, place, read_settings
from kernel_builder.command.doctor.row import Row

NAME = "caches"
# Seconds of the setting connect-timeout with which a cache that is gone costs little.
SHORT = 5


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
    seconds = settings.values.get("connect-timeout", "") if settings else ""
    silent = sorted(f"{without_password(address)}: {reason}" for address, reason in replies.items() if reason)
    if not silent:
        return Row(NAME, "ok", f"{value}: each answers")
    if seconds.isdigit() and 0 < int(seconds) <= SHORT:
        return Row(NAME, "ok", f"no answer from {'; '.join(silent)}; builds need no cache, and Nix soon gives up")
    return Row(
        NAME,
        "note",
        value,
        f"no answer from {'; '.join(silent)}; builds need no cache, but Nix waits for one for minutes",
        installer(machine) + place(machine).remedy("connect-timeout", "3"),
    )
