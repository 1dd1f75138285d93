//! Files: created, read, written, appended to, sought in, cut, copied, read at offsets.

use programs::{kind, show};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, IoSlice, IoSliceMut, Read, Seek, SeekFrom, Write};

fn main() -> io::Result<()> {
    fs::write("plain.txt", "hello\nworld\n")?;
    show("read_to_string", fs::read_to_string("plain.txt")?);

    let mut file = OpenOptions::new().read(true).write(true).create_new(true).open("work.bin")?;
    file.write_all(b"0123456789")?;
    show("position", file.stream_position()?);
    show("seek start", file.seek(SeekFrom::Start(3))?);
    let mut three = [0; 3];
    file.read_exact(&mut three)?;
    show("read", three);
    show("seek current", file.seek(SeekFrom::Current(-2))?);
    file.write_all(b"XY")?;
    show("seek end", file.seek(SeekFrom::End(-1))?);
    let mut rest = String::new();
    file.read_to_string(&mut rest)?;
    show("rest", &rest);
    kind("seek before start", file.seek(SeekFrom::Current(-100)));
    show("seek far", file.seek(SeekFrom::Start(16))?);
    file.write_all(b"!")?;
    file.rewind()?;
    let mut all = Vec::new();
    show("length", file.read_to_end(&mut all)?);
    show("hole", &all[10..]);
    file.set_len(4)?;
    show("cut", file.metadata()?.len());
    file.set_len(6)?;
    show("extended", fs::read("work.bin")?);
    file.sync_all()?;
    file.sync_data()?;
    drop(file);

    let mut append = OpenOptions::new().append(true).create(true).open("log.txt")?;
    append.write_all(b"one\n")?;
    append.write_all(b"two\n")?;
    drop(append);
    let mut append = OpenOptions::new().append(true).read(true).open("log.txt")?;
    append.seek(SeekFrom::Start(0))?;
    append.write_all(b"three\n")?;
    show("after append", append.stream_position()?);
    append.rewind()?;
    let lines: Vec<_> = BufReader::new(&append).lines().collect::<Result<_, _>>()?;
    show("lines", lines);

    show("copy", fs::copy("log.txt", "copy.txt")?);
    show("same", fs::read("copy.txt")? == fs::read("log.txt")?);

    // One call may transfer less than all: libc for WASI 0.2 hands over one buffer at a time.
    let mut vectored = File::create("vectored.txt")?;
    let mut slices = [IoSlice::new(b"ab"), IoSlice::new(b""), IoSlice::new(b"cde")];
    let mut rest = &mut slices[..];
    while !rest.is_empty() {
        let count = vectored.write_vectored(rest)?;
        IoSlice::advance_slices(&mut rest, count);
    }
    let (mut a, mut b) = ([0; 1], [0; 8]);
    let mut vectored = File::open("vectored.txt")?;
    let mut slices = [IoSliceMut::new(&mut a), IoSliceMut::new(&mut b)];
    let mut rest = &mut slices[..];
    loop {
        let count = vectored.read_vectored(rest)?;
        if count == 0 {
            break;
        }
        IoSliceMut::advance_slices(&mut rest, count);
    }
    show("vectored", (a, &b[..4]));

    let mut many = BufWriter::new(File::create("many.txt")?);
    for i in 0..20_000 {
        writeln!(many, "line {i}")?;
    }
    many.flush()?;
    show("many", fs::metadata("many.txt")?.len());
    let big: Vec<u8> = (0..3_000_000u32).map(|i| (i * 7 >> 3) as u8).collect();
    fs::write("big.bin", &big)?;
    show("big", fs::read("big.bin")? == big);

    let clone = File::open("plain.txt")?;
    // The adapter from WASI 0.1 to 0.2 has room for 128.
    let kept: Vec<_> = (0..100).map(|_| File::open("plain.txt")).collect::<Result<_, _>>()?;
    show("open at once", kept.len());
    fs::remove_file("plain.txt")?;
    show("removed while open", io::read_to_string(clone)?);
    File::options().write(true).truncate(true).create(true).open("empty.txt")?;
    show("empty", fs::metadata("empty.txt")?.len());
    Ok(())
}
