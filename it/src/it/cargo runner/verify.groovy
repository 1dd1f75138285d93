String log = new File(basedir, 'build.log').text
def expect = { String text, String where -> if (!where.contains(text)) throw new AssertionError("no '" + text + "' in: " + where) }
File config = new File(basedir, '.cargo/config.toml')

expect('Set the runner of wasm32-wasip1 in ', log)
expect('Nothing to change in ', log)
expect('# What the user wrote stays.', config.text)
expect('# wasm-maven-plugin replaces: runner = "not-installed-anywhere" # replaced', config.text)

// Plain cargo, in a folder with a space in its name.
def cargo = { List<String> args ->
    def process = new ProcessBuilder(['cargo', '--offline'] + args).directory(basedir).redirectErrorStream(true).start()
    String out = process.inputStream.text
    return [process.waitFor(), out]
}
def (code, run) = cargo(['run', '--', 'one', 'two words'])
expect('ran with ["one", "two words"] on wasm32', run)
expect('read where cargo runs', run)
assert code == 2
def (testCode, test) = cargo(['test'])
expect('test by_full_path ... ok', test)
assert testCode == 0
