String log = new File(basedir, 'build.log').text
def expect = { String text -> if (!log.contains(text)) throw new AssertionError("not in build.log: " + text) }
expect 'WASM-0301'
assert log.count('BUILD SUCCESS') == 1 && log.count('BUILD FAILURE') == 1
