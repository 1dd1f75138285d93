fn main() {
    println!("plain={} fancy={}", cfg!(feature = "plain"), cfg!(feature = "fancy"));
    println!("debug={} label={:?}", cfg!(debug_assertions), option_env!("BUILD_LABEL"));
}
