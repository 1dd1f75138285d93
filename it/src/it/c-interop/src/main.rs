use std::ffi::{c_char, c_int, c_longlong, CStr, CString};

extern "C" {
    fn greeting(name: *const c_char) -> *mut c_char;
    fn release(text: *mut c_char);
    fn print_quotient(a: c_longlong, b: c_longlong);
    fn longest(text: *const c_char) -> c_int;
}

fn greet(name: &str) -> String {
    let name = CString::new(name).unwrap();
    unsafe {
        let text = greeting(name.as_ptr());
        let copy = CStr::from_ptr(text).to_str().unwrap().to_owned();
        release(text);
        copy
    }
}

fn main() {
    println!("{} from Rust", greet("wasm"));
    unsafe { print_quotient(7, 2) };
    println!("longest: {}", unsafe { longest(c"a few words".as_ptr()) });
}

#[cfg(test)]
mod tests {
    #[test]
    fn memory_of_c_is_memory_of_rust() {
        assert_eq!(super::greet("x"), "hello x 1");
    }
}
