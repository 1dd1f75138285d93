boolean sccache = System.getenv('PATH').split(File.pathSeparator).any { new File(it, 'sccache').canExecute() }
if (!sccache) {
    println 'rustc-wrapper is skipped: there is no sccache on the PATH'
}
return sccache
