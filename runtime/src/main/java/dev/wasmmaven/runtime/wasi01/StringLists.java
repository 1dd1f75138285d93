package dev.wasmmaven.runtime.wasi01;

import dev.wasmmaven.runtime.host.HostEnvironment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Arguments and environment: lists of NUL-terminated strings. */
final class StringLists {

    private final List<byte[]> args;
    private final List<byte[]> environ;

    StringLists(HostEnvironment environment) {
        args = terminated(environment.args());
        List<String> variables = new ArrayList<>();
        environment.env().forEach((name, value) -> variables.add(name + "=" + value));
        environ = terminated(variables);
    }

    private static List<byte[]> terminated(List<String> strings) {
        return strings.stream()
                .map(each -> (each + "\0").getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    void argsGet(Call call) {
        get(args, call);
    }

    void argsSizesGet(Call call) {
        sizes(args, call);
    }

    void environGet(Call call) {
        get(environ, call);
    }

    void environSizesGet(Call call) {
        sizes(environ, call);
    }

    /** Arguments: where the pointers go, where the strings go. */
    private static void get(List<byte[]> strings, Call call) {
        int pointers = call.i32(0);
        int bytes = call.i32(1);
        for (byte[] each : strings) {
            call.memory().write(bytes, each);
            call.memory().i32(pointers, bytes);
            bytes += each.length;
            pointers += Integer.BYTES;
        }
    }

    /** Arguments: where the number of strings goes, where the number of their bytes goes. */
    private static void sizes(List<byte[]> strings, Call call) {
        call.memory().i32(call.i32(0), strings.size());
        call.memory()
                .i32(call.i32(1), strings.stream().mapToInt(each -> each.length).sum());
    }
}
