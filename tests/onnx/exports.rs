//! Networks exported by today’s and earlier versions of torch, with open sizes: their counts are
//! those of the network itself, as `scripts/fixtures/onnx_exports.py` found them.

use super::{count, count_as, warnings, writer};
use petaday::import::{Asked, Import};

struct Row {
    file: String,
    parameters: u128,
    multiply_adds: u128,
    asked: Asked,
    model: Vec<u8>,
}

/// The fixtures, with what is known of them.
fn fixtures() -> Vec<Row> {
    let mut table = csv::Reader::from_path("tests/fixtures/onnx/counts.csv").unwrap();
    let row = |row: csv::StringRecord| {
        let number = |column: usize| row[column].parse::<i128>().unwrap();
        let mut asked = Asked::default();
        for size in row[4].split(';').filter(|size| !size.is_empty()) {
            let (name, size) = size.split_once('=').unwrap();
            asked.sizes.insert(name.into(), size.parse().unwrap());
        }
        Row {
            file: row[0].into(),
            parameters: (number(1) + number(5)).try_into().unwrap(),
            multiply_adds: number(2).try_into().unwrap(),
            asked,
            model: std::fs::read(format!("tests/fixtures/onnx/{}", &row[0])).unwrap(),
        }
    };
    table.records().map(|record| row(record.unwrap())).collect()
}

#[track_caller]
fn is_right(row: &Row, import: &Import) {
    let file = &row.file;
    assert_eq!(warnings(import), [""; 0], "{file}: nothing is left out");
    let forward = import
        .forward
        .unwrap_or_else(|| panic!("{file} has no total"));
    // The figures are for all examples that the file was traced with.
    let all = forward.whole().map(|each| each * u128::from(forward.of));
    assert_eq!((file, all), (file, Some(row.multiply_adds)));
    assert_eq!((file, import.parameters), (file, Some(row.parameters)));
}

#[test]
fn counts_are_those_of_the_network() {
    let rows = fixtures();
    assert!(rows.len() > 30, "{} fixtures", rows.len());
    for row in rows {
        let import = count_as(&row.model, &row.asked);
        is_right(&row, &import);
        assert_eq!(import.open, [], "{}", row.file);
    }
}

/// Sizes are followed through the graph: those that the exporter stored beside it are not needed.
#[test]
fn stored_sizes_are_not_needed() {
    for row in fixtures() {
        let bare = without_stored_sizes(&row.model);
        is_right(&row, &count_as(&bare, &row.asked));
    }
}

/// Without given sizes there is a total as well, and all assumed sizes are listed.
#[test]
fn open_sizes_are_assumed() {
    for row in fixtures() {
        // A sound needs more samples than anybody would assume, and the older exporter wrote the
        // lengths that it saw into this graph.
        let is_refused = row.file.starts_with("wav2vec2") || row.file == "across-older.onnx";
        let import = count(&row.model);
        assert_eq!(import.forward.is_none(), is_refused, "{}", row.file);
        let open: Vec<&str> = import.open.iter().map(|open| open.name.as_str()).collect();
        let mut given: Vec<&str> = row.asked.sizes.keys().map(String::as_str).collect();
        given.sort_by_key(|name| open.iter().position(|other| other == name));
        assert_eq!(open, given, "{}", row.file);
    }
}

/// One example is half of the work of two.
#[test]
fn the_batch_is_divided_out() {
    for mut row in fixtures() {
        // All of them are exported with two examples; a batch is the first size that is open.
        for size in row.asked.sizes.values_mut().filter(|size| **size == 2) {
            *size = 1;
        }
        row.multiply_adds /= 2;
        is_right(&row, &count_as(&row.model, &row.asked));
    }
}

/// A model without the sizes of its values: field 13 of its graph, which is field 7.
fn without_stored_sizes(model: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for (number, whole, inside) in fields(model) {
        if number == 7 {
            let kept = fields(inside)
                .into_iter()
                .filter(|(number, ..)| *number != 13);
            let graph: Vec<u8> = kept.flat_map(|(_, whole, _)| whole.to_vec()).collect();
            out.extend(writer::bytes(7, graph));
        } else {
            out.extend(whole);
        }
    }
    out
}

/// The fields of a message: number, all of it, what is in it.
fn fields(mut message: &[u8]) -> Vec<(u64, &[u8], &[u8])> {
    let varint = |bytes: &[u8]| {
        let length = bytes.iter().take_while(|byte| **byte >= 0x80).count() + 1;
        let digits = bytes[..length].iter().enumerate();
        let value = digits
            .map(|(at, byte)| u64::from(byte & 0x7f) << (7 * at))
            .sum::<u64>();
        (value, length)
    };
    let mut fields = Vec::new();
    while !message.is_empty() {
        let (tag, head) = varint(message);
        let (start, end) = match tag & 7 {
            0 => (head, head + varint(&message[head..]).1),
            2 => {
                let (length, more) = varint(&message[head..]);
                (head + more, head + more + length as usize)
            }
            kind => panic!("a field of kind {kind}"),
        };
        fields.push((tag >> 3, &message[..end], &message[start..end]));
        message = &message[end..];
    }
    fields
}
