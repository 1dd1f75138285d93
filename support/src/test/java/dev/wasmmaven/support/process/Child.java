package dev.wasmmaven.support.process;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The real child process of the tests: does what its first argument says. */
final class Child {

    private Child() {}

    static Command command(String... arguments) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName()));
        line.addAll(Arrays.asList(arguments));
        return Command.of(line);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        switch (arguments[0]) {
            case "echo" -> Arrays.stream(arguments).skip(1).forEach(out::println);
            case "env" -> out.println(System.getenv(arguments[1]));
            case "directory" -> out.println(Path.of("").toAbsolutePath());
            case "answer" -> {
                System.err.println("listening");
                for (int next = System.in.read(); next >= 0; next = System.in.read()) {
                    System.out.write(next + 1);
                    System.out.flush();
                }
                System.err.println("done");
                System.exit(5);
            }
            case "stdin" -> out.println("read " + System.in.read());
            case "flood" -> {
                for (int i = 0; i < 20_000; i++) {
                    out.println("out " + i);
                    System.err.println("err " + i);
                }
                out.print("last without newline");
            }
            case "exit" -> System.exit(Integer.parseInt(arguments[1]));
            case "sleep" -> {
                // Written whole before it is seen, so that a reader never finds half a number.
                Path pid = Path.of(arguments[1]);
                Path part = pid.resolveSibling(pid.getFileName() + ".part");
                Files.writeString(part, Long.toString(ProcessHandle.current().pid()));
                Files.move(part, pid);
                out.println("sleeping");
                out.flush();
                Thread.sleep(60_000);
            }
            case "parent" -> {
                new ProcessBuilder(command("sleep", arguments[1]).arguments())
                        .inheritIO()
                        .start();
                Thread.sleep(60_000);
            }
            case "daemon" -> {
                new ProcessBuilder(command("sleep", arguments[1]).arguments())
                        .inheritIO()
                        .start();
                while (!Files.exists(Path.of(arguments[1]))) {
                    Thread.sleep(5);
                }
                out.println("parent is done");
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        out.flush();
    }
}
