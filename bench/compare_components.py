#!/usr/bin/env python3
"""Component calls in this runtime beside Wasmtime (a small Rust host) and Jco, in one run.

Host to guest, guest to guest (two components composed) and guest to host: a small scalar call, strings, byte lists,
records and a resource's method. Each program runs ROUNDS times, taking turns; each row is the median of the programs'
medians, with its ratio to Wasmtime. For this runtime the table also says how many bytes of Java heap a call allocates. What
is not found is named and left out. All must agree on the results, or the run fails.

    bench/compare_components.py [--rounds 3] [--milliseconds 400] [--only TEXT] [--java HOME ...] [--work DIR]
        [--rust +TOOLCHAIN] [--wasmtime-host FILE]

Needs `./mvnw -Dquickly package` first, and Rust's target wasm32-wasip2. Rivals are built in the work directory, once:
Wasmtime's host needs a Rust of at least 1.97 (`--rust +1.98.0` names a toolchain of rustup's), Jco npm and Node 20.
"""

import argparse
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SOURCES = ROOT / "bench" / "components"
OURS = "this runtime"
WASMTIME = "Wasmtime"
JCO = "Jco"
JCO_PACKAGE = "@bytecodealliance/jco"
GUEST_TARGET = "wasm32-wasip2"
API = "bench:calls/api"
DRIVE = "bench:calls/drive"


