String log = new File(basedir, 'build.log').text
def refuse = { String text -> if (log.contains(text)) throw new AssertionError("in build.log: " + text) }
def expect = { String text -> if (!log.contains(text)) throw new AssertionError("not in build.log: " + text) }
File installed = new File(localRepositoryPath, 'dev/wasmmaven/it/workspace-packages/1.0')

// One artifact for each bin, told apart by classifiers
assert installed.list().findAll { it.endsWith('.wasm') }.sort() ==
        ['workspace-packages-1.0-first.wasm', 'workspace-packages-1.0-second.wasm']
assert new File(basedir, 'rust/target/wasm32-wasip1/release/first.wasm').file

expect 'Tests run: 2, Failures: 0, Errors: 0, Skipped: 0'
expect 'this is second'
refuse 'this is first'
expect 'the crate has several programs: first, second'
expect '-Dwasm.bin=first'
expect 'WASM-0102'
expect 'third'
expect 'Tests run: 1, Failures: 0, Errors: 0, Skipped: 0'
refuse 'a package that was not asked for'
