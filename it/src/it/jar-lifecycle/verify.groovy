String log = new File(basedir, 'build.log').text
def expect = { String text -> if (!log.contains(text)) throw new AssertionError("not in build.log: " + text) }
File installed = new File(localRepositoryPath, 'dev/wasmmaven/it/jar-lifecycle/1.0')

assert new File(installed, 'jar-lifecycle-1.0.jar').file
File wasm = new File(installed, 'jar-lifecycle-1.0.wasm')
assert wasm.bytes[0..3] == [0, 0x61, 0x73, 0x6d]
assert wasm.bytes == new File(basedir, 'src/main/rust/target/wasm32-wasip1/release/jar-lifecycle.wasm').bytes

expect 'Tests run: 1, Failures: 0, Errors: 0, Skipped: 0'
expect 'Hello from a jar project'
assert new File(basedir, 'target/surefire-reports').list().any { it.startsWith('TEST-') }
