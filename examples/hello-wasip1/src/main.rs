//! Greets whom it finds: in the arguments, in a file (`--file PATH`), on standard input (`--stdin`).
//! The variable `SALUTATION` says how.

use hello_wasip1::Greeting;
use std::env;
use std::error::Error;
use std::fs;
use std::io::{self, Read};
use std::process::ExitCode;

fn main() -> ExitCode {
    match greeting() {
        Ok(greeting) => {
            println!("{greeting}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("hello-wasip1: {problem}");
            ExitCode::from(2)
        }
    }
}

fn greeting() -> Result<Greeting, Box<dyn Error>> {
    let mut lists = Vec::new();
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--file" => {
                let path = arguments.next().ok_or("--file needs a path")?;
                lists.push(fs::read_to_string(&path).map_err(|e| format!("cannot read {path}: {e}"))?);
            }
            "--stdin" => {
                let mut text = String::new();
                io::stdin().read_to_string(&mut text)?;
                lists.push(text);
            }
            name => lists.push(name.to_owned()),
        }
    }
    let salutation = env::var("SALUTATION").unwrap_or_else(|_| "Hello".to_owned());
    Ok(Greeting::new(&salutation, lists)?)
}
