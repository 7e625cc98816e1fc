//! The nine light models of the Python package `onnx`.

use super::{count, warnings};
use std::io::Write;
use std::path::PathBuf;

#[test]
fn light_models() {
    let Some(folder) = std::env::var_os("PETADAY_ONNX_MODELS").map(PathBuf::from) else {
        // Past the capture of the test runner, which shows nothing of a test that passes.
        let _ = writeln!(
            std::io::stderr(),
            "light_models is skipped: PETADAY_ONNX_MODELS names no folder; “make test-native” fetches the models"
        );
        return;
    };
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
