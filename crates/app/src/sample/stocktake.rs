//! The sample's stock-takes: one of the whole house in summer, which is finished, and one of a floor, which is going on.

use super::{Cast, internal, name, people::Who};
use crate::{
    AppError,
    ledger::stocktake::{NewDevice, Said, StocktakeError, add, begin, count, find_device, finish},
};
use domain::{
    id::{DeviceId, StocktakeId},
    ledger::{CountState, Found, Place, Scope},
};
use store::ledger::stocktake::{Counter, Narrow};
use time::{Date, Duration, macros::date};

/// The first day of the one in summer.
const SUMMER: Date = date!(2024 - 07 - 19);
/// Its last day.
const SUMMER_END: Date = date!(2024 - 07 - 22);

fn wrong(error: StocktakeError) -> AppError {
    match error {
        StocktakeError::Edit(crate::ledger::EditError::App(error)) => error,
        other => internal(other),
    }
}

impl Cast {
    /// Everything is found, but for what no house finds at once.
    pub(super) async fn take_stock_in_summer(&self) -> Result<(), AppError> {
        self.set(SUMMER, (9, 0));
        let id = self.begin_stocktake("2024年度 全館棚卸", SUMMER, Scope::default()).await?;
        self.set(SUMMER, (14, 10));
        // A person of the reception counts its own devices; its role is to read.
        let (desk, counter) = (self.room(id, "受付").await?, Counter::Department(self.permit(Who::Sakai).await?));
        count(&self.app, &counter, id, &desk, &Said::of(Found::Confirmed)).await.map_err(wrong)?;
        self.set(SUMMER_END, (10, 30));
        let keeper = || async { Ok::<_, AppError>(Counter::House(self.permit(Who::Takano).await?)) };
        let said = [
            (
                "PC-016",
                Said {
                    building: "本館".into(),
                    floor: "4階".into(),
                    room: "ナースステーション".into(),
                    ..Said::of(Found::Elsewhere)
                },
            ),
            ("PC-010", Said { note: "電源が入らない。修理を頼んだ。".into(), ..Said::of(Found::Broken) }),
            (
                "PC-028",
                Said {
                    note: "棚を入れ替えたときに動かしたらしい。".into(), ..Said::of(Found::Missing)
                },
            ),
        ];
        for (asset, said) in said {
            let device = self.device(asset).await?;
            count(&self.app, &keeper().await?, id, &[device], &said).await.map_err(wrong)?;
        }
        self.set(SUMMER_END, (16, 40));
        let open = self.left(id, None, CountState::Open).await?;
        count(&self.app, &keeper().await?, id, &open, &Said::of(Found::Confirmed)).await.map_err(wrong)?;
        let hub = NewDevice {
            note: "3階病棟の天井裏の古いハブ。番号なし。".to_owned(), ..NewDevice::default()
        };
        let view = self.permit(Who::Takano).await?;
        add(&self.app, &view, self.permit(Who::Takano).await?, id, &hub).await.map_err(wrong)?;
        self.set(SUMMER_END, (17, 20));
        let missing = self.left(id, None, CountState::Missing).await?;
        let note = "棚を入れ替えたときに動かしたらしい。".to_owned();
        let decided: Vec<(DeviceId, Said)> = missing
            .into_iter()
            .map(|device| (device, Said { note: note.clone(), ..Said::of(Found::Searching) }))
            .collect();
        finish(&self.app, &self.permit(Who::Kubo).await?, id, &decided).await.map_err(wrong)
    }

    /// A floor is half done on the day on which the story stands still.
    pub(super) async fn take_stock_now(&self, today: Date) -> Result<(), AppError> {
        let yesterday = today.checked_sub(Duration::DAY).unwrap_or(today);
        self.set(yesterday, (9, 20));
        let place = Place { building: "本館".to_owned(), floor: "1階".to_owned(), room: String::new() };
        let id = self.begin_stocktake("本館1階の棚卸", yesterday, Scope { place, ..Scope::default() }).await?;
        self.set(yesterday, (11, 5));
        let counter = || async { Ok::<_, AppError>(Counter::House(self.permit(Who::Takano).await?)) };
        let servers = self.room(id, "サーバ室").await?;
        count(&self.app, &counter().await?, id, &servers, &Said::of(Found::Confirmed)).await.map_err(wrong)?;
        let moved =
            Said {
                building: "本館".into(), floor: "1階".into(), room: "検査室".into(), ..Said::of(Found::Elsewhere)
            };
        let cart = self.device("ME-005").await?;
        count(&self.app, &counter().await?, id, &[cart], &moved).await.map(drop).map_err(wrong)
    }

    async fn begin_stocktake(&self, called: &str, on: Date, scope: Scope) -> Result<StocktakeId, AppError> {
        let (view, permit) = (self.permit(Who::Kubo).await?, self.permit(Who::Kubo).await?);
        begin(&self.app, &view, &permit, name(called)?, on, scope).await.map_err(wrong)
    }

    async fn device(&self, asset: &str) -> Result<DeviceId, AppError> {
        let found = find_device(&self.app, &self.permit(Who::Takano).await?, asset).await?;
        found.ok_or_else(|| internal(format!("no device {asset}")))
    }

    /// Its devices in the room of that name.
    async fn room(&self, id: StocktakeId, called: &str) -> Result<Vec<DeviceId>, AppError> {
        let view = self.permit(Who::Takano).await?;
        let (_, rooms) = store::ledger::stocktake::show(&self.app.db, &view, id).await?;
        let room = rooms.into_iter().find(|one| one.place.room == called).map(|one| one.room);
        self.left(id, room, CountState::Open).await
    }

    async fn left(&self, id: StocktakeId, room: Option<i64>, state: CountState) -> Result<Vec<DeviceId>, AppError> {
        let narrow = Narrow { room, state: Some(state) };
        let view = self.permit(Who::Takano).await?;
        let rows = store::ledger::stocktake::devices(&self.app.db, &view, id, narrow, usize::MAX, 0).await?;
        Ok(rows.into_iter().map(|row| row.about.device).collect())
    }
}
