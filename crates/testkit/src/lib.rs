//! What tests stand on: a database on either engine, a small hospital with people of every role, and a clock that stands.
//! Every test of the store runs on both engines and ends with replay-and-compare.

#![expect(clippy::expect_used, clippy::disallowed_methods, reason = "a harness that can't be set up is a failed test")]

mod book;
mod engine;
mod house;

pub use book::Book;
pub use engine::{Engine, TestDb};
pub use house::{House, PASSWORD, Person};

/// Declares tests that run on SQLite and on PostgreSQL. Each gets a [`House`] and ends with the journal replayed and compared.
///
/// ```ignore
/// both_engines! {
///     async fn an_answer_is_kept(house: &House) { … }
/// }
/// ```
#[macro_export]
macro_rules! both_engines {
    ($(async fn $name:ident($house:ident: &House) $body:block)+) => {$(
        mod $name {
            use super::*;

            async fn run($house: &$crate::House) $body

            #[tokio::test]
            async fn sqlite() {
                let house = $crate::House::build($crate::Engine::Sqlite).await;
                run(&house).await;
                house.replay_and_compare().await;
            }

            #[tokio::test]
            async fn postgres() {
                let house = $crate::House::build($crate::Engine::Postgres).await;
                run(&house).await;
                house.replay_and_compare().await;
            }
        }
    )+};
}
