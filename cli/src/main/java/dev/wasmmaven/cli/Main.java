package dev.wasmmaven.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;

/** The process: its arguments, streams, environment and exit code. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        // Streams without buffer and charset: a guest's bytes pass as they are, when they are written.
        CommandLineInterface cli = new CommandLineInterface(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                System.getenv(),
                System.console() != null);
        System.exit(cli.run(args));
    }
}
