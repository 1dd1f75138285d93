String log = new File(basedir, 'build.log').text
def expect = { String text -> if (!log.contains(text)) throw new AssertionError("not in build.log: " + text) }
expect 'Tests run: 7, Failures: 0, Errors: 0, Skipped: 0'
expect 'Tests run: 5, Failures: 0, Errors: 0, Skipped: 0'
expect 'Ahoy, Ada, Grace, Barbara and Grace Hopper!'
expect 'Tests run: 4, Failures: 0, Errors: 0, Skipped: 0'
expect '2 files counted: /here/target/words.txt'
assert new File(basedir, 'word-count-wasip2/target/words.txt').text == '    4 the\n    2 river\n'
expect '5 requests, 3717 bytes, 1 malformed lines: /out/report.json'
Map report = new groovy.json.JsonSlurper().parse(new File(basedir, 'json-report/target/report.json'))
assert report.requests == 5 && report.statuses == ['200': 3, '302': 1, '404': 1]
assert new File(localRepositoryPath, 'com/example/hello-wasip1/1.0.0-SNAPSHOT/hello-wasip1-1.0.0-SNAPSHOT.wasm').file
assert new File(localRepositoryPath, 'com/example/json-report/1.0.0-SNAPSHOT/json-report-1.0.0-SNAPSHOT.wasm').file
expect 'Running com.example.shop.ShoppingTest'
assert new File(basedir, 'embed-component/target/surefire-reports/TEST-com.example.shop.ShoppingTest.xml').text.contains('errors="0"')
expect 'Running word-count-threads'
expect '    7 threads'
assert new File(localRepositoryPath, 'com/example/word-count-threads/1.0.0-SNAPSHOT/word-count-threads-1.0.0-SNAPSHOT.wasm').file
