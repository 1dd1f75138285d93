// A clang for WebAssembly, WASI headers and libc++ of the system's packages: CONTRIBUTING.md names them for Debian.
List<File> path = System.getenv('PATH').split(File.pathSeparator).collect { new File(it) }
boolean clang = (22..11).any { version -> path.any { new File(it, 'clang-' + version).canExecute() } } ||
        path.any { new File(it, 'clang').canExecute() }
boolean headers = new File('/usr/include/wasm32-wasi/stdio.h').file && new File('/usr/include/wasm32-wasi/c++/v1/vector').file
if (!clang || !headers) {
    println 'c-interop is skipped: it needs clang, lld, llvm, libc++ for wasm32 and wasi-libc of the system (see CONTRIBUTING.md)'
}
return clang && headers
