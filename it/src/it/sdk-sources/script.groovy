import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import groovy.json.JsonSlurper
import java.nio.file.Files
import java.nio.file.attribute.PosixFilePermissions
import java.security.MessageDigest
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.Executors

basedir = new File(basedir)

// Not among the crate's files, whose change starts cargo again.
File work = new File(basedir, 'target/work')
work.mkdirs()

// The name of this machine in the names of releases' files.
String machine = [amd64: 'x86_64', x86_64: 'x86_64', aarch64: 'arm64'].getOrDefault(System.getProperty('os.arch'), System.getProperty('os.arch')) +
        (System.getProperty('os.name').startsWith('Mac') ? '-macos' : '-linux')

// A small SDK with the layout of a real one, as an archive: its clang answers --version, which is all that a crate without C asks.
def sdk = { String version ->
    File parent = new File(work, 'made')
    File root = new File(parent, "wasi-sdk-$version-$machine")
    def write = { String name, String text ->
        File file = new File(root, name)
        file.parentFile.mkdirs()
        file.text = text
        if (name.startsWith('bin/')) {
            Files.setPosixFilePermissions(file.toPath(), PosixFilePermissions.fromString('rwxr-xr-x'))
        }
    }
    write('VERSION', "$version\nllvm-version: 23.0.0\n")
    for (tool in ['clang', 'clang++', 'llvm-ar', 'wasm-ld']) {
        write("bin/$tool", '#!/bin/sh\necho "clang version 23.0.0-wasi-sdk"\n')
    }
    for (target in ['wasm32-wasip1', 'wasm32-wasip2']) {
        write("share/wasi-sysroot/include/$target/stdio.h", 'int puts(const char *);\n')
        write("share/wasi-sysroot/lib/$target/libc.a", '!<arch>\n')
        write("share/wasi-sysroot/lib/$target/crt1-command.o", 'wasm')
    }
    File archive = new File(parent, "${root.name}.tar.gz")
    assert ['tar', 'czf', archive.path, '-C', parent.path, root.name].execute().waitFor() == 0
    return [root: root, bytes: archive.bytes]
}
def made = sdk('34.0')
byte[] archive = made.bytes
byte[] tampered = (archive.toList() + [0 as byte]) as byte[]
String digest = 'sha256:' + MessageDigest.getInstance('SHA-256').digest(archive).encodeHex()

// A server that behaves as its answer says; it is proxy and web server in one.
List<String> requests = new CopyOnWriteArrayList<>()
Closure answer = null
HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.loopbackAddress, 0), 0)
server.executor = Executors.newCachedThreadPool()
server.createContext('/') { HttpExchange exchange ->
    requests.add(exchange.requestMethod + ' ' + exchange.requestURI)
    try {
        answer(exchange)
    } finally {
        exchange.close()
    }
}
server.start()
def send = { HttpExchange exchange, int status, byte[] body = new byte[0] ->
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length)
    if (body.length) {
        exchange.responseBody.write(body)
    }
}
def good = { HttpExchange exchange -> send(exchange, 200, archive) }
def withLogin = { String header, String challenge, int refusal, HttpExchange exchange ->
    String expected = 'Basic ' + 'joe:secret'.bytes.encodeBase64()
    if (exchange.requestHeaders.getFirst(header) == expected) {
        good(exchange)
    } else {
        exchange.responseHeaders.set(challenge, 'Basic realm="it"')
        send(exchange, refusal)
    }
}
String host = "127.0.0.1:${server.address.port}"

File base = new File(basedir.parentFile, 'interpolated-settings.xml')
def settings = { String name, String more ->
    File file = new File(work, name + '-settings.xml')
    file.text = base.text.replace('</settings>', more + '</settings>')
    return file
}
File plain = settings('plain', '')
String mirrorOf = """<mirrors><mirror><id>company</id><mirrorOf>wasi-sdk</mirrorOf><url>http://$host/company</url></mirror></mirrors>"""
String login = '<servers><server><id>company</id><username>joe</username><password>secret</password></server></servers>'
File mirror = settings('mirror', mirrorOf + login)
File strangers = settings('strangers', mirrorOf)
def proxied = { String user ->
    "<proxies><proxy><id>p</id><active>true</active><protocol>http</protocol><host>127.0.0.1</host>" +
            "<port>${server.address.port}</port>$user</proxy></proxies>"
}
// Only the proxy knows this host. Maven blocks plain http but for mirrors that the settings name.
String beyond = mirrorOf.replace(host, 'sdk.invalid')
File proxy = settings('proxy', beyond + proxied('<username>joe</username><password>secret</password>'))
File anonymous = settings('anonymous', beyond + proxied(''))

