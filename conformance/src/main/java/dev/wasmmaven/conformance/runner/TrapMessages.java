package dev.wasmmaven.conformance.runner;

import dev.wasmmaven.runtime.error.TrapException;
import java.util.regex.Pattern;

/** Whether a trap is the one a script wants; scripts name it by words, of which engines may say less or more. */
final class TrapMessages {

    /** The scripts say of which type the reference is. */
    private static final Pattern NULL_REFERENCE = Pattern.compile("null (\\w+ )?reference");

    private static final String PREFIX = "wasm trap: ";

    private TrapMessages() {}

    static boolean matches(TrapException trap, String text) {
        String wanted = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
        return switch (trap.kind()) {
            case NULL_REFERENCE -> NULL_REFERENCE.matcher(wanted).matches();
            case OTHER -> withoutPrefix(trap.getMessage()).startsWith(wanted);
            case COMPONENT_MODEL -> trap.getMessage().startsWith(wanted);
            // Wasmtime's words, in the component model's scripts.
            case UNREACHABLE -> "unreachable".startsWith(wanted) || wanted.startsWith("wasm `unreachable` instruction");
            default -> {
                String message = trap.kind().message();
                yield message.startsWith(wanted) || wanted.startsWith(message);
            }
        };
    }

    private static String withoutPrefix(String message) {
        return message.startsWith(PREFIX) ? message.substring(PREFIX.length()) : message;
    }
}
