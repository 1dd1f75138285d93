//! Hard and symbolic links, followed and not.

use programs::{kind, show};
use std::fs;
use std::io;

#[allow(deprecated)]
fn symlink(target: &str, path: &str) -> io::Result<()> {
    fs::soft_link(target, path)
}

fn main() -> io::Result<()> {
    fs::create_dir_all("d/e")?;
    fs::write("d/file", "content")?;
    fs::hard_link("d/file", "hard")?;
    fs::write("hard", "changed")?;
    show("through the other name", fs::read_to_string("d/file")?);
    kind("hard link over something", fs::hard_link("d/file", "hard"));
    kind("hard link to nothing", fs::hard_link("none", "new"));
    kind("hard link to a directory", fs::hard_link("d", "new").map_err(|_| io::Error::from(io::ErrorKind::PermissionDenied)));

    symlink("d/file", "soft")?;
    symlink("d", "dir")?;
    symlink("../file", "d/e/up")?;
    symlink("dir/e/up", "chain")?;
    symlink("nothing", "dangling")?;
    symlink("loop", "loop")?;
    for name in ["soft", "chain", "d/e/up"] {
        show(name, fs::read_to_string(name)?);
        show("says", fs::read_link(name)?);
    }
    show("through a directory", fs::read_to_string("dir/e/../file")?);
    show("link itself", fs::symlink_metadata("soft")?.file_type().is_symlink());
    show("what it leads to", fs::metadata("soft")?.file_type().is_file());
    kind("dangling", fs::read("dangling"));
    kind("dangling itself", fs::symlink_metadata("dangling"));
    show("loop fails", fs::read("loop").is_err());
    kind("read_link of a file", fs::read_link("hard"));
    kind("link over something", symlink("x", "soft"));
    kind("remove_dir of a link", fs::remove_dir("dir"));
    fs::write("dangling", "made through the link")?;
    show("made", fs::read_to_string("nothing")?);
    fs::rename("soft", "renamed")?;
    show("renamed link", fs::read_link("renamed")?);
    fs::remove_file("dir")?;
    show("directory stays", fs::metadata("d")?.is_dir());
    fs::remove_file("chain")?;
    symlink("d", "tree")?;
    fs::create_dir("box")?;
    symlink("../d", "box/link")?;
    fs::remove_dir_all("box")?;
    show("not removed through a link", fs::read_to_string("d/file")?);
    Ok(())
}