int count = 0
def maven = { Map options, String... arguments ->
    requests.clear()
    if (!options.remembers) {
        new File(basedir, 'target/wasm-maven-plugin').deleteDir()
    }
    answer = options.answer ?: { HttpExchange exchange -> send(exchange, 500) }
    String name = options.name
    File cache = new File(work, 'cache/' + (options.cache ?: name))
    List<String> line = [new File(mavenHome, 'bin/mvn').path, '-B', '-ntp', '-Dmaven.repo.local=' + localRepositoryPath,
            '-s', (options.settings ?: plain).path, '-Dwasm.sdkCache=' + cache]
    if (options.toolchains) {
        line += ['-t', options.toolchains.path]
    }
    ProcessBuilder build = new ProcessBuilder(line + (arguments as List))
    build.environment().keySet().removeAll { it ==~ /(WASI_|MAVEN_|CC|CFLAGS|WASM_MAVEN|https?_proxy|no_proxy|HTTPS?_PROXY|NO_PROXY).*/ }
    build.environment().putAll([JAVA_HOME: System.getProperty('java.home')] + (options.environment ?: [:]))
    build.directory(basedir)
    build.redirectErrorStream(true)
    Process process = build.start()
    String log = process.inputStream.text
    new File(work, "mvn-${++count}-${name}.log").text = log
    int code = process.waitFor()
    boolean wanted = options.fails == null
    if ((code == 0) != wanted) {
        throw new AssertionError("$name: exit code $code\n$log")
    }
    for (text in (options.says ?: []) + (wanted ? [] : ['Next step:', options.fails])) {
        if (!log.contains(text)) {
            throw new AssertionError("$name: not in the log: $text\n$log")
        }
    }
    if (options.fails && log.count(options.fails) > 2) {
        throw new AssertionError("$name: ${options.fails} is said more than once\n$log")
    }
    assert !log.contains('\tat dev.wasmmaven') : name
    if (!wanted) {
        File sdks = new File(cache, 'sdks')
        assert options.keeps || !sdks.directory || sdks.list().length == 0 : name
    }
    return log
}

