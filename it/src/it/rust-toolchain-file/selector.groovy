// The point is a toolchain that is asked for and missing.
Process list = ['rustup', 'toolchain', 'list'].execute(null, basedir.parentFile)
return !list.text.contains('1.70.0')
