//! A program with one behaviour for each test, chosen by its first argument.

use std::io::Read;

#[inline(never)]
fn recurse(depth: u32, bytes: &[u8; 64]) -> u32 {
    let mut own = *bytes;
    own[0] = own[0].wrapping_add(1);
    if depth == 0 {
        u32::from(own[0])
    } else {
        recurse(depth - 1, &own).wrapping_add(u32::from(own[1]))
    }
}

fn element(values: &[u32], index: usize) -> u32 {
    values[index]
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    match args[1].as_str() {
        "hello" => {
            println!("Hello from {}: {}", args[0], args[2..].join(" "));
            eprintln!("GREETING={}", std::env::var("GREETING").unwrap_or_default());
        }
        "cat" => {
            let mut text = String::new();
            std::io::stdin().read_to_string(&mut text).unwrap();
            print!("{}", text.to_uppercase());
        }
        "read" => print!("{}", std::fs::read_to_string(&args[2]).unwrap()),
        "write" => std::fs::write(&args[2], &args[3]).unwrap(),
        "exit" => std::process::exit(args[2].parse().unwrap()),
        "panic" => println!("{}", element(&[1, 2, 3], args.len() + 5)),
        "recurse" => println!("{}", recurse(args[2].parse().unwrap(), &[0; 64])),
        "spin" => loop {
            std::hint::black_box(0);
        },
        "sleep" => std::thread::sleep(std::time::Duration::from_secs(600)),
        "partial" => {
            print!("no newline");
            loop {
                std::hint::black_box(0);
            }
        }
        "eat" => {
            let mut eaten: Vec<Vec<u8>> = Vec::new();
            loop {
                eaten.push(vec![1; 1 << 20]);
            }
        }
        other => panic!("unknown behaviour {other}"),
    }
}
