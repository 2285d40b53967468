//! What leaves the program: the JSON of a page to typeset, workbooks, inline SVG pictures, and the sealed archive of a pack.
//! Plain data in, bytes or text out; no file, clock or database, and no words of its own.

pub mod bcp;
pub mod contact_chart;
pub mod document;
pub mod drills;
pub mod improvement_plan;
pub mod ledger_part;
pub mod letter;
pub mod pack;
pub mod picture;
pub mod sheet;
pub mod single_page;
pub mod workbook;
