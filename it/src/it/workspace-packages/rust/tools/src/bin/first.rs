fn main() {
    println!("this is first");
}

#[test]
fn in_first() {}
