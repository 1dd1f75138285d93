String log = new File(basedir, 'build.log').text
def refuse = { String text -> if (log.contains(text)) throw new AssertionError("in build.log: " + text) }
def expect = { String text -> if (!log.contains(text)) throw new AssertionError("not in build.log: " + text) }

assert log.count('Tests run: 1, Failures: 0, Errors: 0, Skipped: 0') >= 2
assert log.count('WASM-0003') >= 2
expect 'rustup target add'
expect 'wasm32-wasip1-threads'
expect 'WASM-0105'
expect 'serde'
refuse '\tat dev.wasmmaven'
