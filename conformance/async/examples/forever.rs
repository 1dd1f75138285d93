//! Waits for a stream that the program itself never writes.

use async_programs::program;

program!(async {
    let (writer, reader) = wasip3::wit_stream::new::<u8>();
    let written = wasip3::cli::stdout::write_via_stream(reader).await;
    drop(writer);
    written.map_err(drop)
});
