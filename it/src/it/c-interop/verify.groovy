String log = new File(basedir, 'build.log').text
def expect = { String text, int times = 1 ->
    if (log.count(text) < times) throw new AssertionError("in build.log fewer than $times times: " + text)
}

expect 'composed wasi-sdk (clang', 6
expect 'hello wasm 1 from Rust', 2
expect '3 by C', 2
expect 'longest: 5', 2
expect 'Tests run: 1, Failures: 0, Errors: 0, Skipped: 0', 2
expect "the build script of c-interop v0.1.0"
expect "did not find 'no-such-clang'"
expect '<sdk>34</sdk>'
assert !log.contains('\tat dev.wasmmaven')

// (import "env" "memory" (memory 'shared' min max)): the maximum, in pages.
def maximum = { File wasm ->
    byte[] bytes = wasm.bytes
    String text = new String(bytes, 'ISO-8859-1')
    int at = text.indexOf('\u0003env\u0006memory\u0002\u0003') + 13
    assert at > 13 : "$wasm imports no shared memory"
    List<Long> numbers = []
    while (numbers.size() < 2) {
        long value = 0
        int shift = 0
        while (true) {
            value |= (long) (bytes[at] & 0x7f) << shift
            shift += 7
            if (bytes[at++] >= 0) break
        }
        numbers << value
    }
    return numbers[1]
}
assert maximum(new File(basedir, 'threads/target/wasm32-wasip1-threads/release/threads.wasm')) == 1024
assert maximum(new File(basedir, 'target/clang/wasm32-wasip1-threads/release/threads.wasm')) == 16384

// A C program with the Rust library in it, linked by clang with the libc that comes with Rust.
def run = { String... line ->
    Process process = new ProcessBuilder(line).directory(basedir).redirectErrorStream(true).start()
    String said = process.inputStream.text
    return [code: process.waitFor(), said: said]
}
List<File> path = System.getenv('PATH').split(File.pathSeparator).collect { new File(it) }
String clang = (22..11).collect { 'clang-' + it }.plus('clang').find { name -> path.any { new File(it, name).canExecute() } }
String rustlib = run('rustc', '--print', 'sysroot').said.trim() + '/lib/rustlib'
// Rust brings no libpthread, which clang asks for by default: its libc has everything.
[['wasm32-wasip1', []], ['wasm32-wasip1-threads', ['-nodefaultlibs', '-Wl,--shared-memory,--import-memory,--export-memory,--max-memory=67108864']]].each { target, link ->
    List<String> compile = target.endsWith('threads') ? ['-pthread', '-matomics', '-mbulk-memory'] : []
    String libc = "$rustlib/$target/lib/self-contained"
    def compiled = run([clang, '--target=' + target, '-nostdlibinc', '-isystem', '/usr/include/wasm32-wasi', *compile,
            '-c', 'static-library/main.c', '-o', "main-${target}.o"] as String[])
    assert compiled.code == 0 : compiled.said
    def linked = run([clang, '--target=' + target, '-B' + libc, '-L' + libc, *link, "main-${target}.o",
            "static-library/target/$target/release/libstatic_library.a", '-lc', '-o', "main-${target}.wasm"] as String[])
    assert linked.code == 0 : linked.said
}
assert maximum(new File(basedir, 'main-wasm32-wasip1-threads.wasm')) == 1024

// It runs as well, where the runtime's command line is.
File runtime = new File(basedir, '../../../../cli/target/wasi-runtime')
if (runtime.file) {
    ['wasm32-wasip1', 'wasm32-wasip1-threads'].each { target ->
        def ran = run(runtime.path, 'run', "main-${target}.wasm".toString())
        assert ran.said.contains('Rust sums [1, 2, 3]') && ran.said.contains('C has 6') && ran.code == 6 : ran
    }
}
return true
