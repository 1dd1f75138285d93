import java.nio.file.Files
import java.nio.file.attribute.PosixFilePermissions

// Three directories that look like a wasi-sdk from inside, and the toolchains.xml that names them.
List<String> versions = ['32.0', '33.0', '34.0']
versions.each { version ->
    File root = new File(basedir, "target/sdks/$version")
    def write = { String name, String text ->
        File file = new File(root, name)
        file.parentFile.mkdirs()
        file.text = text
        if (name.startsWith('bin/')) {
            Files.setPosixFilePermissions(file.toPath(), PosixFilePermissions.fromString('rwxr-xr-x'))
        }
    }
    write('VERSION', "$version\n")
    for (tool in ['clang', 'clang++', 'llvm-ar', 'wasm-ld']) {
        write("bin/$tool", '#!/bin/sh\necho "clang version 23.0.0-wasi-sdk"\n')
    }
    write('share/wasi-sysroot/include/wasm32-wasip1/stdio.h', 'int puts(const char *);\n')
    write('share/wasi-sysroot/lib/wasm32-wasip1/libc.a', '!<arch>\n')
    write('share/wasi-sysroot/lib/wasm32-wasip1/crt1-command.o', 'wasm')
}
new File(basedir, 'toolchains.xml').text = '<toolchains>' + versions.reverse().collect { version ->
    "<toolchain><type>wasi-sdk</type><provides><version>$version</version></provides>" +
            "<configuration><path>${new File(basedir, "target/sdks/$version")}</path></configuration></toolchain>"
}.join('') + '</toolchains>'
return true
