// Started from here, because the server's port is known only now. Old releases of sccache do not cache compilations with mapped paths.
String port = new File(basedir, 'sccache.port').text
Map<String, String> own = [SCCACHE_SERVER_PORT: port, SCCACHE_DIR: new File(basedir, 'sccache').path, SCCACHE_IDLE_TIMEOUT: '120']
File settings = new File(basedir.parentFile, 'interpolated-settings.xml')
def run = { List<String> line ->
    ProcessBuilder builder = new ProcessBuilder(line*.toString()).directory(basedir).redirectErrorStream(true)
    builder.environment().putAll(own)
    builder.environment().remove('RUSTC_WRAPPER')
    Process process = builder.start()
    String said = process.inputStream.text
    assert process.waitFor() == 0 : said
    return said
}
def build = { String target ->
    run([new File(mavenHome, 'bin/mvn').path, '-B', '-ntp', '-Dmaven.repo.local=' + localRepositoryPath] +
            (settings.file ? ['-s', settings.path] : []) +
            ['wasm:run', '-Dwasm.packages=app', '-Dwasm.rustcWrapper=sccache', '-Dwasm.reproducible=false', '-Dwasm.targetDirectory=target/' + target])
}
def count = { String what ->
    def line = run(['sccache', '--show-stats']).readLines().find { it ==~ /$what\s+\d+/ }
    return line == null ? 0 : (line =~ /(\d+)$/)[0][1] as int
}
try {
    assert build('first').contains('answer: 42')
    assert count('Cache misses') == 1
    assert count('Cache hits') == 0
    // Another target directory, so that cargo compiles anew: the library comes from the cache.
    assert build('second').contains('answer: 42')
    assert count('Cache hits') == 1
    assert count('Cache misses') == 1
} finally {
    run(['sccache', '--stop-server'])
}
return true
