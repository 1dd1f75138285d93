use std::process::ExitCode;
use std::{env, fs};
use word_count_threads::{count_on_threads, most_frequent};

fn main() -> ExitCode {
    let args: Vec<String> = env::args().collect();
    let (Some(threads), Some(path)) = (args.get(1).and_then(|n| n.parse().ok()), args.get(2)) else {
        eprintln!("usage: word-count-threads THREADS FILE");
        return ExitCode::from(2);
    };
    match fs::read_to_string(path) {
        Ok(text) => {
            for (word, count) in most_frequent(count_on_threads(&text, threads), 5) {
                println!("{count:5} {word}");
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{path}: {error}");
            ExitCode::FAILURE
        }
    }
}
