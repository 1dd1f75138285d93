String log = new File(basedir, 'build.log').text
def expect = { String text -> if (!log.contains(text)) throw new AssertionError("not in build.log: " + text) }

expect 'C for wasm32-wasip3: composed wasi-sdk'
expect 'Nothing to compile: wasip3-c is up to date'
expect 'sum by C: 42'
return true
