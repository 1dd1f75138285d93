String log = new File(basedir, 'build.log').text
def expect = { String text -> if (!log.contains(text)) throw new AssertionError("not in build.log: " + text) }

// The console: exact counts, and the build fails with the names
expect 'Tests run: 5, Failures: 3, Errors: 1, Skipped: 0'
expect 'WASM-0300'
['fails_by_assertion', 'fails_by_unwrap', 'hangs', 'exits'].each { expect 'tests::' + it }
expect 'arithmetic is off'
expect 'src/lib.rs:11:9'

// The report says exactly what happened to each of the five
def suite = { String directory ->
    File[] reports = new File(basedir, directory).listFiles({ dir, name -> name ==~ /TEST-.*\.xml/ } as FilenameFilter)
    assert reports.length == 1
    new groovy.xml.XmlSlurper().parse(reports[0])
}
def five = suite('target/surefire-reports')
assert five.@tests == '5' && five.@failures == '3' && five.@errors == '1' && five.@skipped == '0'
def byName = five.testcase.collectEntries { [(it.@name.text().tokenize(':')[-1]): it] }
assert byName.keySet() == ['passes', 'fails_by_assertion', 'fails_by_unwrap', 'hangs', 'exits'] as Set
assert byName.passes.failure.isEmpty() && byName.passes.error.isEmpty()
assert byName.fails_by_assertion.failure.@message.text().contains('arithmetic is off')
assert byName.fails_by_assertion.failure.text().contains('src/lib.rs:11:9')
assert byName.fails_by_assertion.'system-out'.text().contains('before the assertion')
assert byName.fails_by_unwrap.failure.@message.text().contains('called `Option::unwrap()` on a `None` value')
assert byName.hangs.error.@message.text().contains('3 s')
assert byName.exits.failure.@message.text().contains('7')

// Failures ignored: same report, the build goes on
assert suite('target/ignored-reports').@failures == '3'
// Skipped: nothing built, no report
expect 'Tests are skipped'
assert !new File(basedir, 'target/skipped-reports').exists()
// Filtered with libtest's semantics
assert suite('target/filtered-reports').@tests == '1'
// A filter that selects nothing
expect 'WASM-0301'
expect 'no_such_test'
