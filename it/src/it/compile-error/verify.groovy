String log = new File(basedir, 'build.log').text
def refuse = { String text -> if (log.contains(text)) throw new AssertionError("in build.log: " + text) }
def expect = { String text -> if (!log.contains(text)) throw new AssertionError("not in build.log: " + text) }
assert log.count('BUILD FAILURE') == 3
// As a Maven error with file and line, three times, and in rustc's own words
assert (log =~ /(?m)^\[ERROR\] .*src\/main\.rs:2:23: mismatched types/).size() == 3
expect 'expected `i32`, found `&str`'
assert log.count('WASM-0103') >= 3
refuse '\tat dev.wasmmaven'
// cargo's progress is no error
assert !(log =~ /\[ERROR\]\s+(Compiling|Checking)/)
