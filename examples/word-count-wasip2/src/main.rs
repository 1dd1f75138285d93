//! `word-count-wasip2 [--top N] [--out FILE] PATH...`: the most frequent words of files and directories.

use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::ExitCode;
use word_count_wasip2::Words;

fn main() -> ExitCode {
    match count() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("word-count-wasip2: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn count() -> Result<(), Box<dyn Error>> {
    let mut top = 10;
    let mut out = None;
    let mut paths = Vec::new();
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--top" => top = arguments.next().ok_or("--top needs a number")?.parse()?,
            "--out" => out = Some(arguments.next().ok_or("--out needs a path")?),
            _ => paths.push(argument),
        }
    }
    if paths.is_empty() {
        return Err("which files? give at least one path".into());
    }
    let mut words = Words::default();
    let mut files = 0;
    for path in &paths {
        files += words.add_path(Path::new(path)).map_err(|e| format!("cannot read {path}: {e}"))?;
    }
    let table: String =
        words.most_frequent(top).iter().map(|(word, count)| format!("{count:5} {word}\n")).collect();
    match out {
        Some(path) => {
            fs::write(&path, table).map_err(|e| format!("cannot write {path}: {e}"))?;
            println!("{files} files counted: {path}");
        }
        None => print!("{table}"),
    }
    Ok(())
}
