"""The engines that the benchmarks compare: how each is found, and the commands that run programs in it."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
HARNESS = ROOT / "bench" / "harness"
OURS = "this runtime"
RIVAL = "Wasmtime"

# Group of the artifacts, versions of which the first that Maven resolves whole is taken, artifacts.
CHICORY = ("com.dylibso.chicory", ["1.7.5"], ["runtime", "wasi", "compiler"])
ENDIVE = ("run.endive", ["1.2.0", "1.1.0", "1.0.0"], ["runtime", "wasi", "compiler"])
GRAAL_VERSION = "25.0.2"
GRAAL = [
    ("org.graalvm.polyglot", GRAAL_VERSION, ["polyglot"]),
    ("org.graalvm.wasm", GRAAL_VERSION, ["wasm-language"]),
    ("org.graalvm.truffle", GRAAL_VERSION, ["truffle-runtime"]),
    ("org.graalvm.compiler", GRAAL_VERSION, ["compiler"]),
]
# What replaces the JDK's own modules, so that Truffle's code is compiled and not interpreted.
GRAAL_MODULES = ["compiler", "truffle-compiler", "word", "collections", "nativeimage"]
GRAAL_JDK = 25


class Engine:
    """A name, and the command that runs a WASI program.

    calls: the command that measures calls of a host function of the module named last; None if the engine has no API
    for one here. threads: whether it runs wasm32-wasip1-threads.
    """

    def __init__(self, name, command, env=None, calls=None, threads=False):
        self.name = name
        self.command = command
        self.env = env or {}
        self.calls = calls
        self.threads = threads

    def is_ours(self):
        return self.name.startswith(OURS)

    def forget(self):
        """Removes the code that is kept on disk."""
        if self.is_ours():
            shutil.rmtree(self.env["WASM_MAVEN_CODE_CACHE"], ignore_errors=True)

    def run(self, program, *args):
        """Wall and CPU seconds, peak memory in MiB, and the output."""
        return self.execute([*self.command, str(program), *args])

    def measure_calls(self, module):
        return self.execute([*self.calls, "--calls", str(module)])[3]

    def execute(self, command):
        with tempfile.TemporaryFile("w+") as output:
            start = time.monotonic()
            child = subprocess.Popen(
                command, env={**os.environ, **self.env}, stdout=output, stderr=subprocess.STDOUT
            )
            _, status, usage = os.wait4(child.pid, 0)
            wall = time.monotonic() - start
            child.returncode = os.waitstatus_to_exitcode(status)
            output.seek(0)
            text = output.read()
        if child.returncode != 0:
            raise RuntimeError(f"{' '.join(command)}\nended with {child.returncode}:\n{text[-2000:]}")
        return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text


class Java:
    """A JDK."""

    def __init__(self, home):
        self.home = home
        self.java = str(pathlib.Path(home) / "bin" / "java") if home else "java"
        self.javac = str(pathlib.Path(home) / "bin" / "javac") if home else "javac"
        words = subprocess.run([self.java, "-version"], capture_output=True, text=True).stderr
        self.version = int(re.search(r'version "(\d+)', words).group(1))

    def compile(self, sources, classpath, target):
        command = [self.javac, "-nowarn", "-cp", classpath, "-d", str(target), *map(str, sources)]
        return subprocess.run(command).returncode == 0


def ours(java, work):
    """This runtime as users start it, by its launcher."""
    launcher = ROOT / "cli" / "target" / "wasi-runtime"
    jar = ROOT / "cli" / "target" / "wasi-runtime-cli.jar"
    if not jar.exists():
        raise SystemExit(f"{jar} is not there: run ./mvnw -Dquickly package first")
    classes = work / "ours" / str(java.version)
    compiled = java.compile([HARNESS / "Ours.java", HARNESS / "HostCalls.java"], str(jar), classes)
    env = {"WASM_MAVEN_CODE_CACHE": str(work / "code-cache" / str(java.version))}
    if java.home:
        env["JAVA_HOME"] = java.home
    calls = [java.java, "-cp", f"{jar}{os.pathsep}{classes}", "Ours"] if compiled else None
    return Engine(f"{OURS}, JDK {java.version}", [str(launcher), "run"], env, calls, threads=True)


def wasmtime(path):
    found = path or shutil.which("wasmtime")
    return Engine(RIVAL, [found, "run", "-C", "cache=n"]) if found else None


def node():
    found = shutil.which("node")
    if not found:
        return None
    command = [found, "--no-warnings", str(HARNESS / "node.cjs")]
    return Engine("Node", command, calls=command)


def resolve(name, artifacts, work):
    """Lets Maven fetch artifacts with what they need; the folder that has them, or None."""
    folder = work / name.lower()
    folder.mkdir(parents=True, exist_ok=True)
    dependencies = "".join(
        f"<dependency><groupId>{group}</groupId><artifactId>{artifact}</artifactId><version>{version}</version></dependency>"
        for group, version, names in artifacts
        for artifact in names
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
    return folder if done.returncode == 0 else None


def chicory(name, artifacts, java, work):
    """Chicory, or its fork Endive: the same harness under the other package's name."""
    group, versions, names = artifacts
    for version in versions:
        folder = resolve(f"{name}-{version}", [(group, version, names)], work)
        if folder is not None:
            break
    else:
        return None
    source = folder / f"{name}.java"
    text = (HARNESS / "Chicory.java").read_text()
    source.write_text(text.replace("com.dylibso.chicory", group).replace("class Chicory", f"class {name}"))
    classpath = f"{folder / 'lib'}/*"
    if not java.compile([source, HARNESS / "HostCalls.java"], classpath, folder):
        return None
    command = [java.java, "-cp", f"{classpath}{os.pathsep}{folder}", name]
    return Engine(f"{name} {version}", command, calls=command)


