//! Files by their SHA-256: several writers of the same bytes at once.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Barrier,
};
use store::blob::Blobs;
use testkit::{Engine, House};

/// Writers at once.
const WRITERS: usize = 8;
/// Times that they meet: a race is not lost at each of them.
const ROUNDS: usize = 40;

fn files(root: &Path) -> Vec<PathBuf> {
    let (mut found, mut open) = (Vec::new(), vec![root.to_owned()]);
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().map(Result::unwrap) {
            if entry.path().is_dir() { open.push(entry.path()) } else { found.push(entry.path()) }
        }
    }
    found
}

#[tokio::test]
async fn two_writers_of_the_same_bytes_both_keep_them_and_nothing_else_stays() {
    let house = House::build(Engine::Sqlite).await;
    let (blobs, facility) = (Blobs::new(&house.test_db.folder), house.facility);
    for round in 0..ROUNDS {
        // Some pages long, so that one writer is in the middle when the next begins.
        let bytes = vec![u8::try_from(round).unwrap(); 300_000 + round];
        let start = Barrier::new(WRITERS);
        let write = |at: usize| {
            start.wait();
            if at.is_multiple_of(2) {
                return blobs.put(facility, &bytes);
            }
            let mut arriving = blobs.arrive(facility)?;
            arriving.write(&bytes)?;
            blobs.keep(arriving).map(|(digest, _)| digest)
        };
        let kept: Vec<_> = std::thread::scope(|scope| {
            let writers: Vec<_> = (0..WRITERS).map(|at| scope.spawn(move || write(at))).collect();
            writers.into_iter().map(|writer| writer.join().unwrap()).collect()
        });
        let digest = domain::digest::Digest::of(&bytes);
        for one in kept {
            assert_eq!(one.unwrap(), digest, "round {round}");
        }
        assert_eq!(blobs.get(facility, &digest).unwrap(), bytes, "round {round}");
        assert_eq!(files(&house.test_db.folder.join("blobs")).len(), round + 1, "one file for each bytes");
    }
}
