String log = new File(basedir, 'build.log').text
def refuse = { String text -> if (log.contains(text)) throw new AssertionError("in build.log: " + text) }
def expect = { String text -> if (!log.contains(text)) throw new AssertionError("not in build.log: " + text) }

// help and doctor
expect 'wasm:doctor'
expect 'wasm32-wasip1'

// build: the warning with its place, the artifact where cargo puts it
expect 'src/main.rs:8:9'
expect 'unused variable: `unused`'
assert new File(basedir, 'target/wasm32-wasip1/release/command-line-goals.wasm').file
expect 'Built '

// test
expect 'Tests run: 1, Failures: 0, Errors: 0, Skipped: 0'
assert new File(basedir, 'target/surefire-reports').list().any { it.startsWith('TEST-') && it.endsWith('.xml') }

// run: arguments, variables, a directory, and nothing of the host's environment
expect 'arguments: ["one", "two words"]'
expect 'GREETING: Ok("Hi")'
expect 'HOME: Err(NotPresent)'
expect 'data: Ok("from a file")'

// run that ends badly: one message each
expect 'WASM-0212: command-line-goals ended with exit code 3'
expect 'as asked'
expect 'WASM-0206: command-line-goals trapped'
expect 'WASM-0207: command-line-goals was stopped: it did not end within 2.0 s'
expect "a single quote (') is not closed"

// no stack traces for any of it
refuse '\tat dev.wasmmaven'
