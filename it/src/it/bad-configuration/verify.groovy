String log = new File(basedir, 'build.log').text
def refuse = { String text -> if (log.contains(text)) throw new AssertionError("in build.log: " + text) }
def expect = { String text -> if (!log.contains(text)) throw new AssertionError("not in build.log: " + text) }

expect 'WASM-0100: no Cargo.toml in '
expect 'nowhere does not exist'
expect 'WASM-0004'
expect 'wasm32-nonsense'
expect 'WASM-0101'
expect 'Cargo.toml:3:11'
expect 'WASM-0102'
expect 'missing'
expect 'WASM-0209'
expect 'no-such-directory'
expect 'WASM-0002'
expect '1.2.3'
// Each has a next step, and none a stack trace
assert log.count('Next step:') >= 7
refuse '\tat dev.wasmmaven'
