String log = new File(basedir, 'build.log').getText('UTF-8')
assert log.contains('Tests run: 1, Failures: 0, Errors: 0, Skipped: 0')
assert new File(localRepositoryPath, 'dev/wasmmaven/it/paths-with-spaces/1.0/paths-with-spaces-1.0.wasm').file
assert log.contains('arguments: ["żółć", "a b"]')
assert log.contains('file: Ok(true)')
