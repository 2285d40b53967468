//! Nightly backups: due once a night, some generations, an alarm when they fail.

use app::{
    App, Clock, InstallationKey,
    backup::{Nightly, Trouble, Watch},
};
use domain::calendar::Instant;
use std::{fs, path::PathBuf};
use testkit::{Engine, House};
use time::macros::date;

/// An instant of June 2024 in Japan.
fn at(day: time::Date, hour: i64) -> Instant {
    Instant::start_of_day_jst(day).plus_millis(hour * 3_600_000)
}

struct Night {
    house: House,
    app: App,
    data: PathBuf,
    folder: PathBuf,
    watch: Watch,
}

impl Night {
    async fn make() -> Self {
        let house = House::build(Engine::Sqlite).await;
        let data = house.test_db.folder.clone();
        InstallationKey::open(&data.join("installation.key")).unwrap();
        let folder = data.join("backups");
        Self { app: house.app.clone(), house, data, folder, watch: Watch::default() }
    }

    async fn turn(&mut self, now: Instant) {
        self.app.clock = Clock::at(now);
        let nightly = Nightly { folder: self.folder.clone(), keep: 2 };
        nightly.turn(&self.app, &self.data, &self.watch).await;
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(&self.folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

#[tokio::test]
async fn one_is_made_each_night_and_the_newest_stay() {
    let mut night = Night::make().await;
    night.turn(at(date!(2024 - 06 - 10), 0)).await;
    assert_eq!(night.names(), Vec::<String>::new(), "not before the hour");
    fs::write(night.folder.join("家計簿.xlsx"), "somebody's").unwrap();
    for day in [date!(2024 - 06 - 10), date!(2024 - 06 - 11), date!(2024 - 06 - 12)] {
        night.turn(at(day, 1)).await;
        night.turn(at(day, 13)).await;
    }
    assert_eq!(night.names(), ["sakimori-2024-06-11.zip", "sakimori-2024-06-12.zip", "家計簿.xlsx"]);
    let backup = app::backup::Backup::open(&night.folder.join("sakimori-2024-06-12.zip")).unwrap();
    assert_eq!(backup.manifest().amount.facilities, 1);
    drop(night.house);
}

#[tokio::test]
async fn a_failure_is_an_alarm_until_one_succeeds() {
    let mut night = Night::make().await;
    let (day, folder) = (date!(2024 - 06 - 10), night.folder.clone());
    assert!(night.watch.alarm(at(day, 0)).is_none(), "nobody asked for backups");
    fs::write(&folder, "a file where the folder should be").unwrap();
    night.turn(at(day, 2)).await;
    let alarm = night.watch.alarm(at(day, 3)).expect("an alarm");
    assert_eq!((alarm.newest, alarm.why), (None, Some((Trouble::NoFolder, folder.clone()))));
    fs::remove_file(&folder).unwrap();
    night.turn(at(day, 4)).await;
    assert_eq!(night.names(), ["sakimori-2024-06-10.zip"]);
    assert_eq!(night.watch.alarm(at(day, 5)).and_then(|alarm| alarm.why), None);
}
