use std::ffi::{c_char, c_int};

extern "C" {
    fn scaled(text: *const c_char) -> c_int;
    fn has_fork() -> c_int;
    fn triple(number: c_int) -> c_int;
}

fn main() {
    println!("scaled: {}", unsafe { scaled(c"21".as_ptr()) });
    println!("fork: {}", unsafe { has_fork() });
    println!("triple: {}", unsafe { triple(14) });
}
