package dev.wasmmaven.conformance.runner;

import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import java.util.regex.Pattern;

/** Whether a trap is the one a script wants; scripts name it by words, of which engines may say less or more. */
final class TrapMessages {

    /** The scripts say of which type the reference is. */
    private static final Pattern NULL_REFERENCE = Pattern.compile("null (\\w+ )?reference");

    private static final String PREFIX = "wasm trap: ";

    private TrapMessages() {}

    static boolean matches(TrapException trap, String wanted) {
        if (trap.kind() == TrapKind.NULL_REFERENCE) {
            return NULL_REFERENCE.matcher(wanted).matches();
        }
        if (trap.kind() == TrapKind.OTHER) {
            String message = trap.getMessage();
            return (message.startsWith(PREFIX) ? message.substring(PREFIX.length()) : message).startsWith(wanted);
        }
        String message = trap.kind().message();
        return message.startsWith(wanted) || wanted.startsWith(message);
    }
}
