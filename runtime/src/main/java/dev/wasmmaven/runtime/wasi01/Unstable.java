package dev.wasmmaven.runtime.wasi01;

import dev.wasmmaven.runtime.host.HostException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code wasi_unstable}, the snapshot before WASI 0.1 ({@code snapshot_0}), which compilers of 2019 and 2020 made
 * programs for. Its functions are those of WASI 0.1 with three differences: {@code whence} is numbered otherwise,
 * {@code filestat} counts links in 32 bits, and a clock subscription has one more field. {@code sock_accept} came later.
 */
final class Unstable {

    /** The module's name in imports. */
    static final String MODULE = "wasi_unstable";

    private static final int WHENCE = 2;

    private final FdFunctions fds;
    private final FdTransfer transfer;
    private final PathFunctions paths;
    private final PollFunctions poll;

    Unstable(FdFunctions fds, FdTransfer transfer, PathFunctions paths, PollFunctions poll) {
        this.fds = fds;
        this.transfer = transfer;
        this.paths = paths;
        this.poll = poll;
    }

    /** The functions of this snapshot, given those of WASI 0.1. */
    Map<String, Functions.Entry> functions(Map<String, Functions.Entry> stable) {
        Map<String, Functions.Entry> functions = new LinkedHashMap<>(stable);
        functions.remove("sock_accept");
        replace(functions, "fd_seek", this::seek);
        replace(functions, "fd_filestat_get", this::fdFilestatGet);
        replace(functions, "path_filestat_get", this::pathFilestatGet);
        replace(functions, "poll_oneoff", call -> poll.pollOneoff(call, PollFunctions.Layout.UNSTABLE));
        return functions;
    }

    private static void replace(Map<String, Functions.Entry> functions, String name, Call.Function body) {
        functions.computeIfPresent(name, (key, entry) -> new Functions.Entry(entry.type(), body));
    }

    /** Here CUR is 0, END is 1 and SET is 2; in WASI 0.1 SET comes first. */
    private void seek(Call call) throws HostException {
        int whence = call.i32(WHENCE);
        transfer.seek(whence < 0 || whence > 2 ? call : call.with(WHENCE, (whence + 1) % 3));
    }

    private void fdFilestatGet(Call call) throws HostException {
        call.memory().writeStructure(call.i32(1), Layouts.unstableFilestat(fds.filestat(call)));
    }

    private void pathFilestatGet(Call call) throws HostException {
        call.memory().writeStructure(call.i32(4), Layouts.unstableFilestat(paths.filestat(call)));
    }
}