try {
    // The mirror of the settings gets the path below the project's own server, with the credentials of its server entry.
    maven('wasm:build', '-Dwasm.sdk=34', name: 'mirror', settings: mirror,
            answer: { withLogin('Authorization', 'WWW-Authenticate', 401, it) },
            says: ["Downloading https://github.com/WebAssembly/wasi-sdk/releases/download/wasi-sdk-34/wasi-sdk-34.0-${machine}.tar.gz",
                    'Nobody has pinned the digest', digest, 'wasi-sdk 34.0 (clang 23.0.0-wasi-sdk) from release'])
    assert requests.every { it == "GET /company/wasi-sdk-34/wasi-sdk-34.0-${machine}.tar.gz" as String } && !requests.empty

    // What is in the cache needs no network, -o or not.
    maven('wasm:build', '-Dwasm.sdk=34', name: 'cached', cache: 'mirror', remembers: true, says: ['up to date'])
    maven('-o', 'wasm:build', '-Dwasm.sdk=[30,34]', name: 'cached-offline', cache: 'mirror', says: ['from cache'])
    assert requests.empty
    maven('-o', 'wasm:build', '-Dwasm.sdk=34', name: 'offline', fails: 'WASM-0413', says: ['release: offline'])
    assert requests.empty

    // A proxy, with its user.
    maven('wasm:build', '-Dwasm.sdk=34', name: 'proxy', settings: proxy,
            answer: { withLogin('Proxy-Authorization', 'Proxy-Authenticate', 407, it) })
    assert requests.every { it.startsWith('GET http://sdk.invalid/company/wasi-sdk-34/') } && !requests.empty
    maven('wasm:build', '-Dwasm.sdk=34', name: 'proxy-refuses', settings: anonymous,
            answer: { withLogin('Proxy-Authorization', 'Proxy-Authenticate', 407, it) }, fails: 'WASM-0405', says: ['407'])

    maven('wasm:build', '-Dwasm.sdk=http://sdk.invalid/mirror', name: 'plain-http', fails: 'WASM-0406', says: ['blocks it'])

    // Servers that refuse, have nothing, or send something else.
    maven('wasm:build', '-Dwasm.sdk=34', name: 'unauthorised', settings: strangers,
            answer: { withLogin('Authorization', 'WWW-Authenticate', 401, it) }, fails: 'WASM-0405', says: ['401'])
    maven('wasm:build', '-Dwasm.sdk=34', name: 'forbidden', settings: strangers, answer: { send(it, 403) }, fails: 'WASM-0405',
            says: ["http://$host/company/wasi-sdk-34/wasi-sdk-34.0-${machine}.tar.gz (status 403)"])
    maven('wasm:build', '-Dwasm.sdk=34', name: 'missing', settings: strangers, answer: { send(it, 404) }, fails: 'WASM-0404')
    maven('wasm:build', '-Dwasm.sdk=34', name: 'html', settings: strangers,
            answer: { send(it, 200, '<!DOCTYPE html><title>Log in</title>'.bytes) }, fails: 'WASM-0408', says: ['an HTML page'])
    // It falls silent in the middle every time, whatever range it is asked for.
    maven('wasm:build', '-Dwasm.sdk=34', '-Daether.connector.requestTimeout=700', name: 'stalled', settings: strangers, answer: {
        it.sendResponseHeaders(200, archive.length)
        it.responseBody.write(archive, 0, 100)
        it.responseBody.flush()
        sleep(4000)
    }, fails: 'WASM-0406', says: ['attempt 2'])

    // The lock: written from the archive's bytes, then held.
    maven('wasm:lock', '-Dwasm.sdk=34', name: 'lock', settings: mirror, answer: good, says: ['Locked wasi-sdk 34.0', digest])
    File lock = new File(basedir, 'wasm-toolchain.lock')
    assert lock.text.contains("digest = \"$digest\"")
    String locked = maven('wasm:build', '-Dwasm.sdk=34', '-Dwasm.requirePinnedSdk', name: 'locked', settings: mirror, answer: good)
    assert !locked.contains('Nobody has pinned')
    maven('wasm:build', '-Dwasm.sdk=34', name: 'tampered', settings: mirror,
            answer: { send(it, 200, tampered) }, fails: 'WASM-0407', says: [digest])
    lock.delete()
    maven('wasm:build', '-Dwasm.sdk=34', '-Dwasm.requirePinnedSdk', name: 'unpinned', settings: mirror, answer: good,
            fails: 'WASM-0414')
    assert requests.empty

    // The typed forms.
    String url = "http://$host/any/wasi-sdk-34.0-${machine}.tar.gz"
    maven('wasm:build', '-Pkind-url', "-Dsdk.url=$url", "-Dsdk.digest=$digest", name: 'url', answer: good,
            says: ['from configured archive'])
    maven('wasm:build', '-Pkind-url', "-Dsdk.url=$url", "-Dsdk.digest=sha256:${'0' * 64}", name: 'url-digest', answer: good,
            fails: 'WASM-0407')
    maven('wasm:build', '-Pkind-path', "-Dsdk.path=${made.root}", name: 'path', says: ['from configured directory'])
    maven('wasm:build', '-Pkind-path', '-Dsdk.path=src', name: 'path-unusable', fails: 'WASM-0402', says: ['bin/clang'])
    maven('wasm:build', '-Pkind-unknown', name: 'kind-unknown', fails: 'WASM-0500', says: ["unknown kind 'zip'"])
    maven('wasm:build', '-Dwasm.sdk=newest', name: 'version-unknown', fails: 'WASM-0400', says: ["'newest'"])

    // An artifact, from the project's repositories; the local one has it here.
    File artifact = new File(localRepositoryPath as String, "dev/wasmmaven/it/wasi-sdk/34.0/wasi-sdk-34.0-${machine}.tar.gz")
    maven('wasm:build', '-Pkind-maven', '-Dsdk.version=33', name: 'artifact-missing', fails: 'WASM-0404',
            says: ["dev.wasmmaven.it:wasi-sdk:tar.gz:$machine:33.0"])
    artifact.parentFile.mkdirs()
    artifact.bytes = archive
    try {
        maven('-o', 'wasm:build', '-Pkind-maven', '-Dsdk.version=34', name: 'artifact', says: ['from artifact'])
    } finally {
        artifact.parentFile.deleteDir()
    }

    // toolchains.xml and the variables, which come before it.
    File toolchains = new File(work, 'toolchains.xml')
    toolchains.text = "<toolchains><toolchain><type>wasi-sdk</type><provides><version>34.0</version></provides>" +
            "<configuration><path>${made.root}</path></configuration></toolchain></toolchains>"
    maven('wasm:build', name: 'toolchains', toolchains: toolchains, says: ['from toolchains in ' + made.root])
    maven('wasm:build', name: 'variable', toolchains: toolchains, environment: [WASI_SDK_PATH: made.root.path],
            says: ['from WASI_SDK_PATH'])

    // The doctor looks, and downloads nothing; what a prefetch has brought serves offline.
    maven('wasm:doctor', '-Dwasm.sdk=34', '-Dwasm.doctor.outputFile=target/work/doctor.json', name: 'doctor', toolchains: toolchains,
            environment: [WASI_SDK_PATH: '/nonexistent'],
            says: ["wasi-sdk (WASI_SDK_PATH): '/nonexistent' does not exist", 'wasi-sdk (toolchains): chosen: wasi-sdk 34.0',
                    'would do, but one above comes first: download of'])
    assert requests.empty
    def places = new JsonSlurper().parse(new File(work, 'doctor.json')).targets[0].c.candidates
    assert places.collect { it.source } == ['WASI_SDK_PATH', 'toolchains', 'cache', 'release', 'system packages']
    assert places.collect { it.state } == ['rejected', 'chosen', 'rejected', 'usable', 'rejected']
    maven('wasm:prefetch', '-Dwasm.sdk=34', name: 'prefetch', settings: mirror, answer: good, says: ['work offline'])
    maven('-o', 'wasm:build', '-Dwasm.sdk=34', '-Dwasm.profile=dev', name: 'prefetched', cache: 'prefetch', says: ['from cache'])

    // Pruning leaves what was just used.
    maven('wasm:prune', '-Dwasm.prune.unusedFor=0', name: 'prune', cache: 'prefetch', says: ['Deleted 0 of 1 wasi-sdks'])
} finally {
    server.stop(0)
    server.executor.shutdownNow()
}
