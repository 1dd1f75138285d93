String log = new File(basedir, 'build.log').text
File installed = new File(localRepositoryPath, 'dev/wasmmaven/it/cdylib-reactor/1.0')

assert new File(installed, 'cdylib-reactor-1.0.wasm').file
assert log.contains('Tests run: 1, Failures: 0, Errors: 0, Skipped: 0')
assert log.contains('WASM-0208: cdylib_reactor cannot be run: a reactor')
