//! What the command `train` runs. hello.wasm was made of it by
//! rustc -C opt-level=z -C lto -C panic=abort -C strip=symbols -C codegen-units=1 --target wasm32-wasip1 hello.rs
//! and hello-component.wasm by the same for wasm32-wasip2.

fn main() {
    println!("hello");
}
