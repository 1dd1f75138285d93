String log = new File(basedir, 'build.log').text
def expect = { String text -> if (!log.contains(text)) throw new AssertionError("not in build.log: " + text) }

expect 'plain=true fancy=false'
expect 'debug=false label=Some("from the POM")'
expect 'plain=false fancy=true'
expect 'debug=true label=Some("from the POM")'
expect 'plain=true fancy=true'
assert new File(basedir, 'elsewhere/wasm32-wasip1/tiny/features-profile-environment.wasm').file
expect 'the example ran'
expect 'nonsense'
expect 'WASM-0500: <timeout> is no duration: sometime'
expect '-Dwasm.timeout=30s'
