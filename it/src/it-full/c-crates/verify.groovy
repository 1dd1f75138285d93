String log = new File(basedir, 'build.log').text
['zstd ok', 'zlib ok', 'lz4 ok', 'sqlite: sum 42', 'bindgen: 25 in 16 bytes'].each { text ->
    assert log.count(text) == 3 : text
}
return true
