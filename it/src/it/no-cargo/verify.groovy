// A PATH with what the mvn script needs and no cargo, rustc or rustup; a home without any either.
File bin = new File(basedir, 'bin')
bin.mkdirs()
List<File> path = System.getenv('PATH').split(File.pathSeparator).collect { new File(it) }
for (tool in ['sh', 'uname', 'dirname', 'basename', 'expr', 'ls', 'cat', 'sed', 'tr', 'which', 'id', 'readlink']) {
    File found = path.collect { new File(it, tool) }.find { it.canExecute() }
    if (found) {
        java.nio.file.Files.createSymbolicLink(new File(bin, tool).toPath(), found.toPath())
    }
}
File home = new File(basedir, 'home')
File settings = new File(basedir.parentFile, 'interpolated-settings.xml')

['build', 'doctor'].each { goal ->
    ProcessBuilder build = new ProcessBuilder(
            [new File(mavenHome, 'bin/mvn').path, '-B', '-ntp', '-Dmaven.repo.local=' + localRepositoryPath] +
            (settings.file ? ['-s', settings.path] : []) + ['wasm:' + goal])
    build.environment().keySet().removeAll { it ==~ /(MAVEN|CARGO|RUSTUP|RUSTC).*/ }
    build.environment().putAll([
            PATH: bin.path, HOME: home.path, JAVA_HOME: System.getProperty('java.home'), MAVEN_OPTS: '-Duser.home=' + home])
    build.directory(basedir)
    build.redirectErrorStream(true)
    Process process = build.start()
    String log = process.inputStream.text
    new File(basedir, 'mvn-' + goal + '.log').text = log
    assert process.waitFor() == 1
    for (text in ['WASM-0001', 'https://rustup.rs', 'Next step:']) {
        if (!log.contains(text)) throw new AssertionError('not in mvn-' + goal + '.log: ' + text)
    }
    assert !log.contains('\tat dev.wasmmaven')
}
return true
