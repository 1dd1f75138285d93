//! What the programs share: writing and reading through streams.

use futures::future::join;
use std::future::IntoFuture;
use wasip3::filesystem::types::{Descriptor, ErrorCode};

/// Makes a future the program.
#[macro_export]
macro_rules! program {
    ($run:expr) => {
        struct Program;
        wasip3::cli::command::export!(Program);
        impl wasip3::exports::cli::run::Guest for Program {
            async fn run() -> Result<(), ()> {
                $run.await
            }
        }
    };
}

/// Writes a line to standard output.
pub async fn say(line: String) {
    let (mut writer, reader) = wasip3::wit_stream::new();
    let write = async {
        assert!(writer.write_all((line + "\n").into_bytes()).await.is_empty());
        drop(writer);
    };
    let (printed, ()) = join(wasip3::cli::stdout::write_via_stream(reader).into_future(), write).await;
    printed.expect("standard output");
}

/// Writes to a file, from an offset on or at its end.
pub async fn write(file: &Descriptor, data: &[u8], offset: Option<u64>) -> Result<(), ErrorCode> {
    let (mut writer, reader) = wasip3::wit_stream::new();
    let done = match offset {
        Some(offset) => file.write_via_stream(reader, offset),
        None => file.append_via_stream(reader),
    };
    let write = async {
        writer.write_all(data.to_vec()).await;
        drop(writer);
    };
    join(done.into_future(), write).await.0
}

/// Reads a file from an offset on, to its end.
pub async fn read(file: &Descriptor, offset: u64) -> (Vec<u8>, Result<(), ErrorCode>) {
    let (reader, done) = file.read_via_stream(offset);
    (reader.collect().await, done.await)
}
