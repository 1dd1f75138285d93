#!/usr/bin/env python3
"""This runtime beside other engines, in one run: programs of real crates, start-up, a debug test binary, threads.

Builds the programs in bench/programs, runs each ROUNDS times in every engine, the engines taking turns, and writes the
medians with their ratios to a table (Markdown) and a plot (SVG). Engines that are not found are named and left out. All
results must agree, or the run fails.

    bench/compare_engines.py [--rounds 5] [--inner 10] [--out DIR] [--wasmtime PATH] [--java HOME ...] [--only NAME ...]

Needs `./mvnw -Dquickly package` first. Wasmtime and Node are looked for on the PATH; Chicory, Endive and GraalWasm are
not asked for where Maven cannot resolve them.
"""

import argparse
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BENCH = ROOT / "bench"
TARGET = "wasm32-wasip1"
STEADY = ["regexes", "json", "hashes", "deflate", "collections", "floats"]
OURS = "this runtime"
RIVAL = "Wasmtime"
NODE_SCRIPT = """
const { WASI } = require('wasi'); const fs = require('fs');
const [file, ...args] = process.argv.slice(2);
const wasi = new WASI({ version: 'preview1', args: [file, ...args], env: {}, preopens: {}, returnOnExit: true });
WebAssembly.instantiate(fs.readFileSync(file), { wasi_snapshot_preview1: wasi.wasiImport })
  .then(({ instance }) => process.exit(wasi.start(instance)));
"""
MAVEN_RIVALS = {
    "Chicory": ("com.dylibso.chicory", "1.7.5", ["runtime", "wasi", "compiler"]),
    "Endive": ("run.endive", "1.2.0", ["runtime", "wasi", "compiler"]),
}


def command_output(command, **options):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, **options).stdout


def build_programs(work):
    env = {**os.environ, "CARGO_TARGET_DIR": str(work / "programs")}
    subprocess.run(
        ["cargo", "build", "--quiet", "--release", "--target", TARGET], cwd=BENCH / "programs", env=env, check=True
    )
    return work / "programs" / TARGET / "release"


def build_test_binary(work):
    """The unit tests of regex-syntax, unoptimised, as cargo builds them."""
    holder = work / "holder"
    (holder / "src").mkdir(parents=True, exist_ok=True)
    (holder / "src" / "lib.rs").write_text("")
    (holder / "Cargo.toml").write_text(
        '[package]\nname = "holder"\nversion = "0.0.0"\nedition = "2021"\n[dependencies]\nregex-syntax = "=0.8.5"\n'
    )
    subprocess.run(["cargo", "fetch", "--quiet"], cwd=holder, check=True)
    manifest = re.search(
        r'"manifest_path":"([^"]*regex-syntax-0\.8\.5[^"]*)"',
        command_output(["cargo", "metadata", "--format-version", "1"], cwd=holder, stderr=subprocess.DEVNULL),
    ).group(1)
    source = work / "regex-syntax"
    if not source.exists():
        shutil.copytree(pathlib.Path(manifest).parent, source)
    messages = command_output(
        ["cargo", "test", "--lib", "--no-run", "--target", TARGET, "--message-format", "json"],
        cwd=source,
        stderr=subprocess.DEVNULL,
    )
    return pathlib.Path(re.search(r'"executable":"([^"]+\.wasm)"', messages).group(1))


class Engine:
    """A name, and the command that runs a WASI program."""

    def __init__(self, name, command, env=None):
        self.name = name
        self.command = command
        self.env = env or {}

    def run(self, program, *args):
        """Wall and CPU seconds, peak memory in MiB, and the output."""
        with tempfile.TemporaryFile("w+") as output:
            start = time.monotonic()
            child = subprocess.Popen(
                [*self.command, str(program), *args],
                env={**os.environ, **self.env},
                stdout=output,
                stderr=subprocess.STDOUT,
            )
            _, status, usage = os.wait4(child.pid, 0)
            wall = time.monotonic() - start
            child.returncode = os.waitstatus_to_exitcode(status)
            output.seek(0)
            text = output.read()
        if child.returncode != 0:
            raise RuntimeError(f"{self.name}: {program} ended with {child.returncode}:\n{text[-2000:]}")
        return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text


def our_engines(homes, cache):
    jar = ROOT / "cli" / "target" / "wasi-runtime-cli.jar"
    if not jar.exists():
        sys.exit(f"{jar} is not there: run ./mvnw -Dquickly package first")
    engines = []
    for home in homes:
        java = str(pathlib.Path(home) / "bin" / "java") if home else "java"
        words = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
        version = re.search(r'version "(\d+)', words).group(1)
        env = {"WASM_MAVEN_CODE_CACHE": str(cache / version)}
        engines.append(Engine(f"{OURS}, JDK {version}", [java, "-jar", str(jar), "run"], env))
    return engines


