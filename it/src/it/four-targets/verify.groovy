String log = new File(basedir, 'build.log').text
def expect = { String text -> if (!log.contains(text)) throw new AssertionError("not in build.log: " + text) }
def refuse = { String text -> if (log.contains(text)) throw new AssertionError("in build.log: " + text) }
File installed = new File(localRepositoryPath, 'dev/wasmmaven/it/four-targets/1.0')

// Modules are version 1, components are version 13 of layer 1.
def module = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]
def component = [0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0]
assert new File(installed, 'four-targets-1.0.wasm').bytes[0..7] == module
assert new File(installed, 'four-targets-1.0-wasip2.wasm').bytes[0..7] == component
File threads = new File(installed, 'four-targets-1.0-wasip1-threads.wasm')
assert threads.bytes[0..7] == module
assert new String(threads.bytes, 'ISO-8859-1').contains('\u0003env\u0006memory')
assert installed.list().count { it.endsWith('.wasm') } == 3

expect 'The target wasm32-wasi is called wasm32-wasip1 now'
expect 'known of wasm32-wasip1-threads with this rustc'
expect 'known of wasm32-wasip2 with this rustc'
expect 'WASM-0012'
expect '<toolchain>nightly-'
refuse '\tat dev.wasmmaven'
