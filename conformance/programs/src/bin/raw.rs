//! Calls of WASI 0.1 that std does not make, made directly. Each line is a check; a wrong answer is printed as such.

#[cfg(not(target_os = "wasi"))]
fn main() {
    println!("nothing to call here");
}

#[cfg(target_os = "wasi")]
fn main() {
    wasi::main();
}

#[cfg(target_os = "wasi")]
mod wasi {
    #[link(wasm_import_module = "wasi_snapshot_preview1")]
    extern "C" {
        fn clock_res_get(id: u32, out: *mut u64) -> u32;
        fn clock_time_get(id: u32, precision: u64, out: *mut u64) -> u32;
        fn fd_advise(fd: u32, offset: u64, len: u64, advice: u32) -> u32;
        fn fd_allocate(fd: u32, offset: u64, len: u64) -> u32;
        fn fd_close(fd: u32) -> u32;
        fn fd_fdstat_get(fd: u32, out: *mut Fdstat) -> u32;
        fn fd_fdstat_set_flags(fd: u32, flags: u32) -> u32;
        fn fd_fdstat_set_rights(fd: u32, base: u64, inheriting: u64) -> u32;
        fn fd_pread(fd: u32, iovs: *const Iovec, count: usize, offset: u64, out: *mut usize) -> u32;
        fn fd_pwrite(fd: u32, iovs: *const Iovec, count: usize, offset: u64, out: *mut usize) -> u32;
        fn fd_readdir(fd: u32, buf: *mut u8, len: usize, cookie: u64, out: *mut usize) -> u32;
        fn fd_renumber(from: u32, to: u32) -> u32;
        fn fd_seek(fd: u32, offset: i64, whence: u32, out: *mut u64) -> u32;
        fn fd_tell(fd: u32, out: *mut u64) -> u32;
        fn fd_sync(fd: u32) -> u32;
        fn fd_write(fd: u32, iovs: *const Iovec, count: usize, out: *mut usize) -> u32;
        fn path_open(
            fd: u32, dirflags: u32, path: *const u8, len: usize, oflags: u32, base: u64, inheriting: u64, fdflags: u32,
            out: *mut u32,
        ) -> u32;
        fn path_create_directory(fd: u32, path: *const u8, len: usize) -> u32;
        fn path_symlink(target: *const u8, tlen: usize, fd: u32, path: *const u8, len: usize) -> u32;
        fn path_unlink_file(fd: u32, path: *const u8, len: usize) -> u32;
        fn poll_oneoff(subs: *const Subscription, events: *mut Event, count: usize, out: *mut usize) -> u32;
        fn proc_raise(signal: u32) -> u32;
        fn random_get(buf: *mut u8, len: usize) -> u32;
        fn sched_yield() -> u32;
        fn sock_accept(fd: u32, flags: u32, out: *mut u32) -> u32;
        fn sock_shutdown(fd: u32, how: u32) -> u32;
    }

    #[repr(C)]
    struct Iovec(*const u8, usize);

    #[repr(C)]
    #[derive(Clone, Copy, Default)]
    struct Fdstat {
        filetype: u8,
        flags: u16,
        base: u64,
        inheriting: u64,
    }

    #[repr(C)]
    #[derive(Clone, Copy, Default)]
    struct Subscription {
        userdata: u64,
        tag: u8,
        /// What follows is a union, aligned to 8 bytes.
        padding: [u8; 7],
        id: u32,
        timeout: u64,
        precision: u64,
        flags: u16,
    }

    #[repr(C)]
    #[derive(Clone, Copy, Default)]
    struct Event {
        userdata: u64,
        error: u16,
        kind: u8,
        bytes: u64,
        flags: u16,
    }

    const DIR: u32 = 3;
    const READ: u64 = 1 << 1;
    const WRITE: u64 = 1 << 6;
    const CREAT: u32 = 1;
    const DIRECTORY: u32 = 2;
    const EXCL: u32 = 4;
    const TRUNC: u32 = 8;
    const APPEND: u32 = 1;
    const NONBLOCK: u32 = 4;

