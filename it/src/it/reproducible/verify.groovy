String log = new File(basedir, 'build.log').text
def expect = { String text -> if (!log.contains(text)) throw new AssertionError("not in build.log: " + text) }
File installed = new File(localRepositoryPath, 'dev/wasmmaven/it/reproducible/1.0')
byte[] wasm = new File(installed, 'reproducible-1.0.wasm').bytes
String digest = java.security.MessageDigest.getInstance('SHA-256').digest(wasm).encodeHex()

assert !new String(wasm, 'ISO-8859-1').contains(basedir.canonicalPath)

def sbom = new groovy.json.JsonSlurper().parse(new File(installed, 'reproducible-1.0-cyclonedx.json'))
assert sbom.bomFormat == 'CycloneDX'
assert sbom.metadata.timestamp == '2026-01-02T03:04:05Z'
assert sbom.metadata.component.hashes[0].content == digest

def manifest = new groovy.json.JsonSlurper().parse(
    new File(basedir, 'target/wasm32-wasip1/release/reproducible.build.json'))
assert manifest.output.sha256 == digest
assert manifest.builtBy.startsWith('wasm-maven-plugin ')
assert manifest.sourceDateEpoch == 1767323045

assert log.count('Reproducible: the file is the same in both builds') == 6
expect 'made at 1767323045'
expect 'WASM-0130'
expect 'wasm-reproducible'
