//! Waits that go on at the same time, and clocks.

use async_programs::{program, say};
use futures::future::join3;
use wasip3::clocks::{monotonic_clock as monotonic, system_clock};

async fn after(millis: u64, name: &'static str) {
    monotonic::wait_for(millis * 1_000_000).await;
    say(name.into()).await;
}

program!(async {
    let before = monotonic::now();
    join3(after(900, "last"), after(50, "first"), after(400, "second")).await;
    say(format!("waited {}", monotonic::now() - before >= 900_000_000)).await;
    monotonic::wait_until(monotonic::now() + 1_000_000).await;
    monotonic::wait_until(0).await;
    monotonic::wait_for(0).await;
    let now = system_clock::now();
    say(format!("today {}", now.seconds > 1_700_000_000 && now.nanoseconds < 1_000_000_000)).await;
    say(format!("resolution {}", monotonic::get_resolution() > 0 && system_clock::get_resolution() > 0)).await;
    say(format!("{} random bytes", wasip3::random::random::get_random_bytes(10).len())).await;
    Ok(())
});
