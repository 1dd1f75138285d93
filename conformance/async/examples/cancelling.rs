//! What is given up: a timer, a read of standard input, a write that nobody reads.

use async_programs::{program, say};
use futures::future::{select, Either};
use futures::pin_mut;
use wasip3::clocks::monotonic_clock as monotonic;

program!(async {
    {
        let long = monotonic::wait_for(60_000_000_000);
        let short = monotonic::wait_for(10_000_000);
        pin_mut!(long);
        pin_mut!(short);
        say(format!("the short one first: {}", matches!(select(long, short).await, Either::Right(_)))).await;
    }
    let (mut reader, done) = wasip3::cli::stdin::read_via_stream();
    {
        let read = reader.read(Vec::with_capacity(10));
        let timer = monotonic::wait_for(10_000_000);
        pin_mut!(read);
        pin_mut!(timer);
        match select(read, timer).await {
            Either::Left(((status, bytes), _)) => say(format!("read {status:?} {bytes:?}")).await,
            Either::Right((_, mut read)) => say(format!("read given up: {:?}", read.as_mut().cancel())).await,
        }
    }
    drop(reader);
    say(format!("input: {:?}", done.await)).await;

    let (mut writer, reader) = wasip3::wit_stream::new::<u8>();
    {
        let write = writer.write(vec![1, 2, 3]);
        let timer = monotonic::wait_for(10_000_000);
        pin_mut!(write);
        pin_mut!(timer);
        match select(write, timer).await {
            Either::Left(((status, rest), _)) => say(format!("written {status:?} {:?}", rest.into_vec())).await,
            Either::Right((_, mut write)) => {
                let (status, rest) = write.as_mut().cancel();
                say(format!("write given up: {status:?} {:?}", rest.into_vec())).await;
            }
        }
    }
    drop(reader);
    let (status, rest) = writer.write(vec![9]).await;
    say(format!("without a reader: {status:?} {:?}", rest.into_vec())).await;
    wasip3::spawn_local(async {
        monotonic::wait_for(60_000_000_000).await;
        println!("never");
    });
    Ok(())
});
