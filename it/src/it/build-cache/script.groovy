basedir = new File(basedir)
File settings = new File(basedir.parentFile, 'interpolated-settings.xml')
File cache = new File(basedir, 'build-cache')

def maven = { String name, String... goals ->
    ProcessBuilder build = new ProcessBuilder(
            [new File(mavenHome, 'bin/mvn').path, '-B', '-ntp', '-Dmaven.repo.local=' + localRepositoryPath,
             '-Dmaven.build.cache.location=' + cache] +
            (settings.file ? ['-s', settings.path] : []) + (goals as List))
    build.environment().JAVA_HOME = System.getProperty('java.home')
    build.directory(basedir)
    build.redirectErrorStream(true)
    Process process = build.start()
    String log = process.inputStream.text
    new File(basedir, name + '.log').text = log
    assert process.waitFor() == 0
    return log
}
def expect = { String log, String text -> if (!log.contains(text)) throw new AssertionError('not in the log: ' + text) }

// Miss: nothing is cached yet.
String first = maven('first', 'verify')
expect first, 'wasm:'
expect first, 'Tests run: 1, Failures: 0'
File built = new File(basedir, 'src/main/rust/target/wasm32-wasip1/release/build-cache.wasm')
assert built.file
byte[] bytes = built.bytes

// Hit: everything that was built is gone, and comes back without cargo.
assert new File(basedir, 'src/main/rust/target').deleteDir()
String second = maven('second', 'clean', 'verify')
expect second, 'Found cached build'
assert !second.contains('Built ')
assert built.bytes == bytes

// Miss: a Rust source has changed.
new File(basedir, 'src/main/rust/src/main.rs') << '\n// changed\n'
String third = maven('third', 'clean', 'verify')
assert !third.contains('Found cached build')
expect third, 'Built '
assert built.file
