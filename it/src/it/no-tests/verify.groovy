String log = new File(basedir, 'build.log').text
assert log.contains('WASM-0301')
assert log.count('BUILD SUCCESS') == 1 && log.count('BUILD FAILURE') == 1
