#!/usr/bin/env python3
"""Real crates' own test suites: native, with this plugin, and with Wasmtime as cargo's runner, in one run.

Each crate is fetched by cargo as it is in the registry, unpacked into a work folder, built once for every
contestant, and then its tests are run ROUNDS times, the contestants taking turns. Prints the numbers of tests, the
median wall and processor times of whole commands, and the ratio of wall times. Contestants that are not found are
named and left out.

    bench/compare_tests.py [--rounds 5] [--work DIR] [--wasmtime PATH] [--java-home DIR ...] [--maven ARGUMENT ...]
                           [--kept] [CRATE@VERSION ...]

Needs `./mvnw -Dquickly install` first, so that the plugin is in the local Maven repository. With several --java-home,
each is a contestant; each --maven adds one argument to our own command line, such as -Dwasm.test.forkCount=0.
With --kept, each has a second row: with a JVM that is kept between the runs, measured from the third run on.
"""

import argparse
import json
import os
import pathlib
import re
import resource
import shutil
import statistics
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree

ROOT = pathlib.Path(__file__).resolve().parent.parent
CRATES = ["regex-syntax@0.8.5", "bytes@1.12.1", "num-bigint@0.5.1"]
TARGET = "wasm32-wasip1"
POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>bench</groupId>
  <artifactId>{name}</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <build><plugins><plugin>
    <groupId>dev.wasmmaven</groupId>
    <artifactId>wasm-maven-plugin</artifactId>
    <version>0.1.0-SNAPSHOT</version>
  </plugin></plugins></build>
</project>
"""


def fetch(work, crates):
    """Lets cargo fetch the crates, and copies their sources to the work folder."""
    holder = work / "holder"
    (holder / "src").mkdir(parents=True, exist_ok=True)
    (holder / "src" / "lib.rs").write_text("")
    lines = [f'{name} = "={version}"' for name, version in crates]
    (holder / "Cargo.toml").write_text(
        '[package]\nname = "holder"\nversion = "0.0.0"\nedition = "2021"\n[dependencies]\n' + "\n".join(lines) + "\n"
    )
    out = subprocess.run(
        ["cargo", "metadata", "--format-version", "1"], cwd=holder, check=True, stdout=subprocess.PIPE
    ).stdout
    found = {(p["name"], p["version"]): pathlib.Path(p["manifest_path"]).parent for p in json.loads(out)["packages"]}
    for crate in crates:
        folder = work / f"{crate[0]}-{crate[1]}"
        if not folder.exists():
            shutil.copytree(found[crate], folder)
        (folder / "pom.xml").write_text(POM.format(name=crate[0]))
    return [(f"{name} {version}", work / f"{name}-{version}") for name, version in crates]


def kept_seconds():
    """What the JVMs took that are kept between runs; they are no children that end."""
    ticks = 0
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            if b"WorkerMain\0keep\0" in (folder / "cmdline").read_bytes():
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
                ticks += int(fields[11]) + int(fields[12])
        except OSError:
            continue
    return ticks / os.sysconf("SC_CLK_TCK")


def processor_seconds():
    """What the children that have ended took, with theirs, and the kept ones so far."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime + kept_seconds()


def timed(command, folder, env):
    """Wall and processor seconds, and the process as it ended."""
    start = time.monotonic()
    before = processor_seconds()
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **env}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    return time.monotonic() - start, processor_seconds() - before, done


def cargo_counts(text):
    """Adds up libtest's result lines: passed, failed, ignored."""
    totals = [0, 0, 0]
    for match in re.finditer(r"^test result: \w+\. (\d+) passed; (\d+) failed; (\d+) ignored", text, re.M):
        totals = [a + int(b) for a, b in zip(totals, match.groups())]
    return totals


def report_counts(folder):
    """Adds up our reports: passed, failed and errors, skipped."""
    passed = failed = skipped = 0
    for file in (folder / "target" / "surefire-reports").glob("TEST-*.xml"):
        for case in ElementTree.parse(file).getroot().iter("testcase"):
            kinds = {child.tag for child in case}
            if "skipped" in kinds:
                skipped += 1
            elif kinds & {"failure", "error"}:
                failed += 1
            else:
                passed += 1
    return [passed, failed, skipped]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("crates", nargs="*", default=CRATES)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--work", type=pathlib.Path, default=ROOT / "target" / "bench")
    parser.add_argument("--wasmtime", default=shutil.which("wasmtime"))
    parser.add_argument("--java-home", action="append", default=[])
    parser.add_argument("--maven", action="append", default=[])
    parser.add_argument("--kept", action="store_true")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    crates = fetch(options.work, [tuple(crate.split("@")) for crate in options.crates])

    contestants = {
        "native": (["cargo", "test", "--lib", "--bins", "--tests", "--examples"], {}),
    }
    maven = [str(ROOT / "mvnw"), "-q", "-B", "-o", *options.maven]
    test = [*maven, "wasm:test", "-Dmaven.test.failure.ignore=true"]
    ours = {f"ours, {pathlib.Path(home).name}": {"JAVA_HOME": home} for home in options.java_home} or {"ours": {}}
    for name, env in ours.items():
        contestants[name] = (test, env)
        if options.kept:
            contestants[f"{name}, kept"] = ([*test, "-Dwasm.test.keepAlive=10m"], env)
    if options.wasmtime:
        runner = {
            f"CARGO_TARGET_{TARGET.upper().replace('-', '_')}_RUNNER": f"{options.wasmtime} run --dir ."
        }
        command = ["cargo", "test", "--target", TARGET, "--no-fail-fast", "--lib", "--bins", "--tests", "--examples"]
        contestants["wasmtime"] = (command, runner)
    else:
        print("wasmtime not found: left out (name it with --wasmtime)", file=sys.stderr)

    print("| crate | contestant | passed | failed | skipped | median s | CPU s | ratio to wasmtime |")
    print("|---|---|---|---|---|---|---|---|")
    for name, folder in crates:
        times = {contestant: [] for contestant in contestants}
        counts = {}
        for contestant, (command, env) in contestants.items():
            text = timed(command, folder, env)[2].stdout
            counts[contestant] = report_counts(folder) if contestant.startswith("ours") else cargo_counts(text)
            if sum(counts[contestant]) == 0:
                print(text[-3000:], file=sys.stderr)
                sys.exit(f"{contestant} ran no test of {name}")
            if contestant.endswith(", kept"):
                timed(command, folder, env)
        for _ in range(options.rounds):
            for contestant, (command, env) in contestants.items():
                times[contestant].append(timed(command, folder, env)[:2])
        base = statistics.median(wall for wall, _ in times["wasmtime"]) if "wasmtime" in times else None
        for contestant in contestants:
            median = statistics.median(wall for wall, _ in times[contestant])
            processor = statistics.median(cpu for _, cpu in times[contestant])
            ratio = f"{median / base:.2f}" if base else "-"
            row = " | ".join(str(count) for count in counts[contestant])
            print(f"| {name} | {contestant} | {row} | {median:.2f} | {processor:.2f} | {ratio} |", flush=True)
    if options.kept:
        subprocess.run([*maven, "wasm:stop"], cwd=crates[0][1], stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
