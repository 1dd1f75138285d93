// A lock file that has the newest libc, newer than the one that is to take its place.
File crate = new File(basedir, 'patched')
Process cargo = new ProcessBuilder('cargo', 'generate-lockfile').directory(crate).inheritIO().start()
assert cargo.waitFor() == 0
new File(basedir, 'Cargo.lock.before').text = new File(crate, 'Cargo.lock').text
return true
