package dev.wasmmaven.cli;

import java.io.Console;
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
                isTerminal());
        System.exit(cli.run(args));
    }

    /**
     * Whether standard input and output are a terminal. Up to JDK 21 there is a console only then; from 22 on there
     * always is one, and it says so itself.
     */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
