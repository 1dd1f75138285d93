//! `wasi:filesystem` 0.3: contents by streams, directories, links, attributes, errors.

use async_programs::{program, read, say, write};
use futures::future::join;
use std::future::IntoFuture;
use wasip3::clocks::system_clock::Instant;
use wasip3::filesystem::preopens;
use wasip3::filesystem::types::*;

const NONE: PathFlags = PathFlags::empty();

async fn contents(directory: &Descriptor) {
    let all = DescriptorFlags::READ | DescriptorFlags::WRITE;
    let file = directory.open_at(NONE, "d/a".into(), OpenFlags::CREATE, all).await.unwrap();
    let data: Vec<u8> = (0..200_000u32).map(|i| (i % 253) as u8).collect();
    write(&file, &data, Some(0)).await.unwrap();
    write(&file, b"tail", None).await.unwrap();
    let (found, end) = read(&file, 0).await;
    say(format!("{} bytes, the same {}, {end:?}", found.len(), found[..data.len()] == data[..])).await;
    say(format!("{:?}", read(&file, 200_002).await)).await;
    say(format!("beyond {:?}", read(&file, 1 << 40).await)).await;
    say(format!("a directory {:?}", read(directory, 0).await)).await;
    say(format!("to a directory {:?}", write(directory, &[1], Some(0)).await)).await;
    let only_read =
        directory.open_at(NONE, "d/a".into(), OpenFlags::empty(), DescriptorFlags::READ).await.unwrap();
    say(format!("to one for reading {:?}", write(&only_read, &[1], Some(0)).await)).await;

    file.set_size(3).await.unwrap();
    file.sync().await.unwrap();
    let copy = directory.open_at(NONE, "d/copy".into(), OpenFlags::CREATE, all).await.unwrap();
    let (reader, done) = file.read_via_stream(0);
    let copied = join(copy.write_via_stream(reader, 2).into_future(), done.into_future()).await;
    say(format!("{copied:?} {:?}", read(&copy, 0).await)).await;
    let (reader, done) = file.read_via_stream(0);
    drop(reader);
    say(format!("not wanted {:?}", done.await)).await;
    let (reader, done) = file.read_via_stream(0);
    drop(done);
    say(format!("end not wanted {:?}", reader.collect().await)).await;
}

async fn attributes(directory: &Descriptor) {
    let all = DescriptorFlags::READ | DescriptorFlags::WRITE;
    let file = directory.open_at(NONE, "d/a".into(), OpenFlags::empty(), all).await.unwrap();
    let time = Instant { seconds: 1000, nanoseconds: 7000 };
    file.set_times(NewTimestamp::NoChange, NewTimestamp::Timestamp(time)).await.unwrap();
    let stat = file.stat().await.unwrap();
    let changed = stat.data_modification_timestamp.unwrap();
    say(format!("{:?} {} {} {} {}", stat.type_, stat.size, stat.link_count, changed.seconds, changed.nanoseconds)).await;
    say(format!("{:?} {:?}", file.get_type().await, file.get_flags().await)).await;
    say(format!("{:?} {:?}", directory.get_type().await, directory.get_flags().await)).await;
    directory.link_at(NONE, "d/a".into(), directory, "d/h".into()).await.unwrap();
    directory.rename_at("d/h".into(), directory, "d/hard".into()).await.unwrap();
    let hard = directory.open_at(NONE, "d/hard".into(), OpenFlags::empty(), DescriptorFlags::READ).await.unwrap();
    say(format!("{} {}", hard.is_same_object(&file).await, hard.is_same_object(directory).await)).await;
    let (one, other) =
        (hard.metadata_hash().await.unwrap(), directory.metadata_hash_at(NONE, "d/a".into()).await.unwrap());
    say(format!("{}", one.upper == other.upper && one.lower == other.lower)).await;
}

async fn entries(directory: &Descriptor) {
    directory.symlink_at("a".into(), "d/link".into()).await.unwrap();
    say(format!("{:?}", directory.readlink_at("d/link".into()).await)).await;
    let listed =
        directory.open_at(NONE, "d".into(), OpenFlags::DIRECTORY, DescriptorFlags::READ).await.unwrap();
    let (reader, done) = listed.read_directory();
    let mut names: Vec<String> =
        reader.collect().await.into_iter().map(|each| format!("{} {:?}", each.name, each.type_)).collect();
    names.sort();
    say(format!("{names:?} {:?}", done.await)).await;
    let file = directory.open_at(NONE, "d/a".into(), OpenFlags::empty(), DescriptorFlags::READ).await.unwrap();
    let (reader, done) = file.read_directory();
    say(format!("{} {:?}", reader.collect().await.len(), done.await)).await;
    for path in ["../x", "/x", "none", ""] {
        let opened = directory.open_at(NONE, path.into(), OpenFlags::empty(), DescriptorFlags::READ).await;
        say(format!("open {path:?} {:?}", opened.err())).await;
        say(format!("stat {path:?} {:?}", directory.stat_at(NONE, path.into()).await.err())).await;
    }
    say(format!("{:?}", directory.remove_directory_at("d".into()).await)).await;
    directory.unlink_file_at("d/link".into()).await.unwrap();
}

program!(async {
    let (directory, name) = preopens::get_directories().remove(0);
    say(format!("directory {name}")).await;
    directory.create_directory_at("d".into()).await.unwrap();
    contents(&directory).await;
    attributes(&directory).await;
    entries(&directory).await;
    Ok(())
});
