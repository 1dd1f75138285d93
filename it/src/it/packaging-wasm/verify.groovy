String log = new File(basedir, 'build.log').text
def expect = { String text -> if (!log.contains(text)) throw new AssertionError("not in build.log: " + text) }
File installed = new File(localRepositoryPath, 'dev/wasmmaven/it/packaging-wasm/1.0')

assert new File(installed, 'packaging-wasm-1.0.wasm').bytes[0..3] == [0, 0x61, 0x73, 0x6d]
assert new File(installed, 'packaging-wasm-1.0.pom').text.contains('<packaging>wasm</packaging>')
assert installed.list().count { it.endsWith('.wasm') } == 1

expect 'Tests run: 1, Failures: 0, Errors: 0, Skipped: 0'
expect 'Tests are skipped'
expect 'Hello from packaging wasm'
