fn main() {
    // "util" is the name of an empty stub archive in every WASI sysroot: ours must win.
    cc::Build::new().file("c/counter.c").compile("util");
    cc::Build::new().cpp(true).file("cxx/words.cpp").flag("-fno-exceptions").compile("words");
    println!("cargo::rerun-if-changed=c");
    println!("cargo::rerun-if-changed=cxx");
}
