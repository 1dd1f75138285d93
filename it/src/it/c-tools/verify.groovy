String log = new File(basedir, 'build.log').text
def expect = { String text, int times = 1 ->
    if (log.count(text) < times) throw new AssertionError("in build.log fewer than $times times: " + text)
}

expect 'scaled: 42', 2
expect 'fork: 0', 2
expect 'triple: 42', 2
expect "did not find the library 'triple' for WebAssembly"
expect 'PKG_CONFIG_PATH_wasm32_wasip1'
assert !log.contains('\tat dev.wasmmaven')
return true
