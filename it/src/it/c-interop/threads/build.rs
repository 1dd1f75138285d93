fn main() {
    cc::Build::new().file("c/local.c").compile("local");
}
