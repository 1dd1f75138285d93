//! Times component calls in Wasmtime: `wasmtime-host CALLEE CALLER COMPOSED MILLISECONDS WANTED` prints
//! `row nanoseconds check` for rows whose name contains the wanted text.

use std::time::{Duration, Instant};
use wasmtime::component::{
    Component, ComponentNamedList, ComponentType, Instance, Lift, Linker, Lower, Resource, ResourceAny, ResourceType,
    TypedFunc,
};
use wasmtime::{Engine, Result, Store, StoreContextMut};

const API: &str = "bench:calls/api";
const DRIVE: &str = "bench:calls/drive";
const SMALL: usize = 16;
const LARGE: usize = 64 << 10;
const HUGE: usize = 1 << 20;
const POINTS: u32 = 1000;

#[derive(ComponentType, Lift, Lower, Clone)]
#[component(record)]
struct Point {
    x: f64,
    y: f64,
    id: u32,
}

/// The host's own counter, for components that import one.
struct Counter;

type HostStore = Store<Vec<u32>>;

struct Bench {
    budget: Duration,
    wanted: String,
}

impl Bench {
    /// Batches of at least a millisecond until the time is over; prints the median.
    fn row(&self, name: &str, check: u64, mut calls: impl FnMut(u32)) {
        if !name.contains(&self.wanted) {
            return;
        }
        let mut times = 1u32;
        loop {
            let start = Instant::now();
            calls(times);
            if start.elapsed() >= Duration::from_millis(1) {
                break;
            }
            times *= 2;
        }
        let mut samples = Vec::new();
        let begin = Instant::now();
        while begin.elapsed() < self.budget || samples.len() < 3 {
            let start = Instant::now();
            calls(times);
            samples.push(start.elapsed().as_nanos() as f64 / f64::from(times));
        }
        samples.sort_by(f64::total_cmp);
        println!("{name}\t{:.1}\t{check}", samples[samples.len() / 2]);
    }
}

fn text(size: usize) -> String {
    (0..size).map(|i| char::from(b'a' + (i % 26) as u8)).collect()
}

fn bytes(size: usize) -> Vec<u8> {
    (0..size).map(|i| i as u8).collect()
}

fn point(id: u32) -> Point {
    Point { x: f64::from(id), y: 0.5, id }
}

fn function<P, R>(store: &mut HostStore, instance: &Instance, interface: &str, name: &str) -> Result<TypedFunc<P, R>>
where
    P: ComponentNamedList + Lower,
    R: ComponentNamedList + Lift,
{
    let interface = instance.get_export_index(&mut *store, None, interface).expect("the interface");
    let function = instance.get_export_index(&mut *store, Some(&interface), name).expect("the function");
    instance.get_typed_func(store, function)
}

fn host_to_guest(bench: &Bench, store: &mut HostStore, callee: &Instance) -> Result<()> {
    let kind = "host to guest";
    let add = function::<(u32, u32), (u32,)>(store, callee, API, "add")?;
    let check = add.call(&mut *store, (40, 2))?.0;
    bench.row(&format!("{kind}: add"), check.into(), |times| {
        for i in 0..times {
            add.call(&mut *store, (i, 1)).unwrap();
        }
    });
    let echo = function::<(&str,), (String,)>(store, callee, API, "echo-text")?;
    for (label, size) in [("16 B", SMALL), ("64 KiB", LARGE)] {
        let text = text(size);
        let check = echo.call(&mut *store, (&text,))?.0.len();
        bench.row(&format!("{kind}: string {label}"), check as u64, |times| {
            for _ in 0..times {
                echo.call(&mut *store, (&text,)).unwrap();
            }
        });
    }
    let echo = function::<(&[u8],), (Vec<u8>,)>(store, callee, API, "echo-bytes")?;
    for (label, size) in [("64 KiB", LARGE), ("1 MiB", HUGE)] {
        let bytes = bytes(size);
        let check = echo.call(&mut *store, (&bytes,))?.0;
        bench.row(&format!("{kind}: list<u8> {label}"), check.len() as u64 + u64::from(check[size - 1]), |times| {
            for _ in 0..times {
                echo.call(&mut *store, (&bytes,)).unwrap();
            }
        });
    }
    let mirror = function::<(Point,), (Point,)>(store, callee, API, "mirror")?;
    let check = mirror.call(&mut *store, (point(7),))?.0;
    bench.row(&format!("{kind}: record"), check.y as u64 + u64::from(check.id), |times| {
        for i in 0..times {
            mirror.call(&mut *store, (point(i),)).unwrap();
        }
    });
    let echo = function::<(&[Point],), (Vec<Point>,)>(store, callee, API, "echo-points")?;
    let points: Vec<Point> = (0..POINTS).map(point).collect();
    let check = echo.call(&mut *store, (&points,))?.0;
    let last = &check[check.len() - 1];
    bench.row(
        &format!("{kind}: list of 1000 records"),
        check.len() as u64 + last.x as u64 + u64::from(last.id),
        |times| {
            for _ in 0..times {
                echo.call(&mut *store, (&points,)).unwrap();
            }
        },
    );
    let new = function::<(u32,), (ResourceAny,)>(store, callee, API, "[constructor]counter")?;
    let add = function::<(ResourceAny, u32), (u32,)>(store, callee, API, "[method]counter.add")?;
    let counter = new.call(&mut *store, (0,))?.0;
    let check = add.call(&mut *store, (counter, 5))?.0;
    bench.row(&format!("{kind}: method"), check.into(), |times| {
        for _ in 0..times {
            add.call(&mut *store, (counter, 1)).unwrap();
        }
    });
    counter.resource_drop(store)?;
    Ok(())
}

