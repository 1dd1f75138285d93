import java.nio.file.Files
import java.nio.file.Path

Path examples = basedir.toPath().resolve('../../../../examples').normalize()
for (name in ['hello-wasip1', 'word-count-wasip2', 'json-report', 'embed-component', 'word-count-threads']) {
    Path from = examples.resolve(name)
    Files.walk(from).withCloseable { files ->
        files.filter { !from.relativize(it).any { part -> part.toString() == 'target' } }.forEach { file ->
            Path to = basedir.toPath().resolve(name).resolve(from.relativize(file).toString())
            if (Files.isDirectory(file)) {
                Files.createDirectories(to)
            } else {
                Files.copy(file, to)
            }
        }
    }
}
