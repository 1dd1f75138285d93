package dev.wasmmaven.conformance.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Core modules made by {@code wasm-smith}. */
final class ModuleGenerator {

    private static final CargoProgram PROGRAM = new CargoProgram("module-generator");

    private ModuleGenerator() {}

    /** So many modules, the same for the same seed. */
    static List<Path> generate(long seed, int count) throws IOException, InterruptedException {
        String folder = "generated-modules/" + seed + "-" + count;
        return PROGRAM.files(List.of(), folder, String.valueOf(seed), String.valueOf(count));
    }
}