/// Rows whose calls a guest makes, of another component or of the host.
fn driven(bench: &Bench, kind: &str, store: &mut HostStore, caller: &Instance) -> Result<()> {
    for (row, name) in [("add", "add"), ("record", "mirror"), ("method", "counter-add")] {
        let drive = function::<(u32,), (u64,)>(store, caller, DRIVE, name)?;
        let check = drive.call(&mut *store, (3,))?.0;
        bench.row(&format!("{kind}: {row}"), check, |times| {
            drive.call(&mut *store, (times,)).unwrap();
        });
    }
    for (row, name, size) in [
        ("string 16 B", "echo-text", SMALL),
        ("string 64 KiB", "echo-text", LARGE),
        ("list<u8> 64 KiB", "echo-bytes", LARGE),
        ("list<u8> 1 MiB", "echo-bytes", HUGE),
        ("list of 1000 records", "echo-points", POINTS as usize),
    ] {
        let drive = function::<(u32, u32), (u64,)>(store, caller, DRIVE, name)?;
        let check = drive.call(&mut *store, (3, size as u32))?.0;
        bench.row(&format!("{kind}: {row}"), check, |times| {
            drive.call(&mut *store, (times, size as u32)).unwrap();
        });
    }
    Ok(())
}

fn offer(linker: &mut Linker<Vec<u32>>) -> Result<()> {
    let mut api = linker.instance(API)?;
    api.resource("counter", ResourceType::host::<Counter>(), |_, _| Ok(()))?;
    api.func_wrap("add", |_: StoreContextMut<Vec<u32>>, (a, b): (u32, u32)| Ok((a.wrapping_add(b),)))?;
    api.func_wrap("echo-text", |_: StoreContextMut<Vec<u32>>, (value,): (String,)| Ok((value,)))?;
    api.func_wrap("echo-bytes", |_: StoreContextMut<Vec<u32>>, (value,): (Vec<u8>,)| Ok((value,)))?;
    api.func_wrap("mirror", |_: StoreContextMut<Vec<u32>>, (value,): (Point,)| {
        Ok((Point { x: value.y, y: value.x, id: value.id },))
    })?;
    api.func_wrap("echo-points", |_: StoreContextMut<Vec<u32>>, (values,): (Vec<Point>,)| Ok((values,)))?;
    api.func_wrap("[constructor]counter", |mut store: StoreContextMut<Vec<u32>>, (start,): (u32,)| {
        store.data_mut().push(start);
        Ok((Resource::<Counter>::new_own(store.data().len() as u32 - 1),))
    })?;
    api.func_wrap(
        "[method]counter.add",
        |mut store: StoreContextMut<Vec<u32>>, (counter, by): (Resource<Counter>, u32)| {
            let value = &mut store.data_mut()[counter.rep() as usize];
            *value = value.wrapping_add(by);
            Ok((*value,))
        },
    )?;
    Ok(())
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, callee, caller, composed, milliseconds, wanted] = &arguments[..] else {
        panic!("usage: wasmtime-host CALLEE CALLER COMPOSED MILLISECONDS WANTED");
    };
    let budget = Duration::from_millis(milliseconds.parse().expect("milliseconds"));
    let bench = Bench { budget, wanted: wanted.clone() };
    let engine = Engine::default();
    let mut store = Store::new(&engine, Vec::new());
    let mut linker = Linker::new(&engine);
    let callee = linker.instantiate(&mut store, &Component::from_file(&engine, callee)?)?;
    host_to_guest(&bench, &mut store, &callee)?;
    let composed = linker.instantiate(&mut store, &Component::from_file(&engine, composed)?)?;
    driven(&bench, "guest to guest", &mut store, &composed)?;
    offer(&mut linker)?;
    let caller = linker.instantiate(&mut store, &Component::from_file(&engine, caller)?)?;
    driven(&bench, "guest to host", &mut store, &caller)
}
