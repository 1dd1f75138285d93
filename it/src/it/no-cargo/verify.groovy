String log = new File(basedir, 'build.log').text
def refuse = { String text -> if (log.contains(text)) throw new AssertionError("in build.log: " + text) }
def expect = { String text -> if (!log.contains(text)) throw new AssertionError("not in build.log: " + text) }
assert log.count('WASM-0001') >= 2
expect 'https://rustup.rs'
refuse '\tat dev.wasmmaven'
