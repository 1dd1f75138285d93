#[no_mangle]
pub extern "C" fn rust_sum(numbers: *const i32, count: usize) -> i32 {
    let numbers = unsafe { std::slice::from_raw_parts(numbers, count) };
    println!("Rust sums {numbers:?}");
    numbers.iter().sum()
}
