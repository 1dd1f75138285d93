//! What a call of WASI costs: `clock_res_get` and `clock_time_get` a million times, printed in ns a call.

#[link(wasm_import_module = "wasi_snapshot_preview1")]
extern "C" {
    fn clock_res_get(clock: i32, result: *mut u64) -> i32;
    fn clock_time_get(clock: i32, precision: i64, result: *mut u64) -> i32;
}

const MONOTONIC: i32 = 1;
const CALLS: u32 = 1_000_000;

fn nanoseconds(mut call: impl FnMut(*mut u64) -> i32) -> f64 {
    let mut value = 0;
    let start = std::time::Instant::now();
    for _ in 0..CALLS {
        assert_eq!(call(std::hint::black_box(&mut value)), 0);
    }
    start.elapsed().as_secs_f64() * 1e9 / f64::from(CALLS)
}

fn main() {
    bench_programs::rounds(|| {
        let resolution = nanoseconds(|result| unsafe { clock_res_get(MONOTONIC, result) });
        let time = nanoseconds(|result| unsafe { clock_time_get(MONOTONIC, 1, result) });
        println!("clock_res_get {resolution:.2} ns");
        println!("clock_time_get {time:.2} ns");
        u64::from(CALLS)
    });
}
