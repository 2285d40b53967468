//! Segments that a person named, and 切断手順 that a person wrote.

use super::{
    Kind, Place,
    finder::{Finder, Line, Record, Text},
};
use crate::{App, AppError, network::targets, words::T};
use domain::{
    access::{Permit, View},
    network::Part,
    search::Met,
};

pub(super) async fn offer(app: &App, view: &Permit<View>, t: T, finder: &mut Finder<'_>) -> Result<(), AppError> {
    if finder.wants(Kind::Segment) {
        for segment in store::network::segments(&app.db, view).await?.segments.all() {
            let mut lines = vec![Line::new(t.get("network-segment-net"), segment.net.to_string())];
            lines.extend(segment.vlan.map(|vlan| Line::new(t.get("network-segment-vlan"), format!("VLAN {vlan}"))));
            lines
                .extend(segment.purpose.iter().map(|one| Line::new(t.get("network-segment-purpose"), one.to_string())));
            let record = Record { title: Text::new(segment.name.to_string()), lines };
            finder.offer(Kind::Segment, &record, Met::default(), Place::Network, &segment.net.to_string());
        }
    }
    if finder.wants(Kind::Procedure) {
        let names = targets(app, view, t).await?;
        for version in store::network::procedures(&app.db, view).await? {
            let (target, stated) = (version.procedure.target, &version.procedure.stated);
            let name = names.iter().find(|(one, _)| *one == target).map(|(_, name)| name.clone()).unwrap_or_default();
            let lines = Part::ALL.into_iter().flat_map(|part| {
                let label = t.code("network-cut-part", part.code());
                stated.lines(part).iter().map(move |line| Line::new(label.clone(), line.to_string()))
            });
            let record = Record { title: Text::new(t.one("network-cut-for", "name", name)), lines: lines.collect() };
            finder.offer(Kind::Procedure, &record, Met::default(), Place::Procedure(target), "");
        }
    }
    Ok(())
}
