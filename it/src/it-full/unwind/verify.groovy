String log = new File(basedir, 'build.log').text
def expect = { String text -> if (!log.contains(text)) throw new AssertionError("not in build.log: " + text) }

assert log.count('caught too large: 3') == 3
expect 'Linking with the C library of wasm32-wasip2 from Rust 1.98.0'

expect 'Tests run: 6, Failures: 3, Errors: 0, Skipped: 0'
['fails', 'should_panic_and_does_not', 'should_panic_otherwise'].each { expect 'tests::' + it + ' -- Time elapsed' }
expect '[ERROR] panic: too large: 6'

expect 'Rust 1.95.0 has no compiled standard library for wasm32-wasip1 whose panics unwind'
assert !log.contains('\tat dev.wasmmaven')