def maven_rival(name, work, java):
    """An engine from Maven's repositories, behind a small program that runs a WASI module."""
    group, version, artifacts = MAVEN_RIVALS[name]
    folder = work / name.lower()
    folder.mkdir(parents=True, exist_ok=True)
    package = "com.dylibso.chicory" if name == "Chicory" else "run.endive"
    dependencies = "".join(
        f"<dependency><groupId>{group}</groupId><artifactId>{a}</artifactId><version>{version}</version></dependency>"
        for a in artifacts
    )
    (folder / "pom.xml").write_text(
        '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
        f"<groupId>bench</groupId><artifactId>{name.lower()}</artifactId><version>1</version>"
        f"<dependencies>{dependencies}</dependencies></project>"
    )
    done = subprocess.run(
        [str(ROOT / "mvnw"), "-q", "-B", "-f", str(folder / "pom.xml"), "dependency:copy-dependencies",
         f"-DoutputDirectory={folder / 'lib'}"],
        cwd=ROOT, capture_output=True, text=True,
    )
    if done.returncode != 0:
        return None
    (folder / "Run.java").write_text(f"""
import {package}.compiler.MachineFactoryCompiler;
import {package}.runtime.*;
import {package}.wasi.*;
import {package}.wasm.*;
import java.nio.file.Path;
import java.util.List;

public class Run {{
    public static void main(String[] args) throws Exception {{
        WasiPreview1 wasi = WasiPreview1.builder()
                .withOptions(WasiOptions.builder().inheritSystem().withArguments(List.of(args)).build())
                .build();
        WasmModule module = Parser.parse(Path.of(args[0]));
        try {{
            Instance.builder(module)
                    .withMachineFactory(MachineFactoryCompiler.compile(module))
                    .withMemoryFactory(ByteArrayMemory::new)
                    .withImportValues(ImportValues.builder().addFunction(wasi.toHostFunctions()).build())
                    .build();
        }} catch (WasiExitException e) {{
            System.exit(e.exitCode());
        }}
    }}
}}
""")
    classpath = f"{folder / 'lib'}/*"
    javac = str(pathlib.Path(java).parent / "javac") if os.sep in java else "javac"
    if subprocess.run([javac, "-cp", classpath, "-d", str(folder), str(folder / "Run.java")]).returncode != 0:
        return None
    return Engine(name, [java, "-cp", f"{classpath}:{folder}", "Run"])


def find_engines(arguments, work):
    found = our_engines(arguments.java or [os.environ.get("JAVA_HOME", "")], work / "code-cache")
    missing = []
    wasmtime = arguments.wasmtime or shutil.which("wasmtime")
    if wasmtime:
        found.append(Engine(RIVAL, [wasmtime, "run", "-C", "cache=n"]))
    else:
        missing.append(RIVAL)
    node = shutil.which("node")
    if node:
        script = work / "run.cjs"
        script.write_text(NODE_SCRIPT)
        found.append(Engine("Node", [node, "--no-warnings", str(script)]))
    else:
        missing.append("Node")
    for name in MAVEN_RIVALS:
        rival = maven_rival(name, work, found[0].command[0])
        if rival:
            found.append(rival)
        else:
            missing.append(name)
    missing.append("GraalWasm (needs its launcher, which no Maven artifact has)")
    return found, missing


