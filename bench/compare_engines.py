#!/usr/bin/env python3
"""This runtime beside other engines, in one run: start-up, a debug test binary, programs of real crates, threads, calls.

Builds the programs in bench/programs and bench/host-calls, runs them in every engine, the engines taking turns, and writes
the medians with their ratios to a table (Markdown) and a plot (SVG). Engines that are not found are named and left out.
The engines must agree on all results, or the run fails.

    bench/compare_engines.py [--java HOME ...] [--wasmtime PATH] [--engine NAME ...] [--only ROW ...] [--rounds N]

Needs `./mvnw -Dquickly package` first, and rustup's targets wasm32-wasip1 and wasm32-wasip1-threads. Wasmtime and Node are
looked for on the PATH; Chicory, Endive and GraalWasm are fetched by Maven. GraalWasm needs JDK 25.

Rows (--only): hello, tests, steady (or one of its six programs), process, threads, calls. Wasmtime keeps no code between
processes here; we do, except in the rows that say cold.
"""

import argparse
import math
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys

import engines as engine_list
from engines import RIVAL, ROOT
from report import Row, markdown, svg

BENCH = ROOT / "bench"
TARGET = "wasm32-wasip1"
THREADS_TARGET = "wasm32-wasip1-threads"
STEADY = ["regexes", "json", "hashes", "deflate", "collections", "floats"]
ROWS = ["hello", "tests", "steady", "process", "threads", "calls"]
PROCESS = "deflate"
HELLO_ROUNDS = 15


def command_output(command, **options):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, **options).stdout


def cargo_build(crate, work, target, *args):
    env = {**os.environ, "CARGO_TARGET_DIR": str(work / "programs")}
    command = ["cargo", "build", "--quiet", "--release", "--target", target, *args]
    subprocess.run(command, cwd=BENCH / crate, env=env, check=True)
    return work / "programs" / target / "release"


def build_test_binary(work):
    """The unit tests of regex-syntax, unoptimised, as cargo builds them."""
    holder = work / "holder"
    (holder / "src").mkdir(parents=True, exist_ok=True)
    (holder / "src" / "lib.rs").write_text("")
    (holder / "Cargo.toml").write_text(
        '[package]\nname = "holder"\nversion = "0.0.0"\nedition = "2021"\n[dependencies]\nregex-syntax = "=0.8.5"\n[workspace]\n'
    )
    subprocess.run(["cargo", "fetch", "--quiet"], cwd=holder, check=True)
    manifest = re.search(
        r'"manifest_path":"([^"]*regex-syntax-0\.8\.5[^"]*)"',
        command_output(["cargo", "metadata", "--format-version", "1"], cwd=holder, stderr=subprocess.DEVNULL),
    ).group(1)
    source = work / "regex-syntax"
    if not source.exists():
        shutil.copytree(pathlib.Path(manifest).parent, source)
        with (source / "Cargo.toml").open("a") as text:
            text.write("\n[workspace]\n")
    messages = command_output(
        ["cargo", "test", "--lib", "--no-run", "--target", TARGET, "--message-format", "json"],
        cwd=source,
        stderr=subprocess.DEVNULL,
    )
    return pathlib.Path(re.search(r'"executable":"([^"]+\.wasm)"', messages).group(1))


def agree(label, results):
    if len(set(results.values())) != 1:
        sys.exit(f"{label}: the engines disagree: {results}")


def round_times(text):
    return [float(each) for each in re.findall(r"^round ([\d.]+) ms", text, re.M)]


def result_of(text):
    return re.search(r"^result (\w+)", text, re.M).group(1)


def medians(samples):
    return {name: statistics.median(values) for name, values in samples.items()}


def take_turns(found, rounds, measure):
    """What measure(engine) gives, in lists by engine: the engines run one after the other, and that so many times."""
    samples = {}
    for _ in range(rounds):
        for engine in found:
            samples.setdefault(engine.name, []).append(measure(engine))
    return samples


