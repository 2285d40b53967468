//! A new or removed file of texts changes the program; without this, only changed ones would.

fn main() {
    println!("cargo::rerun-if-changed=locales");
}
