fn main() {
    // A library that is built by CMake: crate cmake.
    let scaled = cmake::build("scaled");
    println!("cargo::rustc-link-search=native={}/lib", scaled.display());
    println!("cargo::rustc-link-lib=static=scaled");
    // A library that somebody has built for the target before: crate pkg-config.
    pkg_config::Config::new().statik(true).probe("triple").unwrap();
    println!("cargo::rerun-if-changed=scaled");
}
