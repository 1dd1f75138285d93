//! What the command `train` runs. hello.wasm was made of it by
//! rustc -C opt-level=z -C lto -C panic=abort -C strip=symbols -C codegen-units=1 --target wasm32-wasip1 hello.rs

fn main() {
    println!("hello");
}
