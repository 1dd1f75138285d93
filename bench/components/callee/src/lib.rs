//! Gives back what it is given.
#![no_std]

extern crate alloc;
extern crate guest;

use alloc::{string::String, vec::Vec};
use core::cell::Cell;
use exports::bench::calls::api::{Guest, GuestCounter, Point};

wit_bindgen::generate!({ path: "../wit", world: "callee" });

struct Callee;

struct Counter(Cell<u32>);

impl GuestCounter for Counter {
    fn new(start: u32) -> Self {
        Counter(Cell::new(start))
    }

    fn add(&self, by: u32) -> u32 {
        self.0.set(self.0.get().wrapping_add(by));
        self.0.get()
    }
}

impl Guest for Callee {
    type Counter = Counter;

    fn add(a: u32, b: u32) -> u32 {
        a.wrapping_add(b)
    }

    fn echo_text(value: String) -> String {
        value
    }

    fn echo_bytes(value: Vec<u8>) -> Vec<u8> {
        value
    }

    fn mirror(value: Point) -> Point {
        Point { x: value.y, y: value.x, id: value.id }
    }

    fn echo_points(values: Vec<Point>) -> Vec<Point> {
        values
    }
}

export!(Callee);
