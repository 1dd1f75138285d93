String log = new File(basedir, 'build.log').text
def refuse = { String text -> if (log.contains(text)) throw new AssertionError("in build.log: " + text) }

['one', 'two', 'shared-left', 'shared-right'].each { module ->
    assert new File(basedir, module + '/target/surefire-reports').list().any { it.startsWith('TEST-') }
}
assert new File(basedir, 'shared/target/wasm32-wasip1/release/shared.wasm').file
// The parent and the module without Rust, for two goals
assert log.count('Skipped: this project has no crate') == 4
refuse 'not marked as thread-safe'
