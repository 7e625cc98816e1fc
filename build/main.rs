//! Checks the tables in assets/ and turns them into the typed statics of `src/catalog`.
//!
//! A row that cannot be right stops the build: every problem of every table is printed at once,
//! with its file, line and row, and what to do about it.
mod chips;
mod emit;
mod examples;
mod networks;
mod ratios;
mod table;

fn main() {
    println!("cargo::rerun-if-changed=build");
    convert("chips", chips::parse, emit::chips);
    convert("examples", examples::parse, emit::examples);
    convert("networks", networks::parse, emit::networks);
}

/// Reads assets/`name`.csv and writes `name`.rs to the build's output folder.
fn convert<Row>(
    name: &str,
    parse: fn(&str, &str) -> table::Checked<Row>,
    emit: fn(&[Row]) -> String,
) {
    let file = format!("assets/{name}.csv");
    println!("cargo::rerun-if-changed={file}");
    let rows = std::fs::read_to_string(&file)
        .map_err(|error| vec![format!("{file}: {error}")])
        .and_then(|text| parse(&file, &text));
    match rows {
        Ok(rows) => {
            let folder = std::env::var("OUT_DIR").expect("Cargo sets OUT_DIR for build scripts");
            std::fs::write(format!("{folder}/{name}.rs"), emit(&rows))
                .expect("the build's output folder can be written");
        }
        Err(problems) => {
            for problem in problems {
                println!("cargo::error={problem}");
            }
        }
    }
}
