// The same suites natively: what passes there must pass here, or be skipped because the crate itself ignores it where a
// panic cannot be caught.
import groovy.xml.XmlSlurper

/** What `cargo test` says of each test on this machine: path, with the executable's name in front, to verdict. */
def runNatively = { String crate ->
    def cargo = ['cargo', 'test', '--no-fail-fast', '--lib', '--bins', '--tests', '--examples']
            .execute(null, new File(basedir, crate + '/crate'))
    def verdicts = [:]
    def prefix = null
    def lines = new StringBuilder()
    def pump = Thread.start {
        cargo.errorStream.eachLine { line -> synchronized (lines) { lines << line << '\n' } }
    }
    // cargo names the executables on standard error; one at a time, so that the order of both streams is the same
    def out = cargo.inputStream.text
    cargo.waitFor()
    pump.join()
    def executables = (lines =~ /(?m)^ +Running (unittests )?(\S+) \(.*\)$/).collect { all, unit, path ->
        unit ? crate : crate + '::' + (path =~ /([^\/\\]+)\.rs$/)[0][1]
    }
    def suites = out.split(/(?m)^running \d+ tests?$/).drop(1)
    assert suites.length == executables.size() : lines
    suites.eachWithIndex { suite, index ->
        (suite =~ /(?m)^test (\S+)(?: - should panic)? \.\.\. (ok|FAILED|ignored)/).each { all, name, verdict ->
            verdicts[executables[index] + '::' + name] = verdict
        }
    }
    verdicts
}

/** What our reports say of a target: path to passed, failed or the reason why it was skipped. */
def readReports = { String crate, String target ->
    def verdicts = [:]
    new File(basedir, crate + '/target/surefire-reports/' + target).listFiles({ dir, name -> name ==~ /TEST-.*\.xml/ } as FilenameFilter).each { file ->
        new XmlSlurper().parse(file).testcase.each { test ->
            def verdict = !test.skipped.isEmpty() ? test.skipped.@message.text()
                    : test.failure.isEmpty() && test.error.isEmpty() ? 'ok' : 'FAILED'
            verdicts[test.@classname.text() + '::' + test.@name.text()] = verdict
        }
    }
    verdicts
}

// These catch a panic with std::panic::catch_unwind, which no program can where a panic ends the module.
def catchUnwind = [
    'num-bigint::bigint_scalar::test_scalar_div_rem_zero',
    'num-bigint::biguint_scalar::test_scalar_div_rem_zero',
] as Set

// Keeps a ledger of what is allocated, in which libc for WASI 0.2 does not write: it frees by itself what the component
// model had the guest allocate. Under Wasmtime the program panics at the same place.
def ledger = 'bytes::test_bytes_vec_alloc::'

def report = new StringBuilder('| crate | native passed | here passed | failed: catch_unwind | ignored by the crate | not compiled for the target |\n|---|---|---|---|---|---|\n')
// At least so many pass here; fewer means that something got lost on the way.
['bytes': 1050, 'num-bigint': 166, 'regex-syntax': 145].each { crate, atLeast ->
    def natively = runNatively(crate)
    def here = readReports(crate, 'wasm32-wasip1')
    def comparable = { Map verdicts -> verdicts.findAll { !it.key.startsWith(ledger) } }
    assert comparable(readReports(crate, 'wasm32-wasip2')) == comparable(here) :
            crate + ': a component does otherwise than the module'
    def wrong = here.findAll { name, verdict ->
        natively[name] == 'ok' && verdict == 'FAILED'
    }
    assert wrong.keySet() == catchUnwind.findAll { it.startsWith(crate + '::') } as Set :
            crate + ': pass natively but not here: ' + wrong
    def unknown = here.keySet() - natively.keySet()
    assert unknown.isEmpty() : crate + ': run here but not natively: ' + unknown
    def passed = here.count { it.value == 'ok' }
    assert passed >= atLeast : crate + ': only ' + passed + ' passed'
    def ignored = here.count { it.value.contains('#[ignore]') }
    assert passed + ignored + wrong.size() == here.size() : crate + ': other outcomes among ' + here
    def absent = (natively.keySet() - here.keySet()).size()
    report << "| ${crate} | ${natively.count { it.value == 'ok' }} | ${passed} | ${wrong.size()} | ${ignored} | ${absent} |\n"
}
new File(basedir, 'real-crates.md').text = report
println report
return true
