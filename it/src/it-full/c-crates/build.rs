fn main() {
    cc::Build::new().file("c/point.c").compile("point");
    let bindings = bindgen::Builder::default().header("c/point.h").generate().unwrap();
    bindings.write_to_file(std::path::Path::new(&std::env::var("OUT_DIR").unwrap()).join("point.rs")).unwrap();
    println!("cargo::rerun-if-changed=c");
}
