package dev.wasmmaven.runtime.wasi01;

import dev.wasmmaven.runtime.engine.CoreFuncType;
import dev.wasmmaven.runtime.engine.CoreValType;
import dev.wasmmaven.runtime.host.HostEnvironment;
import dev.wasmmaven.runtime.host.StopSignal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All functions of {@code wasi_snapshot_preview1}: name, type, body. In a type, {@code i} is an i32 and {@code l} an
 * i64; every function returns its {@code errno} as an i32, except {@code proc_exit}, which does not return.
 */
final class Functions {

    /** A function: its type, and its body, which returns by throwing if it fails. */
    record Entry(CoreFuncType type, Call.Function body) {}

    /** By their letters: each run has functions of its own, all of the same types. */
    private static final Map<String, CoreFuncType> TYPES = new ConcurrentHashMap<>();

    private final Map<String, Entry> byName = new LinkedHashMap<>();
    private final Unstable unstable;

    Functions(HostEnvironment environment, Descriptors descriptors, StopSignal signal) {
        StringLists strings = new StringLists(environment);
        add("args_get", "ii", strings::argsGet);
        add("args_sizes_get", "ii", strings::argsSizesGet);
        add("environ_get", "ii", strings::environGet);
        add("environ_sizes_get", "ii", strings::environSizesGet);

        ClocksAndRandom clocks = new ClocksAndRandom(environment, signal);
        add("clock_res_get", "ii", clocks::clockResGet);
        add("clock_time_get", "ili", clocks::clockTimeGet);
        add("random_get", "ii", clocks::randomGet);

        SetTimes times = new SetTimes(environment.clocks());
        FdFunctions fds = new FdFunctions(descriptors, times);
        add("fd_advise", "illi", fds::advise);
        add("fd_allocate", "ill", fds::allocate);
        add("fd_close", "i", fds::close);
        add("fd_datasync", "i", fds::datasync);
        add("fd_fdstat_get", "ii", fds::fdstatGet);
        add("fd_fdstat_set_flags", "ii", fds::fdstatSetFlags);
        add("fd_fdstat_set_rights", "ill", fds::fdstatSetRights);
        add("fd_filestat_get", "ii", fds::filestatGet);
        add("fd_filestat_set_size", "il", fds::filestatSetSize);
        add("fd_filestat_set_times", "illi", fds::filestatSetTimes);
        add("fd_prestat_get", "ii", fds::prestatGet);
        add("fd_prestat_dir_name", "iii", fds::prestatDirName);
        add("fd_readdir", "iiili", fds::readdir);
        add("fd_renumber", "ii", fds::renumber);
        add("fd_sync", "i", fds::sync);

        SocketFunctions sockets = new SocketFunctions(descriptors, signal);
        FdTransfer transfer = new FdTransfer(descriptors, sockets, signal);
        add("fd_pread", "iiili", transfer::pread);
        add("fd_pwrite", "iiili", transfer::pwrite);
        add("fd_read", "iiii", transfer::read);
        add("fd_seek", "ilii", transfer::seek);
        add("fd_tell", "ii", transfer::tell);
        add("fd_write", "iiii", transfer::write);

        PathFunctions paths = new PathFunctions(descriptors, times);
        add("path_create_directory", "iii", paths::createDirectory);
        add("path_filestat_get", "iiiii", paths::filestatGet);
        add("path_filestat_set_times", "iiiilli", paths::filestatSetTimes);
        add("path_link", "iiiiiii", paths::link);
        add("path_open", "iiiiillii", paths::open);
        add("path_readlink", "iiiiii", paths::readlink);
        add("path_remove_directory", "iii", paths::removeDirectory);
        add("path_rename", "iiiiii", paths::rename);
        add("path_symlink", "iiiii", paths::symlink);
        add("path_unlink_file", "iii", paths::unlinkFile);

        PollFunctions poll = new PollFunctions(descriptors, environment.clocks(), signal);
        add("poll_oneoff", "iiii", poll::pollOneoff);

        ProcessFunctions process = new ProcessFunctions(signal);
        byName.put("proc_exit", new Entry(new CoreFuncType(params("i"), List.of()), process::procExit));
        add("proc_raise", "i", process::procRaise);
        add("sched_yield", "", process::schedYield);

        add("sock_accept", "iii", sockets::accept);
        add("sock_recv", "iiiiii", sockets::receive);
        add("sock_send", "iiiii", sockets::send);
        add("sock_shutdown", "ii", sockets::shutdown);

        unstable = new Unstable(fds, transfer, paths, poll);
    }

    /** Whether the function uses what the threads of a guest share. */
    static boolean usesDescriptors(String name) {
        return name.startsWith("fd_")
                || name.startsWith("path_")
                || name.startsWith("sock_")
                || name.equals("poll_oneoff");
    }

    /** The functions by name. */
    Map<String, Entry> byName() {
        return byName;
    }

    /** Those of the snapshot before, {@link Unstable#MODULE}. */
    Map<String, Entry> unstable() {
        return unstable.functions(byName);
    }

    private void add(String name, String params, Call.Function body) {
        CoreFuncType type =
                TYPES.computeIfAbsent(params, letters -> new CoreFuncType(params(letters), List.of(CoreValType.I32)));
        byName.put(name, new Entry(type, body));
    }

    private static List<CoreValType> params(String letters) {
        return letters.chars()
                .mapToObj(letter -> letter == 'l' ? CoreValType.I64 : CoreValType.I32)
                .toList();
    }
}
