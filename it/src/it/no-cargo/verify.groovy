String log = new File(basedir, 'build.log').text
assert log.count('WASM-0001') >= 2
assert log.contains('https://rustup.rs')
assert !log.contains('\tat dev.wasmmaven')
