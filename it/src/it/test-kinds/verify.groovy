String log = new File(basedir, 'build.log').text
def summaries = (log =~ /Tests run: \d+, Failures: \d+, Errors: \d+, Skipped: \d+/).collect { it }

// lib 4 (of which 1 skipped), files 4, own harness 1, example 1
assert summaries.contains('Tests run: 10, Failures: 0, Errors: 0, Skipped: 1')
// ignored tests included: the one that must panic is judged by how it ends
assert summaries.contains('Tests run: 4, Failures: 0, Errors: 0, Skipped: 0')
// only the library is left
assert summaries.contains('Tests run: 4, Failures: 0, Errors: 0, Skipped: 1')

def reports = new File(basedir, 'target/surefire-reports').listFiles().findAll { it.name ==~ /TEST-.*\.xml/ }
def cases = reports.collectMany { new groovy.xml.XmlSlurper().parse(it).testcase.collect { it } }
def skipped = cases.findAll { !it.skipped.isEmpty() }.collectEntries { [(it.@name.text().tokenize(':')[-1]): it.skipped.@message.text()] }
assert skipped.ignored.contains('takes too long')
assert cases.find { it.@name.text().endsWith('overflows') }.skipped.isEmpty()
