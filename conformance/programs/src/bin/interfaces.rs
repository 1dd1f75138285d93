//! Functions of WASI 0.2 that std does not call, called directly. Each line is a check; a wrong answer is printed as such.

#[cfg(not(all(target_os = "wasi", target_env = "p2")))]
fn main() {
    println!("nothing to call here");
}

#[cfg(all(target_os = "wasi", target_env = "p2"))]
fn main() {
    wasi::main();
}

#[cfg(all(target_os = "wasi", target_env = "p2"))]
mod wasi {
    use std::fmt::Debug;
    use wasip2::cli::{environment, exit, stdout, terminal_stdout};
    use wasip2::clocks::{monotonic_clock, wall_clock};
    use wasip2::filesystem::preopens;
    use wasip2::filesystem::types::{
        filesystem_error_code, Descriptor, DescriptorFlags, ErrorCode, OpenFlags, PathFlags,
    };
    use wasip2::io::poll;
    use wasip2::io::streams::StreamError;
    use wasip2::random::{insecure, insecure_seed};
    use wasip2::sockets::{instance_network, ip_name_lookup};

    const NONE: PathFlags = PathFlags::empty();

    fn is<T: PartialEq + Debug>(what: &str, wanted: T, found: T) {
        if wanted == found {
            println!("{what}");
        } else {
            println!("{what}: {found:?} instead of {wanted:?}");
        }
    }

    pub fn main() {
        clocks();
        let (directory, name) = preopens::get_directories().pop().expect("a directory");
        is("name of the directory", ".", name.as_str());
        files(&directory);
        streams(&directory);
        is("no terminal", true, terminal_stdout::get_terminal_stdout().is_none());
        is("no directory to be in", None, environment::initial_cwd());
        is("insecure bytes", 5, insecure::get_insecure_random_bytes(5).len());
        is("one seed", insecure_seed::insecure_seed(), insecure_seed::insecure_seed());
        let network = instance_network::instance_network();
        let lookup = ip_name_lookup::resolve_addresses(&network, "localhost");
        is("no names", Some(wasip2::sockets::network::ErrorCode::PermanentResolverFailure), lookup.err());
        exit::exit_with_code(7);
    }

    fn clocks() {
        let before = monotonic_clock::now();
        let late = monotonic_clock::subscribe_duration(3_600_000_000_000);
        let soon = monotonic_clock::subscribe_duration(2_000_000);
        is("the timer that has run out", vec![1, 2], poll::poll(&[&late, &soon, &soon]));
        is("the other has not", false, late.ready());
        is("time went by", true, monotonic_clock::now() - before >= 2_000_000);
        is("past", true, monotonic_clock::subscribe_instant(before).ready());
        is("wall clock", true, wall_clock::now().seconds > 1_600_000_000);
    }

    fn files(directory: &Descriptor) {
        let flags = DescriptorFlags::READ | DescriptorFlags::WRITE;
        let file = directory.open_at(NONE, "a", OpenFlags::CREATE, flags).expect("a file");
        is("write", Ok(5), file.write(b"hello", 1));
        is("read", Ok((b"\0hel".to_vec(), false)), file.read(4, 0));
        is("end", Ok((vec![], true)), file.read(4, 6));
        directory.link_at(NONE, "a", directory, "b").expect("a link");
        let other = directory.open_at(NONE, "b", OpenFlags::empty(), DescriptorFlags::READ).expect("a file");
        is("same object", true, file.is_same_object(&other));
        is("not the same", false, file.is_same_object(directory));
        let hash = |found: Result<wasip2::filesystem::types::MetadataHashValue, _>| {
            found.map(|hash| (hash.lower, hash.upper))
        };
        is("same hash", hash(file.metadata_hash()), hash(directory.metadata_hash_at(NONE, "b")));
        let entries = directory.read_directory().expect("a stream");
        let mut names = Vec::new();
        while let Some(entry) = entries.read_directory_entry().expect("an entry") {
            names.push(entry.name);
        }
        names.sort();
        is("entries", vec!["a".to_owned(), "b".to_owned()], names);
        is("read a directory", Some(ErrorCode::IsDirectory), directory.read_via_stream(0).err());
        is("leave", Some(ErrorCode::NotPermitted), directory.stat_at(NONE, "../x").err());
    }

    fn streams(directory: &Descriptor) {
        let source = directory.open_at(NONE, "a", OpenFlags::empty(), DescriptorFlags::READ).expect("a file");
        let target = directory
            .open_at(NONE, "c", OpenFlags::CREATE, DescriptorFlags::WRITE)
            .expect("a file");
        let input = source.read_via_stream(1).expect("a stream");
        let output = target.write_via_stream(0).expect("a stream");
        is("skip", 1, input.blocking_skip(1).expect("a byte"));
        let mut moved = 0;
        let end = loop {
            match output.blocking_splice(&input, 3) {
                Ok(count) => moved += count,
                Err(error) => break error,
            }
        };
        is("spliced", 4, moved);
        is("closed", true, matches!(end, StreamError::Closed));
        output.blocking_write_zeroes_and_flush(2).expect("zeroes");
        is("target", Ok("ello\0\0".to_owned()), std::fs::read_to_string("c").map_err(|e| e.kind()));
        let reading = source.write_via_stream(0).expect("a stream");
        let code = match reading.blocking_write_and_flush(b"x") {
            Err(StreamError::LastOperationFailed(error)) => filesystem_error_code(&error),
            _ => None,
        };
        is("not open for writing", Some(ErrorCode::BadDescriptor), code);
        let out = stdout::get_stdout();
        let permit = out.check_write().expect("a permit");
        is("permit", true, permit > 0);
        out.write(b"written to the stream\n").expect("a write");
        out.blocking_flush().expect("a flush");
        is("ready", true, out.subscribe().ready());
    }
}
