// A clang for WebAssembly and WASI headers of the system's packages (CONTRIBUTING.md names them for Debian), CMake and pkg-config.
List<File> path = System.getenv('PATH').split(File.pathSeparator).collect { new File(it) }
def on = { String name -> path.any { new File(it, name).canExecute() } }
boolean clang = (22..11).any { on('clang-' + it) && on('llvm-ar-' + it) }
boolean all = clang && on('cmake') && on('pkg-config') && new File('/usr/include/wasm32-wasi/stdio.h').file
if (!all) {
    println 'c-tools is skipped: it needs clang, lld, llvm and wasi-libc of the system (see CONTRIBUTING.md), cmake and pkg-config'
}
return all
