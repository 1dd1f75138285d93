//! A program with one behaviour for each test, chosen by its first argument.

#[inline(never)]
fn element(values: &[u32], index: usize) -> u32 {
    values[index]
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    match args.get(1).map(String::as_str) {
        Some("env") => {
            for (name, value) in std::env::vars() {
                println!("{name}={value}");
            }
        }
        Some("read") => print!("{}", std::fs::read_to_string(&args[2]).unwrap()),
        Some("write") => match std::fs::write(&args[2], "x") {
            Ok(()) => println!("written"),
            Err(e) => println!("{:?}", e.kind()),
        },
        Some("cat") => {
            std::io::copy(&mut std::io::stdin(), &mut std::io::stdout()).unwrap();
        }
        Some("exit") => std::process::exit(args[2].parse().unwrap()),
        Some("panic") => println!("{}", element(&[1, 2, 3], args.len() + 5)),
        Some("recurse") => {
            fn endless(n: u64) -> u64 {
                std::hint::black_box(endless(n + 1)) + 1
            }
            println!("{}", endless(0));
        }
        Some("flood") => loop {
            println!("more");
        },
        Some("fill") => {
            use std::io::Write;
            let mut file = std::fs::File::create(&args[2]).unwrap();
            let mut written = 0;
            while file.write_all(&[1; 4096]).is_ok() {
                written += 4096;
            }
            println!("stopped after {written} bytes");
        }
        Some("spin") => loop {
            std::hint::black_box(0);
        },
        _ => println!("{}", args.join("|")),
    }
}
