//! Files, directories and standard streams used by several threads at once.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::sync::{Arc, Mutex};
use std::thread;

/// wasi-libc makes relative paths absolute in a buffer that all threads share, without a lock.
static PATHS: Mutex<()> = Mutex::new(());

fn path<T>(operation: impl FnOnce() -> T) -> T {
    let _held = PATHS.lock().unwrap();
    operation()
}

fn main() -> std::io::Result<()> {
    thread::scope(|scope| {
        for i in 0..8 {
            scope.spawn(move || {
                let name = format!("dir{i}");
                path(|| fs::create_dir(&name)).unwrap();
                for k in 0..20 {
                    let mut file = path(|| File::create(format!("{name}/{k}.txt"))).unwrap();
                    file.write_all(format!("{i} {k}\n").repeat(k).as_bytes()).unwrap();
                }
                path(|| fs::rename(format!("{name}/3.txt"), format!("{name}/renamed.txt"))).unwrap();
                path(|| fs::remove_file(format!("{name}/4.txt"))).unwrap();
                let listing = path(|| fs::read_dir(&name)).unwrap();
                assert_eq!(listing.count(), 19);
            });
        }
    });

    let log = Arc::new(Mutex::new(File::create("log")?));
    let writers: Vec<_> = (0..4)
        .map(|i| {
            let log = Arc::clone(&log);
            thread::spawn(move || {
                for k in 0..50 {
                    writeln!(log.lock().unwrap(), "{i} {k}").unwrap();
                }
            })
        })
        .collect();
    writers.into_iter().for_each(|w| w.join().unwrap());
    drop(log);
    let text = fs::read_to_string("log")?;
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    println!("{} {} {}", lines.len(), lines[0], lines[199]);
    fs::remove_file("log")?;

    // Appending through descriptors of their own.
    thread::scope(|scope| {
        for i in 0..4u8 {
            scope.spawn(move || {
                let mut file = path(|| OpenOptions::new().create(true).append(true).open("appended")).unwrap();
                for _ in 0..100 {
                    file.write_all(&[b'a' + i; 10]).unwrap();
                }
            });
        }
    });
    let mut bytes = fs::read("appended")?;
    println!("{}", bytes.chunks(10).all(|c| c.iter().all(|&b| b == c[0])));
    bytes.sort_unstable();
    fs::write("appended", bytes)?;

    // One descriptor, shared: each read takes what the others have not.
    let mut file = File::options().read(true).write(true).create(true).truncate(true).open("shared")?;
    file.write_all(&[7; 64_000])?;
    file.seek(SeekFrom::Start(0))?;
    let total: usize = thread::scope(|scope| {
        let readers: Vec<_> = (0..4)
            .map(|_| {
                let mut file = &file;
                scope.spawn(move || {
                    let mut buffer = [0; 100];
                    let mut total = 0;
                    loop {
                        match file.read(&mut buffer).unwrap() {
                            0 => return total,
                            n => total += n,
                        }
                    }
                })
            })
            .collect();
        readers.into_iter().map(|r| r.join().unwrap()).sum()
    });
    println!("{total}");
    Ok(())
}
