//! The catalogue from outside: the packs that come with the program, and what the reader says about bad ones.

mod built_in;
mod crosswalk;
mod extra;
mod faults;
mod guidance;
mod robust;
mod verification;
