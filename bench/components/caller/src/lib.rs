//! Calls the other component, or the host, in loops.
#![no_std]

extern crate alloc;
extern crate guest;

use alloc::{string::String, vec::Vec};
use bench::calls::api::{self, Counter, Point};
use exports::bench::calls::drive::Guest;

wit_bindgen::generate!({ path: "../wit", world: "caller" });

struct Caller;

fn point(id: u32) -> Point {
    Point { x: id as f64, y: 0.5, id }
}

impl Guest for Caller {
    fn add(times: u32) -> u64 {
        (0..times).fold(0, |sum, i| sum + u64::from(api::add(i, 1)))
    }

    fn echo_text(times: u32, size: u32) -> u64 {
        let text: String = (0..size).map(|i| char::from(b'a' + (i % 26) as u8)).collect();
        (0..times).fold(0, |sum, _| sum + api::echo_text(&text).len() as u64)
    }

    fn echo_bytes(times: u32, size: u32) -> u64 {
        let bytes: Vec<u8> = (0..size).map(|i| i as u8).collect();
        (0..times).fold(0, |sum, _| {
            let back = api::echo_bytes(&bytes);
            sum + back.len() as u64 + u64::from(back[back.len() - 1])
        })
    }

    fn mirror(times: u32) -> u64 {
        (0..times).fold(0, |sum, i| {
            let back = api::mirror(point(i));
            sum + back.y as u64 + u64::from(back.id)
        })
    }

    fn echo_points(times: u32, count: u32) -> u64 {
        let points: Vec<Point> = (0..count).map(point).collect();
        (0..times).fold(0, |sum, _| {
            let back = api::echo_points(&points);
            let last = &back[back.len() - 1];
            sum + back.len() as u64 + last.x as u64 + u64::from(last.id)
        })
    }

    fn counter_add(times: u32) -> u64 {
        let counter = Counter::new(0);
        (0..times).fold(0, |sum, _| sum + u64::from(counter.add(1)))
    }
}

export!(Caller);
