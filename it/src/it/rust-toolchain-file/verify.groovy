String log = new File(basedir, 'build.log').text
assert log.contains('WASM-0002')
assert log.contains('1.70.0')
assert log.contains('rustup toolchain install')
assert log.contains('compiled')
