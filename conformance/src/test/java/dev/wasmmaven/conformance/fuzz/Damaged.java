package dev.wasmmaven.conformance.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * One file of many, damaged in a way that its seed decides.
 *
 * @param what which file it was, and what was done to it
 * @param random goes on from where the damage was chosen
 */
record Damaged(String what, byte[] bytes, Random random) {

    /** What no user's message contains: names of classes. */
    private static final Pattern JAVA = Pattern.compile("java\\.|com\\.dylibso|Exception|Error\\b");

    /** @param files each with at least one byte after its header */
    static Damaged of(List<Path> files, long seed) throws IOException {
        Random random = new Random(seed);
        Path file = files.get(random.nextInt(files.size()));
        Mutation mutation = Mutation.values()[random.nextInt(Mutation.values().length)];
        byte[] damaged = mutation.apply(Files.readAllBytes(file), random);
        return new Damaged(file.getFileName() + ", " + mutation + ", seed " + seed, damaged, random);
    }

    /** A test's failure that says which file it was, and where it is kept. */
    AssertionError failure(String problem, Throwable cause) throws IOException {
        Path directory = Files.createDirectories(Path.of("target/fuzz"));
        Path kept = Files.write(Files.createTempFile(directory, "damaged", ".wasm"), bytes);
        return new AssertionError("%s: %s, kept as %s".formatted(what, problem, kept), cause);
    }

    /** Fails if a message for users speaks of Java. */
    void checkMessage(Throwable diagnosis) throws IOException {
        if (JAVA.matcher(String.valueOf(diagnosis.getMessage())).find()) {
            throw failure("the message speaks of Java: " + diagnosis.getMessage(), diagnosis);
        }
    }
}
