fn main() {
    println!("Hello from a jar project");
}

#[test]
fn passes() {}
