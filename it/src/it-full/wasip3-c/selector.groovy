// Its C is compiled by a clang and with headers of the system's packages (CONTRIBUTING.md names them for Debian).
List<File> path = System.getenv('PATH').split(File.pathSeparator).collect { new File(it) }
boolean clang = (22..11).any { version -> path.any { new File(it, 'clang-' + version).canExecute() } }
boolean all = clang && new File('/usr/include/wasm32-wasi/stdio.h').file
if (!all) {
    println 'wasip3-c is skipped: it needs clang, lld, llvm and wasi-libc of the system (see CONTRIBUTING.md)'
}
return all
