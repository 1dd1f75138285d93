//! Std, which imports WASI 0.2, beside WASI 0.3: they share standard streams, files and clocks.

use async_programs::{program, read, say};
use std::io::{Read, Write};
use wasip3::filesystem::types::{DescriptorFlags, OpenFlags, PathFlags};

program!(async {
    println!("std");
    say("0.3".into()).await;
    print!("std again");
    std::io::stdout().flush().unwrap();
    say(", 0.3 again".into()).await;

    let (mut reader, _) = wasip3::cli::stdin::read_via_stream();
    let (_, first) = reader.read(Vec::with_capacity(4)).await;
    drop(reader);
    let mut rest = String::new();
    std::io::stdin().read_to_string(&mut rest).unwrap();
    say(format!("{:?} and {rest:?}", String::from_utf8_lossy(&first))).await;

    std::fs::write("file", "from std").unwrap();
    let (directory, _) = wasip3::filesystem::preopens::get_directories().remove(0);
    let file = directory
        .open_at(PathFlags::empty(), "file".into(), OpenFlags::empty(), DescriptorFlags::READ)
        .await
        .unwrap();
    let (bytes, end) = read(&file, 5).await;
    say(format!("{:?} {end:?}", String::from_utf8_lossy(&bytes))).await;
    std::thread::sleep(std::time::Duration::from_millis(1));
    wasip3::clocks::monotonic_clock::wait_for(1_000_000).await;
    Ok(())
});
