package dev.wasmmaven.runtime.wasi01;

import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.fs.HostFile.Durability;

/** The bits of the flag types of WASI 0.1. A bit that is not defined is an invalid argument. */
final class Flags {

    static final int FDFLAG_APPEND = 1;
    static final int FDFLAG_DSYNC = 1 << 1;
    static final int FDFLAG_NONBLOCK = 1 << 2;
    static final int FDFLAG_RSYNC = 1 << 3;
    static final int FDFLAG_SYNC = 1 << 4;
    static final int FDFLAGS_SYNCHRONOUS = FDFLAG_DSYNC | FDFLAG_RSYNC | FDFLAG_SYNC;
    static final int FDFLAGS = FDFLAG_APPEND | FDFLAG_NONBLOCK | FDFLAGS_SYNCHRONOUS;

    static final int LOOKUP_SYMLINK_FOLLOW = 1;
    static final int LOOKUPFLAGS = LOOKUP_SYMLINK_FOLLOW;

    static final int OFLAG_CREAT = 1;
    static final int OFLAG_DIRECTORY = 1 << 1;
    static final int OFLAG_EXCL = 1 << 2;
    static final int OFLAG_TRUNC = 1 << 3;
    static final int OFLAGS = OFLAG_CREAT | OFLAG_DIRECTORY | OFLAG_EXCL | OFLAG_TRUNC;

    static final int FST_ATIM = 1;
    static final int FST_ATIM_NOW = 1 << 1;
    static final int FST_MTIM = 1 << 2;
    static final int FST_MTIM_NOW = 1 << 3;
    static final int FSTFLAGS = FST_ATIM | FST_ATIM_NOW | FST_MTIM | FST_MTIM_NOW;

    static final int SUBCLOCK_ABSTIME = 1;
    static final int EVENT_HANGUP = 1;

    private Flags() {}

    /** The flags, if they are all defined. */
    static int checked(int flags, int defined) throws HostException {
        if ((flags & ~defined) != 0) {
            throw new HostException(HostErr.INVAL);
        }
        return flags;
    }

    /** The flags of a file's durability; RSYNC, which Linux takes for SYNC, is reported as that. */
    static int of(Durability durability) {
        return switch (durability) {
            case HOST -> 0;
            case DATA -> FDFLAG_DSYNC;
            case FILE -> FDFLAG_SYNC;
        };
    }

    /** The durability that flags ask for. */
    static Durability durability(int fdflags) {
        if (has(fdflags, FDFLAG_SYNC | FDFLAG_RSYNC)) {
            return Durability.FILE;
        }
        return has(fdflags, FDFLAG_DSYNC) ? Durability.DATA : Durability.HOST;
    }

    static boolean has(int flags, int flag) {
        return (flags & flag) != 0;
    }
}
