String log = new File(basedir, 'build.log').text
def expect = { String text -> if (!log.contains(text)) throw new AssertionError("not in build.log: " + text) }
expect 'WASM-0002'
expect '1.70.0'
expect 'rustup toolchain install'
expect 'compiled'
