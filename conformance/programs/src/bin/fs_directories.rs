//! Directories: made, listed, renamed, removed, with everything in them.

use programs::{kind, show};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

fn names(path: impl AsRef<Path>) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        let mark = if kind.is_dir() { "/" } else if kind.is_symlink() { "@" } else { "" };
        names.push(format!("{}{mark}", entry.file_name().to_string_lossy()));
    }
    names.sort();
    Ok(names)
}

/// The error's text without its number, which differs between systems.
fn text(result: io::Result<()>) -> String {
    let text = result.unwrap_err().to_string();
    text[..text.find(" (").unwrap_or(text.len())].to_string()
}

fn main() -> io::Result<()> {
    fs::create_dir("a")?;
    fs::create_dir_all("a/b/c/d")?;
    fs::create_dir_all("a/b/c/d")?;
    fs::write("a/f1", "1")?;
    fs::write("a/b/f2", "22")?;
    fs::write("a/\u{e4} \u{4e16}\u{754c} \u{1f980}", "unicode")?;
    show("list", names("a")?);
    show("list of .", names(".")?);
    show("exists", (Path::new("a/b").exists(), Path::new("a/x").exists(), Path::new("a/f1").is_dir()));
    show("dots", fs::read_to_string("./a/../a/./b/..//f1")?);

    fs::rename("a/b", "moved")?;
    fs::rename("a/f1", "moved/f3")?;
    show("moved", names("moved")?);
    fs::create_dir("empty")?;
    fs::create_dir("other")?;
    fs::rename("other", "empty")?;
    fs::write("target", "old")?;
    fs::write("source", "new")?;
    fs::rename("source", "target")?;
    show("replaced", fs::read_to_string("target")?);

    // std has no kind for this error on WASI, so its text is compared, which is the same.
    show("remove full", text(fs::remove_dir("moved")));
    show("rename over full", text(fs::rename("empty", "moved")));
    kind("rename dir over file", fs::rename("empty", "target"));
    kind("rename file over dir", fs::rename("target", "empty"));
    kind("rename into itself", fs::rename("moved", "moved/c/inside"));
    fs::remove_dir("empty")?;

    fs::create_dir("lots")?;
    for i in 0..600 {
        fs::write(format!("lots/file with a rather long name, number {i}"), "")?;
    }
    let seen: BTreeSet<_> = names("lots")?.into_iter().collect();
    show("lots", seen.len());
    for entry in fs::read_dir("lots")? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().ends_with('7') {
            fs::remove_file(entry.path())?;
        }
    }
    show("left", names("lots")?.len());
    fs::create_dir_all("lots/deep/er")?;
    fs::write("lots/deep/er/file", "x")?;
    fs::remove_dir_all("lots")?;
    show("gone", !Path::new("lots").exists());
    show("at the end", names(".")?);
    Ok(())
}