def graal(java, work):
    """GraalWasm with its optimizing runtime, on a JDK of the version that its compiler is made for."""
    folder = resolve("GraalWasm", GRAAL, work) if java.version == GRAAL_JDK else None
    if folder is None:
        return None
    classpath = f"{folder / 'lib'}/*"
    if not java.compile([HARNESS / "GraalWasm.java", HARNESS / "HostCalls.java"], classpath, folder):
        return None
    modules = os.pathsep.join(str(folder / "lib" / f"{name}-{GRAAL_VERSION}.jar") for name in GRAAL_MODULES)
    command = [
        java.java, "-XX:+UnlockExperimentalVMOptions", "-XX:+EnableJVMCI", "--upgrade-module-path", modules,
        "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
        "-cp", f"{classpath}{os.pathsep}{folder}", "GraalWasm",
    ]
    return Engine(f"GraalWasm {GRAAL_VERSION}", command, calls=command)


def find(homes, wasmtime_path, wanted, work):
    """The engines that are here and wanted (all, if none is named), and the names of those that are not here.

    Those of Java that are not ours run on the first JDK of homes.
    """
    javas = [Java(home) for home in homes]
    first = javas[0]
    makers = [(f"{OURS}, JDK {java.version}", lambda java=java: ours(java, work)) for java in javas]
    makers += [
        (RIVAL, lambda: wasmtime(wasmtime_path)),
        ("Node", node),
        ("Chicory", lambda: chicory("Chicory", CHICORY, first, work)),
        ("Endive", lambda: chicory("Endive", ENDIVE, first, work)),
        ("GraalWasm", lambda: graal(first, work)),
    ]
    found, missing = [], []
    for name, make in makers:
        if wanted and not any(name.lower().startswith(each.lower()) for each in wanted):
            continue
        engine = make()
        if engine:
            found.append(engine)
        else:
            missing.append(f"{name} (needs JDK {GRAAL_JDK})" if name == "GraalWasm" else name)
    return found, missing
