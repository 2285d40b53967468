//! The network (ネットワーク) as an emergency needs it: segments, what joins them, lines to the outside, and how to cut them.

mod cut;
mod device;
mod map;
mod outside;
mod procedure;
mod segment;

pub use cut::{CutNote, OutsideKey};
pub use device::{KindCounts, NetDevice, names, parts_of};
pub use map::{Joint, Line as MapLine, Net, NetworkMap, Way, draw};
pub use outside::{AccessAt, OutsideFacts, is_answered, outside_facts};
pub use procedure::{Checked, Part, Procedure, ProcedureDraft, ProcedureError, Target};
pub use segment::{Segment, SegmentError, SegmentText, Segments};
