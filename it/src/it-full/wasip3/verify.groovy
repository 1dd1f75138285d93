String log = new File(basedir, 'build.log').text
def expect = { String text -> if (!log.contains(text)) throw new AssertionError("not in build.log: " + text) }
def refuse = { String text -> if (log.contains(text)) throw new AssertionError("in build.log: " + text) }
def component = [0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0]
def text = { File file -> new String(file.bytes, 'ISO-8859-1') }

File transitional = new File(basedir, 'plain/target/wasm32-wasip3/release')
['plain.wasm', 'plain_lib.wasm'].each { assert new File(transitional, it).bytes[0..7] == component }
assert text(new File(transitional, 'plain.wasm')).contains('wasi:cli/run@0.')
expect 'Linking with the C library of wasm32-wasip2 from Rust 1.98.0'

expect '["plain.wasm"]'

File patched = new File(basedir, 'patched/target/wasm32-wasip3/release/patched.wasm')
assert patched.bytes[0..7] == component
// What is locked stays locked.
assert new File(basedir, 'patched/Cargo.lock').text == new File(basedir, 'Cargo.lock.before').text
expect 'libc 0.2.170 is too old'

expect 'WASM-0011'
expect 'rust-lang/rust#161479'
expect 'WASM-0013'
expect 'wasi-sdk 34 or later'

expect 'Tests run: 2, Failures: 1, Errors: 0, Skipped: 0'
expect 'tests::fails'
expect 'rustc 1.98.0 cannot build the standard library for wasm32-wasip3'

File async = new File(basedir, 'async/target/wasm32-wasip2/release/async.wasm')
assert async.bytes[0..7] == component
assert text(async).contains('wasi:cli/run@0.3.0')
refuse '\tat dev.wasmmaven'
