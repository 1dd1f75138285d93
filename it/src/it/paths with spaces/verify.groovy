String log = new File(basedir, 'build.log').getText('UTF-8')
def expect = { String text -> if (!log.contains(text)) throw new AssertionError("not in build.log: " + text) }
expect 'Tests run: 1, Failures: 0, Errors: 0, Skipped: 0'
assert new File(localRepositoryPath, 'dev/wasmmaven/it/paths-with-spaces/1.0/paths-with-spaces-1.0.wasm').file
expect 'arguments: ["żółć", "a b"]'
expect 'file: Ok(true)'
