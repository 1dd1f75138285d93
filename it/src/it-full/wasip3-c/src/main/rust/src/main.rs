extern "C" {
    fn sum(a: i32, b: i32) -> i32;
}

fn main() {
    println!("sum by C: {}", unsafe { sum(20, 22) });
}
