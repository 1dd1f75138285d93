// Maven twice at the same time on one project that has never been built.
String mvn = new File(mavenHome, 'bin/mvn')
File settings = new File(basedir.parentFile, 'interpolated-settings.xml')
List<Process> builds = (1..2).collect { number ->
    ProcessBuilder build = new ProcessBuilder(
            [mvn, '-B', '-ntp', '-Dmaven.repo.local=' + localRepositoryPath] +
            (settings.file ? ['-s', settings.path] : []) + ['test'])
    build.environment().keySet().removeAll { it.startsWith('MAVEN_') }
    build.directory(basedir)
    build.redirectErrorStream(true)
    build.redirectOutput(new File(basedir, 'build-' + number + '.log'))
    build.start()
}
builds.each { assert it.waitFor() == 0 }
for (number in 1..2) {
    String log = new File(basedir, 'build-' + number + '.log').text
    assert log.contains('Tests run: 1, Failures: 0, Errors: 0, Skipped: 0')
    assert log.contains('BUILD SUCCESS')
}
return true