    const BADF: u32 = 8;
    const EXIST: u32 = 20;
    const ILSEQ: u32 = 25;
    const INVAL: u32 = 28;
    const ISDIR: u32 = 31;
    const LOOP: u32 = 32;
    const NOTDIR: u32 = 54;
    const NOTSOCK: u32 = 57;
    const NOTSUP: u32 = 58;
    const NOTCAPABLE: u32 = 76;
    const PERM: u32 = 63;
    const SPIPE: u32 = 70;

    fn check(name: &str, actual: u32, expected: u32) {
        if actual == expected {
            println!("{name}");
        } else {
            println!("{name}: {actual} instead of {expected}");
        }
    }

    fn holds(name: &str, condition: bool) {
        check(name, condition.into(), 1);
    }

    fn open(path: &str, dirflags: u32, oflags: u32, rights: u64, fdflags: u32) -> Result<u32, u32> {
        let mut fd = u32::MAX;
        match unsafe { path_open(DIR, dirflags, path.as_ptr(), path.len(), oflags, rights, 0, fdflags, &mut fd) } {
            0 => Ok(fd),
            errno => Err(errno),
        }
    }

    pub fn main() {
        opening();
        offsets();
        flags_and_rights();
        renumbering();
        directories();
        polling();
        clocks_and_random();
        the_rest();
    }

    fn opening() {
        let fd = open("new", 0, CREAT | EXCL, READ | WRITE, 0);
        holds("created", fd == Ok(4));
        check("exclusive", open("new", 0, CREAT | EXCL, READ, 0).unwrap_err(), EXIST);
        check("write a directory", open(".", 0, DIRECTORY, READ | WRITE, 0).unwrap_err(), ISDIR);
        check("directory wanted", open("new", 0, DIRECTORY, READ, 0).unwrap_err(), NOTDIR);
        check("trailing slash", open("new/", 0, 0, READ, 0).unwrap_err(), NOTDIR);
        check("create a directory", open("d", 0, DIRECTORY | CREAT, READ, 0).unwrap_err(), INVAL);
        check("absolute", open("/new", 0, 0, READ, 0).unwrap_err(), PERM);
        check("above", open("a/../../x", 0, CREAT, READ, 0).unwrap_err(), 44);
        check("above at once", open("../x", 0, CREAT, READ, 0).unwrap_err(), PERM);
        let synchronous = open("new", 0, 0, WRITE, 16).unwrap();
        check("synchronous", unsafe { fd_close(synchronous) }, 0);
        check("unknown flag", open("new", 0, 0, WRITE, 1 << 9).unwrap_err(), INVAL);
        unsafe {
            check("link", path_symlink(b"new".as_ptr(), 3, DIR, b"link".as_ptr(), 4), 0);
            check("absolute link", path_symlink(b"/x".as_ptr(), 2, DIR, b"l2".as_ptr(), 2), PERM);
            check("not UTF-8", path_create_directory(DIR, b"a\xff".as_ptr(), 2), ILSEQ);
            check("empty path", path_create_directory(DIR, b"".as_ptr(), 0), 44);
        }
        check("not followed", open("link", 0, 0, READ, 0).unwrap_err(), LOOP);
        let followed = open("link", 1, TRUNC, READ | WRITE, 0).unwrap();
        let mut other = 0;
        unsafe {
            check("file as base", path_open(followed, 0, b"x".as_ptr(), 1, CREAT, READ, 0, 0, &mut other), NOTDIR);
            check("closed", fd_close(followed), 0);
            check("closed twice", fd_close(followed), BADF);
            check("closed first", fd_close(4), 0);
        }
    }

