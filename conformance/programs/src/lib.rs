//! What several programs share.

use std::fmt::Debug;
use std::io;

/// Prints a label and the kind of the error, or that there was none. Kinds are the same on all systems, texts are not.
pub fn kind<T>(label: &str, result: io::Result<T>) {
    match result {
        Ok(_) => println!("{label}: ok"),
        Err(e) => println!("{label}: {:?}", e.kind()),
    }
}

/// Prints a label and a value.
pub fn show(label: &str, value: impl Debug) {
    println!("{label}: {value:?}");
}
