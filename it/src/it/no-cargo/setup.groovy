// A PATH with what the mvn script needs and no cargo, rustc or rustup.
File bin = new File(basedir, 'bin')
bin.mkdirs()
List<File> path = System.getenv('PATH').split(File.pathSeparator).collect { new File(it) }
for (tool in ['sh', 'uname', 'dirname', 'basename', 'expr', 'ls', 'cat', 'sed', 'tr', 'which', 'id', 'readlink']) {
    File found = path.collect { new File(it, tool) }.find { it.canExecute() }
    if (found) {
        java.nio.file.Files.createSymbolicLink(new File(bin, tool).toPath(), found.toPath())
    }
}