def steady(engines, programs, rounds, inner, names):
    """Medians of the programs' own rounds, those of the first half left out; and the first rounds."""
    rows = {}
    for name in names:
        late, first, wall, results = {}, {}, {}, {}
        for _ in range(rounds):
            for engine in engines:
                seconds, _, _, text = engine.run(programs / f"{name}.wasm", str(inner))
                times = [float(t) for t in re.findall(r"^round ([\d.]+) ms", text, re.M)]
                results[engine.name] = re.search(r"^result (\w+)", text, re.M).group(1)
                late.setdefault(engine.name, []).append(statistics.median(times[len(times) // 2 :]))
                first.setdefault(engine.name, []).append(times[0])
                wall.setdefault(engine.name, []).append(seconds * 1e3)
        if len(set(results.values())) != 1:
            sys.exit(f"{name}: the engines disagree: {results}")
        for kind, values in (("steady", late), ("first round", first), ("whole process", wall)):
            rows[f"{name}, {kind}"] = {engine: statistics.median(times) for engine, times in values.items()}
    return rows


def whole(engines, program, rounds, label, cold=None):
    """Medians of whole processes: wall time in ms, and peak memory in MiB."""
    walls, peaks = {}, {}
    for _ in range(rounds):
        for engine in engines:
            if cold and engine.name.startswith(OURS):
                shutil.rmtree(engine.env["WASM_MAVEN_CODE_CACHE"], ignore_errors=True)
            seconds, _, peak, _ = engine.run(program)
            walls.setdefault(engine.name, []).append(seconds * 1e3)
            peaks.setdefault(engine.name, []).append(peak)
    return {
        f"{label}, ms": {name: statistics.median(values) for name, values in walls.items()},
        f"{label}, peak MiB": {name: statistics.median(values) for name, values in peaks.items()},
    }


def ratio_to(row, engine):
    base = row.get(RIVAL)
    return row[engine] / base if base and engine in row else None


def markdown(rows, engines, missing):
    names = [engine.name for engine in engines]
    lines = ["| | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
    for label, row in rows.items():
        cells = []
        for name in names:
            ratio = ratio_to(row, name)
            value = f"{row[name]:.4g}" if name in row else ""
            cells.append(f"{value} ({ratio:.2f}×)" if ratio and name != RIVAL else value)
        lines.append(f"| {label} | " + " | ".join(cells) + " |")
    for kind in ("steady", "first round", "whole process"):
        chosen = [row for label, row in rows.items() if label.endswith(", " + kind)]
        if chosen and all(RIVAL in row for row in chosen):
            means = [f"{statistics.geometric_mean(ratio_to(row, name) for row in chosen):.2f}×" for name in names]
            lines.append(f"| **geometric mean, {kind}** | " + " | ".join(means) + " |")
    lines += ["", f"Times in milliseconds, medians; in brackets the ratio to {RIVAL}."]
    if missing:
        lines.append("Not found, so not compared: " + ", ".join(missing) + ".")
    return "\n".join(lines) + "\n"


def svg(rows, engines):
    """Bars of the steady medians, as ratios to the fastest engine of each program."""
    chosen = {label.split(",")[0]: row for label, row in rows.items() if label.endswith(", steady")}
    colours = ["#4269d0", "#efb118", "#ff725c", "#6cc5b0", "#3ca951", "#9c6b4e"]
    bar, gap, scale, left, top = 12, 16, 40, 110, 30
    height = top + len(chosen) * (len(engines) * bar + gap) + 20 * len(engines)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="760" height="{height}" font-family="sans-serif" font-size="11">']
    out.append(f'<text x="{left}" y="16">steady state, time relative to the fastest engine (shorter is better)</text>')
    y = top
    for program, row in chosen.items():
        fastest = min(row.values())
        out.append(f'<text x="4" y="{y + len(engines) * bar / 2 + 4}">{program}</text>')
        for index, engine in enumerate(engines):
            if engine.name in row:
                ratio = row[engine.name] / fastest
                width = min(600, ratio * scale)
                out.append(f'<rect x="{left}" y="{y}" width="{width:.1f}" height="{bar - 2}" fill="{colours[index % 6]}"/>')
                out.append(f'<text x="{left + width + 4:.1f}" y="{y + 9}">{ratio:.2f}</text>')
            y += bar
        y += gap
    for index, engine in enumerate(engines):
        out.append(f'<rect x="{left}" y="{y}" width="10" height="10" fill="{colours[index % 6]}"/>')
        out.append(f'<text x="{left + 16}" y="{y + 9}">{engine.name}</text>')
        y += 18
    return "\n".join(out + ["</svg>"]) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="processes of each engine for each row")
    parser.add_argument("--inner", type=int, default=10, help="rounds inside of a process, for the steady state")
    parser.add_argument("--out", type=pathlib.Path, default=BENCH / "target" / "report")
    parser.add_argument("--work", type=pathlib.Path, default=BENCH / "target" / "work")
    parser.add_argument("--wasmtime", help="path of the wasmtime command")
    parser.add_argument("--java", action="append", help="home of a JDK to run with; may be given several times")
    parser.add_argument("--only", action="append", help="hello, tests, or a program; may be given several times")
    arguments = parser.parse_args()
    work = arguments.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    engines, missing = find_engines(arguments, work)
    print("engines: " + ", ".join(engine.name for engine in engines))
    if missing:
        print("not found: " + ", ".join(missing))
    programs = build_programs(work)
    wanted = arguments.only or ["hello", "tests", *STEADY]
    rows = {}
    if "hello" in wanted:
        whole(engines, programs / "hello.wasm", 1, "warm-up")
        rows.update(whole(engines, programs / "hello.wasm", arguments.rounds, "hello, code kept"))
    if "tests" in wanted:
        binary = build_test_binary(work)
        rows.update(whole(engines, binary, 1, "regex-syntax's tests, first", cold=True))
        rows.update(whole(engines, binary, arguments.rounds, "regex-syntax's tests, code kept"))
    names = [name for name in STEADY if name in wanted]
    rows.update(steady(engines, programs, arguments.rounds, arguments.inner, names))
    arguments.out.mkdir(parents=True, exist_ok=True)
    table = markdown(rows, engines, missing)
    (arguments.out / "engines.md").write_text(table)
    (arguments.out / "engines.svg").write_text(svg(rows, engines))
    print(table)
    print(f"written to {arguments.out}")


if __name__ == "__main__":
    main()
