//! Standard input line by line; a prompt without a newline, as an interactive program has.

use std::io::{self, BufRead, IsTerminal, Write};

fn main() -> io::Result<()> {
    print!("? ");
    io::stdout().flush()?;
    let mut first = String::new();
    io::stdin().read_line(&mut first)?;
    println!("first {first:?}");
    for (number, line) in io::stdin().lock().lines().enumerate() {
        println!("{number} {:?}", line?);
    }
    println!("terminals {} {}", io::stdin().is_terminal(), io::stdout().is_terminal());
    Ok(())
}
