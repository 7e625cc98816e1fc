//! The dots of the picture: one for each record, by its utilization.

use super::{Selection, chips, part};
use crate::catalog::utilization::{Record, Span};
use crate::picture::dots::{Dot, Lane};
use crate::quantity::write;

const LANES: [(Span, &str); 3] = [
    (Span::Run, "Whole run"),
    (Span::Steps, "Training steadily"),
    (Span::Best, "Best step or benchmark"),
];

/// Returns the records records, each in the lane of its span.
pub(super) fn lanes(records: &[&'static Record], selection: &Selection) -> Vec<Lane> {
    let lane = |(span, name)| {
        let records = records.iter().filter(|record| record.span == span);
        let dots = records.map(|record| dot(record, selection)).collect();
        Lane { name, dots }
    };
    LANES.map(lane).into()
}

fn dot(record: &Record, selection: &Selection) -> Dot {
    Dot {
        share: record.value().median(),
        is_mfu: record.mfu().is_some(),
        is_on: selection.matches(record),
        title: title(record),
    }
}

fn title(record: &Record) -> String {
    let mut title = String::from(record.system);
    for (share, name) in [(record.mfu(), "MFU"), (record.hfu(), "HFU")] {
        if let Some(share) = share {
            title = title + ", " + name + " " + &write::percent(share.median());
        }
    }
    let format = record.format.map_or("format not stated", |f| f.name());
    title = title + ", " + part(record.span) + ", " + &chips(record) + ", " + format;
    format!("{title}, {}", record.year())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::utilization::records;
    use crate::draft::Draft;
    use crate::picture::dots::assert_apart;

    #[test]
    fn no_dot_hides_another() {
        let all: Vec<_> = records().iter().collect();
        let lanes = lanes(&all, &Selection::of(&Draft::default(), 1));
        lanes.iter().for_each(assert_apart);
        let placed: usize = lanes.iter().map(|lane| lane.dots.len()).sum();
        assert_eq!(placed, records().len());
    }
}
