fn main() {
    cc::Build::new().file("c/sum.c").compile("sum");
    println!("cargo::rerun-if-changed=c");
}