    fn offsets() {
        let fd = open("offsets", 0, CREAT, READ | WRITE, 0).unwrap();
        let (mut n, mut at) = (0, 0);
        let mut buffer = [0u8; 8];
        unsafe {
            check("pwrite", fd_pwrite(fd, [Iovec(b"abc".as_ptr(), 3), Iovec(b"de".as_ptr(), 2)].as_ptr(), 2, 3, &mut n), 0);
            holds("pwrite all", n == 5);
            check("tell", fd_tell(fd, &mut at), 0);
            holds("not moved", at == 0);
            check("pread", fd_pread(fd, &Iovec(buffer.as_ptr(), 8), 1, 1, &mut n), 0);
            holds("pread rest", n == 7 && &buffer[..7] == b"\0\0abcde");
            check("pread at the end", fd_pread(fd, &Iovec(buffer.as_mut_ptr(), 8), 1, 8, &mut n), 0);
            holds("nothing", n == 0);
            check("negative offset", fd_pread(fd, &Iovec(buffer.as_mut_ptr(), 8), 1, u64::MAX, &mut n), INVAL);
            check("seek", fd_seek(fd, -1, 2, &mut at), 0);
            holds("from the end", at == 7);
            check("seek before start", fd_seek(fd, -8, 1, &mut at), INVAL);
            check("seek from nowhere", fd_seek(fd, 0, 3, &mut at), INVAL);
            check("seek output", fd_seek(1, 0, 0, &mut at), SPIPE);
            check("seek directory", fd_seek(DIR, 0, 0, &mut at), BADF);
            check("pread input", fd_pread(0, &Iovec(buffer.as_mut_ptr(), 8), 1, 0, &mut n), SPIPE);
            check("advise", fd_advise(fd, 0, 10, 3), 0);
            check("advise on a directory", fd_advise(DIR, 0, 10, 3), BADF);
            check("allocate", fd_allocate(fd, 0, 10), 0);
            check("allocate nothing", fd_allocate(fd, 0, 0), INVAL);
            fd_close(fd);
        }
    }

    fn flags_and_rights() {
        let fd = open("flags", 0, CREAT, WRITE, APPEND | NONBLOCK).unwrap();
        let mut stat = Fdstat::default();
        let mut n = 0;
        unsafe {
            check("fdstat", fd_fdstat_get(fd, &mut stat), 0);
            holds("append and nonblock", u32::from(stat.flags) == APPEND | NONBLOCK && stat.filetype == 4);
            holds("write, not read", stat.base & (READ | WRITE) == WRITE && stat.inheriting != 0);
            check("set flags", fd_fdstat_set_flags(fd, 0), 0);
            fd_fdstat_get(fd, &mut stat);
            holds("no flags", stat.flags == 0);
            check("set sync", fd_fdstat_set_flags(fd, 16), INVAL);
            check("read a writer", fd_pread(fd, &Iovec([0u8; 1].as_ptr(), 1), 1, 0, &mut n), BADF);
            check("add rights", fd_fdstat_set_rights(fd, READ, 0), NOTCAPABLE);
            check("drop rights", fd_fdstat_set_rights(fd, 0, 0), 0);
            check("sync without the right", fd_sync(fd), NOTCAPABLE);
            fd_fdstat_get(DIR, &mut stat);
            holds("a directory", stat.filetype == 3 && stat.base & (1 << 13) != 0);
            fd_close(fd);
        }
    }

    fn renumbering() {
        let from = open("from", 0, CREAT, WRITE, 0).unwrap();
        let to = open("to", 0, CREAT, WRITE, 0).unwrap();
        let mut n = 0;
        unsafe {
            check("renumber", fd_renumber(from, to), 0);
            check("write", fd_write(to, &Iovec(b"moved".as_ptr(), 5), 1, &mut n), 0);
            check("old number", fd_close(from), BADF);
            check("renumber to nothing", fd_renumber(to, from), BADF);
            check("renumber to itself", fd_renumber(to, to), 0);
            check("lowest number", open("flags", 0, 0, READ, 0).unwrap(), from);
            fd_close(from);
            fd_close(to);
        }
    }

