fn main() {
    println!("this is second");
}

#[test]
fn in_second() {}
