String log = new File(basedir, 'build.log').text
def expect = { String text -> if (!log.contains(text)) throw new AssertionError("not in build.log: " + text) }
File installed = new File(localRepositoryPath, 'dev/wasmmaven/it/cdylib-reactor/1.0')

assert new File(installed, 'cdylib-reactor-1.0.wasm').file
expect 'Tests run: 1, Failures: 0, Errors: 0, Skipped: 0'
expect 'WASM-0208: cdylib_reactor cannot be run: a reactor'
