//! The kinds of errors of file operations.

use programs::kind;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};

fn main() -> io::Result<()> {
    fs::write("file", "x")?;
    fs::create_dir("dir")?;
    kind("open nothing", File::open("none"));
    kind("open in nothing", File::open("none/x"));
    kind("open through a file", File::open("file/x"));
    kind("open file with slash", File::open("file/"));
    kind("open with NUL", File::open("a\0b"));
    kind("create new over file", OpenOptions::new().write(true).create_new(true).open("file"));
    kind("write to a directory", OpenOptions::new().write(true).open("dir"));
    kind("create over a directory", File::create("dir"));
    kind("create in nothing", File::create("none/x"));
    kind("name too long", File::create("n".repeat(300)).map_err(|_| io::Error::from(io::ErrorKind::Other)));
    kind("no mode", OpenOptions::new().open("file"));
    kind("truncate without write", OpenOptions::new().read(true).truncate(true).open("file"));
    kind("mkdir over file", fs::create_dir("file"));
    kind("mkdir over dir", fs::create_dir("dir"));
    kind("mkdir in nothing", fs::create_dir("none/x"));
    kind("rmdir file", fs::remove_dir("file"));
    kind("rmdir nothing", fs::remove_dir("none"));
    kind("unlink nothing", fs::remove_file("none"));
    kind("unlink with slash", fs::remove_file("file/"));
    kind("read_dir of file", fs::read_dir("file"));
    kind("read_dir of nothing", fs::read_dir("none"));
    kind("rename nothing", fs::rename("none", "x"));
    kind("rename to nowhere", fs::rename("file", "none/x"));
    kind("metadata of nothing", fs::metadata("none"));
    kind("metadata through a file", fs::metadata("file/x"));
    kind("copy nothing", fs::copy("none", "x"));
    let mut reading = File::open("file")?;
    programs::show("write to a reader fails", reading.write(b"x").is_err());
    let mut writing = OpenOptions::new().write(true).open("file")?;
    programs::show("read from a writer fails", writing.read(&mut [0; 1]).is_err());
    kind("set_len of a reader", reading.set_len(0));
    Ok(())
}
