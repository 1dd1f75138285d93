//! Standard input to standard output: by the program, or, if told so, by giving the one stream to the other.

use async_programs::program;
use futures::future::join;
use std::future::IntoFuture;
use wasip3::wit_bindgen::StreamResult;

program!(async {
    let (mut input, read) = wasip3::cli::stdin::read_via_stream();
    if wasip3::cli::environment::get_arguments().iter().any(|each| each == "directly") {
        wasip3::cli::stdout::write_via_stream(input).await.map_err(drop)?;
        return read.await.map_err(drop);
    }
    let (mut writer, reader) = wasip3::wit_stream::new();
    let written = wasip3::cli::stdout::write_via_stream(reader);
    let copy = async {
        loop {
            let (status, bytes) = input.read(Vec::with_capacity(4096)).await;
            if !bytes.is_empty() {
                assert!(writer.write_all(bytes).await.is_empty());
            }
            if let StreamResult::Dropped = status {
                break;
            }
        }
        drop(writer);
    };
    join(written.into_future(), copy).await.0.map_err(drop)?;
    read.await.map_err(drop)
});
