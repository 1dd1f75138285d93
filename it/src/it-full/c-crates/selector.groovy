// A clang for WebAssembly, WASI headers and libclang of the system's packages (CONTRIBUTING.md names them for Debian).
List<File> path = System.getenv('PATH').split(File.pathSeparator).collect { new File(it) }
Integer version = (22..11).find { number -> path.any { new File(it, 'clang-' + number).canExecute() } }
boolean libclang = version != null && new File("/usr/lib/llvm-$version/lib/libclang.so").exists()
boolean all = libclang && new File('/usr/include/wasm32-wasi/stdio.h').file
if (!all) {
    println 'c-crates is skipped: it needs clang, lld, llvm, libclang-dev and wasi-libc of the system (see CONTRIBUTING.md)'
}
return all
