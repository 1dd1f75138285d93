//! Arguments and environment.

use programs::show;
use std::env;

fn main() {
    for arg in env::args().skip(1) {
        show("argument", arg);
    }
    for (name, value) in env::vars() {
        show(&name, value);
    }
    show("var", env::var("GREETING"));
    show("missing", env::var("MISSING"));
    show("empty", env::var("EMPTY"));
    env::set_var("GREETING", "changed");
    env::remove_var("EMPTY");
    show("changed", env::var("GREETING"));
    show("removed", env::var("EMPTY").is_err());
}
