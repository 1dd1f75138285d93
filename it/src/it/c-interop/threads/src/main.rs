extern "C" {
    fn next_value() -> i32;
}

fn main() {
    unsafe { next_value() };
    let other = std::thread::spawn(|| unsafe { next_value() }).join().unwrap();
    println!("here {}, there {}", unsafe { next_value() }, other);
}
