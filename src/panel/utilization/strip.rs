//! The dots of the picture: one for each record, by the share that it reached.

use super::{Asked, chips, part};
use crate::catalog::utilization::{Record, Span};
use crate::picture::dots::{Dot, Lane};
use crate::quantity::write;

const LANES: [(Span, &str); 3] = [
    (Span::Run, "Whole run"),
    (Span::Steps, "Training steadily"),
    (Span::Best, "Best step or benchmark"),
];

/// The records that are shown, each in the lane of its span.
pub(super) fn lanes(shown: &[&'static Record], asked: &Asked) -> Vec<Lane> {
    let lane = |(span, name)| {
        let records = shown.iter().filter(|record| record.span == span);
        let dots = records.map(|record| dot(record, asked)).collect();
        Lane { name, dots }
    };
    LANES.map(lane).into()
}

fn dot(record: &Record, asked: &Asked) -> Dot {
    Dot {
        share: record.value().median(),
        is_mfu: record.mfu().is_some(),
        is_on: asked.matches(record),
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
        let lanes = lanes(&all, &Asked::of(&Draft::default(), 1));
        lanes.iter().for_each(assert_apart);
        let placed: usize = lanes.iter().map(|lane| lane.dots.len()).sum();
        assert_eq!(placed, records().len());
    }
}
