//! What leaves the program, checked from outside.

mod bytes;
mod sample;
mod tamper;
