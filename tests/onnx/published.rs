//! The nine light models of the Python package `onnx`.

use super::{count, warnings};
use std::path::PathBuf;

#[test]
fn light_models() {
    let folder = std::env::var_os("PETADAY_ONNX_MODELS").map(PathBuf::from);
    let folder = folder.expect(
        "PETADAY_ONNX_MODELS names no folder: run the tests by “make test-native”, which fetches the models",
    );
    let mut fixtures = csv::Reader::from_path("tests/fixtures/onnx.csv").unwrap();
    let mut read = 0;
    for row in fixtures.records() {
        let row = row.unwrap();
        let path = folder.join(&row[0]);
        let bytes = std::fs::read(&path).unwrap_or_else(|error| {
            panic!("{}: {error}; run “scripts/setup.sh models”", path.display())
        });
        let import = count(&bytes);
        assert_eq!(
            import.forward.unwrap().whole(),
            row[1].parse().ok(),
            "{}",
            &row[0]
        );
        assert_eq!(import.parameters, row[2].parse().ok(), "{}", &row[0]);
        assert_eq!(warnings(&import), [""; 0], "{}", &row[0]);
        assert_eq!(import.open, [], "{}", &row[0]);
        read += 1;
    }
    assert_eq!(read, 9);
}