def quietly(command, **options):
    """Runs a command; on failure says what it said."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, **options)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))}:\n{done.stderr.strip()[-1500:]}")
    return done


def cargo_build(source, target_dir, toolchain, *arguments):
    env = {**os.environ, "CARGO_TARGET_DIR": str(target_dir)}
    quietly(["cargo", *toolchain, "build", "--quiet", "--release", "--locked", *arguments], cwd=source, env=env)


def leb(number):
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def name(text):
    return leb(len(text)) + text.encode()


def composed(callee, caller):
    """A component of both (Binary.md): the caller is instantiated with what the callee exports."""

    def section(number, contents):
        return bytes([number]) + leb(len(contents)) + contents

    component, instance, alias, export = 4, 5, 6, 11
    instance_sort = b"\x05"

    def alias_of(instance_index, item):
        return section(alias, b"\x01" + instance_sort + b"\x00" + leb(instance_index) + name(item))

    return (
        b"\0asm\x0d\0\x01\0"
        + section(component, callee)
        + section(component, caller)
        + section(instance, b"\x01" + b"\x00\x00" + b"\x00")
        + alias_of(0, API)
        + section(instance, b"\x01" + b"\x00\x01" + b"\x01" + name(API) + instance_sort + b"\x01")
        + alias_of(2, DRIVE)
        + section(export, b"\x01" + b"\x00" + name(DRIVE) + instance_sort + b"\x03" + b"\x00")
    )


def build_components(work):
    cargo_build(SOURCES, work / "guests", [], "--target", GUEST_TARGET)
    built = work / "guests" / GUEST_TARGET / "release"
    callee, caller, both = built / "callee.wasm", built / "caller.wasm", work / "composed.wasm"
    both.write_bytes(composed(callee.read_bytes(), caller.read_bytes()))
    return [callee, caller, both]


class Runner:
    """A name, and the command that prints a line for each row."""

    def __init__(self, label, command):
        self.label = label
        self.command = command

    def run(self):
        """Nanoseconds, what all must agree on and, if known, bytes allocated, by row."""
        rows = {}
        for line in quietly(self.command).stdout.splitlines():
            row, nanoseconds, check, *allocated = line.split("\t")
            rows[row] = float(nanoseconds), int(check), int(allocated[0]) if allocated else None
        return rows


def ours(homes, work, components, settings):
    jar = ROOT / "cli" / "target" / "wasi-runtime-cli.jar"
    if not jar.exists():
        sys.exit(f"{jar} is not there: run ./mvnw -Dquickly package first")
    runners = []
    for home in homes:
        tool = lambda command: str(pathlib.Path(home) / "bin" / command) if home else command
        version = re.search(r'version "(\d+)', quietly([tool("java"), "-version"]).stderr).group(1)
        classes = work / f"java-{version}"
        quietly([tool("javac"), "-cp", jar, "-d", classes, SOURCES / "java" / "ComponentCalls.java"])
        command = [tool("java"), "-cp", f"{jar}{os.pathsep}{classes}", "ComponentCalls", *components, *settings]
        runners.append(Runner(f"{OURS}, JDK {version}", command))
    return runners


def wasmtime(work, arguments, components, settings):
    host = arguments.wasmtime_host
    if not host:
        cargo_build(SOURCES / "wasmtime-host", work / "wasmtime-host", arguments.rust)
        host = work / "wasmtime-host" / "release" / "wasmtime-host"
    return Runner(WASMTIME, [host, *components, *settings])


def jco(work, components, settings):
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        raise RuntimeError("no node or npm on the PATH")
    folder = work / "jco"
    folder.mkdir(exist_ok=True)
    program = folder / "node_modules" / ".bin" / "jco"
    if not program.exists():
        (folder / "package.json").write_text('{ "name": "calls", "private": true, "type": "module" }\n')
        quietly([npm, "install", "--no-audit", "--no-fund", JCO_PACKAGE], cwd=folder)
    for component, part in zip(components, ["callee", "caller", "composed"]):
        quietly([node, program, "transpile", component, "--name", part, "-o", folder / part, "--map", f"{API}=../host.mjs"])
    for source in ["calls.mjs", "host.mjs"]:
        shutil.copy(SOURCES / "jco" / source, folder / source)
    return Runner(JCO, [node, folder / "calls.mjs", *settings])


def rivals(arguments, work, components, settings):
    found, missing = [], []
    for label, make in [
        (WASMTIME, lambda: wasmtime(work, arguments, components, settings)),
        (JCO, lambda: jco(work, components, settings)),
    ]:
        try:
            found.append(make())
        except (RuntimeError, OSError) as problem:
            missing.append(label)
            print(f"{label} is left out: {problem}", file=sys.stderr)
    return found, missing


def measure(runners, rounds):
    """Medians by row and runner, and bytes allocated."""
    times, checks, allocated = {}, {}, {}
    for _ in range(rounds):
        for runner in runners:
            for row, (nanoseconds, check, bytes_allocated) in runner.run().items():
                times.setdefault(row, {}).setdefault(runner.label, []).append(nanoseconds)
                checks.setdefault(row, {})[runner.label] = check
                if bytes_allocated is not None:
                    allocated.setdefault(row, {})[runner.label] = bytes_allocated
    for row, values in checks.items():
        if len(set(values.values())) != 1 or len(values) != len(runners):
            sys.exit(f"{row}: the runtimes disagree: {values}")
    medians = {row: {label: statistics.median(values) for label, values in by.items()} for row, by in times.items()}
    return medians, allocated


def shown(nanoseconds):
    for unit, size in (("ms", 1e6), ("µs", 1e3)):
        if nanoseconds >= size:
            return f"{nanoseconds / size:.3g} {unit}"
    return f"{nanoseconds:.3g} ns"


def markdown(rows, allocated, labels, missing):
    lines = ["| | " + " | ".join(labels) + " | allocated by a call |", "|---" * (len(labels) + 2) + "|"]
    for row, values in rows.items():
        cells = []
        for label in labels:
            ratio = f" ({values[label] / values[WASMTIME]:.2f}×)" if WASMTIME in values and label != WASMTIME else ""
            cells.append(shown(values[label]) + ratio)
        lines.append(f"| {row} | " + " | ".join(cells) + f" | {next(iter(allocated[row].values())):,} B |")
    lines += ["", f"Medians; in brackets the ratio to {WASMTIME}. Allocated: Java heap, {labels[0]}."]
    if missing:
        lines.append("Not found, so not compared: " + ", ".join(missing) + ".")
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="processes of each runtime")
    parser.add_argument("--milliseconds", type=int, default=400, help="time for each row in each process")
    parser.add_argument("--only", default="", help="rows whose name contains this")
    parser.add_argument("--java", action="append", help="home of a JDK to run with; may be given several times")
    parser.add_argument("--rust", action="append", default=[], help="toolchain for Wasmtime's host, such as +1.98.0")
    parser.add_argument("--wasmtime-host", type=pathlib.Path, help="Wasmtime's host, if it is built already")
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "bench" / "target" / "report")
    parser.add_argument("--work", type=pathlib.Path, default=ROOT / "bench" / "target" / "components")
    arguments = parser.parse_args()
    work = arguments.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    components = build_components(work)
    settings = [arguments.milliseconds, arguments.only]
    runners = ours(arguments.java or [os.environ.get("JAVA_HOME", "")], work, components, settings)
    found, missing = rivals(arguments, work, components, settings)
    runners += found
    rows, allocated = measure(runners, arguments.rounds)
    table = markdown(rows, allocated, [runner.label for runner in runners], missing)
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / "components.md").write_text(table)
    print(table)


if __name__ == "__main__":
    main()
