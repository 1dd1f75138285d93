package dev.wasmmaven.cli;

import dev.wasmmaven.runtime.RunOptions.StdStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.util.EnumSet;
import java.util.Set;

/** The process: its arguments, streams, environment and exit code. */
public final class Main {

    /**
     * The standard streams that are terminals, as digits of their descriptors. The launcher sets it, since a shell knows
     * at no cost what Java finds out slowly and only for all streams together.
     */
    private static final String TERMINALS = "wasi-runtime.terminals";

    private Main() {}

    public static void main(String[] args) {
        // Streams without buffer and charset: a guest's bytes pass as they are, when they are written.
        CommandLineInterface cli = new CommandLineInterface(new Console(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                System.getenv(),
                terminals()));
        System.exit(cli.run(args));
    }

    private static Set<StdStream> terminals() {
        Set<StdStream> terminals = EnumSet.noneOf(StdStream.class);
        String told = System.getProperty(TERMINALS);
        for (StdStream stream : StdStream.values()) {
            if (told == null ? Terminal.isTerminal() : told.indexOf(descriptor(stream)) >= 0) {
                terminals.add(stream);
            }
        }
        return terminals;
    }

    private static char descriptor(StdStream stream) {
        return switch (stream) {
            case STDIN -> '0';
            case STDOUT -> '1';
            case STDERR -> '2';
        };
    }
}
