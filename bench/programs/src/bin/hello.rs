//! Start-up: says hello.

fn main() {
    println!("hello");
}
