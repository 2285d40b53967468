//! Inventories as bytes: the files that nobody here wrote, lists in every writing, and what a hostile file does.

mod golden;
mod hostile;
mod lists;
mod told;