def steady(found, programs, names, options):
    """Medians of the programs' own rounds in the second half of a time; and the first rounds."""
    rows = []
    for name in names:
        samples = take_turns(
            found, options.rounds, lambda engine: engine.run(programs / f"{name}.wasm", f"{options.seconds}s")[3]
        )
        agree(name, {engine: result_of(texts[0]) for engine, texts in samples.items()})
        times = {engine: [round_times(text) for text in texts] for engine, texts in samples.items()}
        late = {engine: [statistics.median(each[len(each) // 2 :]) for each in all] for engine, all in times.items()}
        first = {engine: [each[0] for each in all] for engine, all in times.items()}
        rows.append(Row(f"{name}, steady", "ms", medians(late), "steady"))
        rows.append(Row(f"{name}, first round", "ms", medians(first), "first round"))
        print(f"  {name}", flush=True)
    return rows


def whole(found, program, rounds, label, args=(), cold=False, kind="", result=lambda text: text):
    """Medians of whole processes: wall time, and peak memory."""

    def measure(engine):
        if cold:
            engine.forget()
        return engine.run(program, *args)

    samples = take_turns(found, rounds, measure)
    agree(label, {name: result(runs[0][3]) for name, runs in samples.items()})
    return [
        Row(label, "ms", medians({name: [run[0] * 1e3 for run in runs] for name, runs in samples.items()}), kind),
        Row(f"{label}, CPU", "ms", medians({name: [run[1] * 1e3 for run in runs] for name, runs in samples.items()})),
        Row(f"{label}, peak", "MiB", medians({name: [run[2] for run in runs] for name, runs in samples.items()})),
    ]


def hello(found, program, options):
    for engine in found:
        engine.run(program)
    return whole(found, program, HELLO_ROUNDS, "hello, code kept")


def tests(found, binary, options):
    def passed(text):
        return re.search(r"test result: .*? measured", text).group(0)

    return [
        *whole(found, binary, 1, "regex-syntax's tests, cold", cold=True, result=passed),
        *whole(found, binary, options.rounds, "regex-syntax's tests, code kept", result=passed),
    ]


def process(found, programs, options):
    """A program that takes Wasmtime about a second."""
    program = programs / f"{PROCESS}.wasm"
    count = 10
    rival = next((engine for engine in found if engine.name == RIVAL), None)
    if rival:
        count = math.ceil(1000 / statistics.median(round_times(rival.run(program, "5")[3])))
    for engine in found:
        if engine.is_ours():
            engine.run(program, str(count))
    label = f"whole process, {count} rounds of {PROCESS}, code kept"
    return whole(found, program, options.rounds, label, [str(count)], result=result_of)


def threads(found, programs, options):
    """How many times faster two threads are than one, on as many cores."""
    able = [engine for engine in found if engine.threads]
    program = programs / "threads.wasm"
    counts = [1, 2]
    samples = {
        count: take_turns(
            able, options.rounds, lambda engine: engine.run(program, f"{options.seconds}s", str(count))[3]
        )
        for count in counts
    }
    rows = []
    times = {}
    for count in counts:
        halves = {
            name: [statistics.median(each[len(each) // 2 :]) for each in map(round_times, texts)]
            for name, texts in samples[count].items()
        }
        times[count] = medians(halves)
        rows.append(Row(f"threads, {count}", "ms", times[count]))
    agree("threads", {(name, n): result_of(texts[0]) for n in counts for name, texts in samples[n].items()})
    rows.append(Row("threads, 2 against 1", "times as fast", {name: times[1][name] / times[2][name] for name in times[1]}))
    return rows


def calls(found, programs, module, options):
    """Nanoseconds of a call of WASI, and of a host function."""
    rows = []
    samples = take_turns(found, options.rounds, lambda engine: engine.run(programs / "wasi_calls.wasm", "20")[3])
    for function in ["clock_res_get", "clock_time_get"]:
        values = {}
        for name, texts in samples.items():
            each = [re.findall(rf"^{function} ([\d.]+) ns", text, re.M) for text in texts]
            values[name] = [statistics.median(map(float, times[len(times) // 2 :])) for times in each]
        rows.append(Row(f"call of {function}", "ns", medians(values)))
    able = [engine for engine in found if engine.calls]
    samples = take_turns(able, options.rounds, lambda engine: engine.measure_calls(module))
    values = {}
    for name, texts in samples.items():
        each = [re.findall(r"^host_call (-?[\d.]+) ns", text, re.M) for text in texts]
        values[name] = [statistics.median(map(float, times[len(times) // 2 :])) for times in each]
    rows.append(Row("call of a host function", "ns", medians(values)))
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="processes of each engine for each row")
    parser.add_argument("--seconds", type=float, default=4, help="how long a process of the steady state runs")
    parser.add_argument("--out", type=pathlib.Path, default=BENCH / "target" / "report")
    parser.add_argument("--work", type=pathlib.Path, default=BENCH / "target" / "work")
    parser.add_argument("--wasmtime", help="path of the wasmtime command")
    parser.add_argument("--java", action="append", help="home of a JDK to run with; several times for several")
    parser.add_argument("--engine", action="append", help="only engines whose names begin so; may be given several times")
    parser.add_argument("--only", action="append", choices=[*ROWS, *STEADY], help="may be given several times")
    options = parser.parse_args()
    work = options.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    homes = options.java or [os.environ.get("JAVA_HOME", "")]
    found, missing = engine_list.find(homes, options.wasmtime, options.engine, work)
    names = [engine.name for engine in found]
    print("engines: " + ", ".join(names))
    if missing:
        print("not found: " + ", ".join(missing))
    wanted = options.only or ROWS
    programs = cargo_build("programs", work, TARGET)
    steady_names = [name for name in STEADY if name in wanted or "steady" in wanted]
    measured = {
        "hello": lambda: hello(found, programs / "hello.wasm", options),
        "tests": lambda: tests(found, build_test_binary(work), options),
        "process": lambda: process(found, programs, options),
        "threads": lambda: threads(
            found, cargo_build("programs", work, THREADS_TARGET, "--bin", "threads"), options
        ),
        "calls": lambda: calls(
            found, programs, cargo_build("host-calls", work, TARGET) / "host_calls.wasm", options
        ),
    }
    rows = []
    for name, measure in measured.items():
        if name in wanted:
            print(name, flush=True)
            rows += measure()
    if steady_names:
        print("steady", flush=True)
        rows += steady(found, programs, steady_names, options)
    options.out.mkdir(parents=True, exist_ok=True)
    table = markdown(rows, names, missing)
    (options.out / "engines.md").write_text(table)
    (options.out / "engines.svg").write_text(svg(rows, names))
    print(table)
    print(f"written to {options.out}")


if __name__ == "__main__":
    main()
