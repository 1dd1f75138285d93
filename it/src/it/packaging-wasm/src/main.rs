fn main() {
    println!("Hello from packaging wasm");
}

#[test]
fn passes() {}
