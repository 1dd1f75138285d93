//! A harness of its own that understands what libtest's stable options ask.

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let has = |name: &str| args.iter().any(|arg| arg == name);
    if has("--list") {
        if !has("--ignored") {
            println!("one: test");
            println!("two: test");
        }
        println!("three: test");
        return;
    }
    assert!(has("--exact") && has("--nocapture"));
    match args[0].as_str() {
        "one" => println!("one is well"),
        "two" => std::process::exit(7),
        other => panic!("asked for {other}"),
    }
}
