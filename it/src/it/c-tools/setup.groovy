// The library that pkg-config finds, one for each target, as a user would have built it.
List<File> path = System.getenv('PATH').split(File.pathSeparator).collect { new File(it) }
int version = (22..11).find { number -> path.any { new File(it, 'clang-' + number).canExecute() } }
['wasm32-wasip1', 'wasm32-wasip2'].each { target ->
    File lib = new File(basedir, "triple/$target/lib/pkgconfig")
    lib.mkdirs()
    [["clang-$version", '--target=' + target, '-c', 'triple/triple.c', '-o', "triple/$target/triple.o"],
     ["llvm-ar-$version", 'crs', "triple/$target/lib/libtriple.a", "triple/$target/triple.o"]].each { line ->
        Process process = new ProcessBuilder(line*.toString()).directory(basedir).redirectErrorStream(true).start()
        String said = process.inputStream.text
        assert process.waitFor() == 0 : said
    }
    new File(lib, 'triple.pc').text = """\
        libdir=${new File(basedir, "triple/$target/lib")}
        Name: triple
        Description: Triples a number
        Version: 1.0
        Libs: -L\${libdir} -ltriple
        """.stripIndent()
}
return true
