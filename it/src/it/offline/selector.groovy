// The missing target must be missing: it is rarely installed, but where it is, this project says nothing.
Process list = ['rustup', 'target', 'list', '--installed'].execute(null, basedir)
return !list.text.readLines().contains('wasm32-wasip1-threads')
