package dev.wasmmaven.cli;

import java.io.Console;

/** Asks Java about the terminal. */
final class Terminal {

    private Terminal() {}

    /**
     * Whether standard input and output are a terminal. Up to JDK 21 there is a console only then; from 22 on there
     * always is one, and it says so itself.
     */
    @SuppressWarnings("SystemConsoleNull")
    static boolean isTerminal() {
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
