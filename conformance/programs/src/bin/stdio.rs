//! Standard input to standard output, byte by byte the same but inverted; a summary on standard error.

use std::io::{self, Read, Write};

fn main() -> io::Result<()> {
    let mut bytes = Vec::new();
    let count = io::stdin().lock().read_to_end(&mut bytes)?;
    for byte in &mut bytes {
        *byte = !*byte;
    }
    io::stdout().lock().write_all(&bytes)?;
    eprintln!("{count} bytes");
    let again = io::stdin().lock().read(&mut [0; 16])?;
    eprintln!("{again} after the end");
    Ok(())
}
