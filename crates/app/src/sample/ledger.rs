//! The sample's devices: the list that its people keep, and what the core switch saw.

use super::{Cast, people::Who};
use crate::{
    AppError,
    evidence::Arrived,
    intake::{Choice, IntakeError, apply_inventory, keep_inventory, preview_inventory},
    words::T,
};
use domain::evidence::FileName;
use messages::Lang;
use time::{Date, macros::date};

/// The day on which they are taken in, after the papers.
const TAKEN_ON: Date = date!(2024 - 06 - 17);

/// Files as they come, with the minute.
const FILES: [(&str, &str, i64); 2] = [
    ("機器一覧_見本.csv", include_str!("devices.csv"), 42),
    ("show_ip_arp_見本.txt", include_str!("neighbours.txt"), 51),
];

impl Cast {
    pub(super) async fn take_devices(&self) -> Result<(), AppError> {
        for (name, text, minute) in FILES {
            self.set(TAKEN_ON, (16, minute));
            self.take_file(name, text).await.map_err(|error| match error {
                IntakeError::App(error) => error,
                other => super::internal(other),
            })?;
        }
        Ok(())
    }

    async fn take_file(&self, name: &str, text: &str) -> Result<(), IntakeError> {
        let mut bytes = self.app.blobs.arrive(self.facility)?;
        bytes.write(text.as_bytes())?;
        let name = FileName::clean(name).map_err(super::internal)?;
        let (view, permit) = (self.permit(Who::Kubo).await?, self.permit(Who::Kubo).await?);
        let waiting = keep_inventory(&self.app, &permit, Arrived { name, bytes })?;
        let choice = Choice::default();
        let plan = preview_inventory(&self.app, &view, &waiting, &choice, T::new(Lang::Ja)).await?;
        let plan = plan.map_err(super::internal)?;
        apply_inventory(&self.app, &view, &permit, &waiting, &choice, plan.seal).await.map(drop)
    }
}