    fn directories() {
        unsafe {
            path_create_directory(DIR, b"many".as_ptr(), 4);
            for i in 0..100 {
                let fd = open(&format!("many/{i:03}"), 0, CREAT, WRITE, 0).unwrap();
                fd_close(fd);
            }
        }
        let fd = open("many", 0, DIRECTORY, READ, 0).unwrap();
        let (mut cookie, mut removed) = (0, 0);
        loop {
            // One entry and a part of the next: the cookie must lead to the next although the first is gone.
            let (mut buffer, mut used) = ([0u8; 40], 0);
            unsafe { fd_readdir(fd, buffer.as_mut_ptr(), 40, cookie, &mut used) };
            if used < 24 {
                break;
            }
            cookie = u64::from_le_bytes(buffer[..8].try_into().unwrap());
            let length = u32::from_le_bytes(buffer[16..20].try_into().unwrap()) as usize;
            let name = format!("many/{}", std::str::from_utf8(&buffer[24..24 + length]).unwrap());
            if length == 3 {
                removed += u32::from(unsafe { path_unlink_file(DIR, name.as_ptr(), name.len()) } == 0);
            }
        }
        check("removed while reading", removed, 100);
        unsafe { fd_close(fd) };
    }

    fn polling() {
        let mut events = [Event::default(); 3];
        let mut n = 0;
        let (mut before, mut after) = (0, 0);
        let timer = |userdata, id, timeout| Subscription { userdata, tag: 0, id, timeout, ..Default::default() };
        let fd = |userdata, tag, id| Subscription { userdata, tag, id, ..Default::default() };
        let mut poll = |subs: &[Subscription]| {
            let errno = unsafe { poll_oneoff(subs.as_ptr(), events.as_mut_ptr(), subs.len(), &mut n) };
            (errno, n, events)
        };
        unsafe { clock_time_get(1, 0, &mut before) };
        let (errno, count, seen) = poll(&[timer(7, 1, u64::MAX), timer(8, 1, 3_000_000)]);
        unsafe { clock_time_get(1, 0, &mut after) };
        check("poll", errno, 0);
        holds("the sooner timer", count == 1 && seen[0].userdata == 8 && seen[0].kind == 0);
        holds("waited", after - before >= 3_000_000);
        let (_, count, seen) = poll(&[timer(1, 1, 60_000_000_000), fd(2, 2, 1), fd(3, 2, 2)]);
        holds("output is ready", count == 2 && seen[0].userdata == 2 && seen[1].userdata == 3);
        let (_, count, seen) = poll(&[timer(1, 1, 60_000_000_000), fd(2, 1, 0)]);
        holds("input is at its end", count == 1 && seen[0].userdata == 2 && seen[0].kind == 1);
        check("no subscription", poll(&[]).0, INVAL);
        check("bad descriptor", poll(&[fd(1, 1, 99)]).0, BADF);
        check("bad clock", poll(&[timer(1, 9, 0)]).0, INVAL);
        check("bad event", poll(&[fd(1, 5, 0)]).0, INVAL);
    }

    fn clocks_and_random() {
        let (mut a, mut b) = (0, 0);
        let mut random = vec![0u8; 300_000];
        unsafe {
            for id in 0..4 {
                check("clock", clock_time_get(id, 0, &mut a), 0);
                check("resolution", clock_res_get(id, &mut b), 0);
                holds("positive", a > 0 && b > 0);
            }
            check("unknown clock", clock_time_get(4, 0, &mut a), INVAL);
            check("unknown resolution", clock_res_get(4, &mut a), INVAL);
            check("random", random_get(random.as_mut_ptr(), random.len()), 0);
            holds("to the end", random[299_900..].iter().any(|&b| b != 0));
            holds("spread", (0..=255).all(|b: u8| random.contains(&b)));
            check("no random", random_get(random.as_mut_ptr(), 0), 0);
        }
    }

    fn the_rest() {
        let mut fd = 0;
        unsafe {
            check("yield", sched_yield(), 0);
            check("raise", proc_raise(6), NOTSUP);
            check("accept", sock_accept(0, 0, &mut fd), NOTSOCK);
            check("accept on nothing", sock_accept(99, 0, &mut fd), BADF);
            check("shutdown", sock_shutdown(1, 1), NOTSOCK);
            check("close output", fd_close(2), 0);
            check("write to it", fd_write(2, &Iovec(b"x".as_ptr(), 1), 1, &mut 0), BADF);
        }
    }
}
