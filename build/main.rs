//! Checks the tables in assets/ and turns them into the typed statics of `src/catalog`.
//!
//! A row that cannot be right stops the build: every problem of every table is printed at once,
//! with its file, line and row, and what to do about it.
mod bases;
mod carbon;
mod chips;
mod claims;
mod edition_names;
mod editions;
mod emit;
mod examples;
mod generations;
mod machines;
mod marks;
mod memory;
mod model_names;
mod networks;
mod notable;
mod open_models;
mod pack;
mod pue;
mod ratios;
mod systems;
mod table;
mod thresholds;
mod utilization;
mod words;

use std::time::SystemTime;

fn main() {
    println!("cargo::rerun-if-changed=build");
    convert(
        "chips",
        chips::parse,
        &[
            ("chips.tsv", emit::chips),
            ("chips_about.tsv", emit::chips_about),
            ("chips_aliases.txt", emit::chips_aliases),
        ],
    );
    convert(
        "examples",
        examples::parse,
        &[("examples.rs", emit::examples)],
    );
    convert(
        "networks",
        networks::parse,
        &[("networks.rs", emit::networks)],
    );
    convert(
        "grid_carbon",
        carbon::parse,
        &[("grid_carbon.rs", emit::grids)],
    );
    convert("pue", pue::parse, &[("pue.rs", emit::pues)]);
    convert(
        "claims",
        |file, text| claims::parse(file, text, &edition_names::names()),
        &[("claims.rs", emit::claims)],
    );
    convert(
        "systems",
        systems::parse,
        &[
            ("systems.tsv", emit::systems),
            ("systems_sources.txt", emit::systems_sources),
            ("milestones.rs", marks::milestones),
            ("makers.rs", marks::makers),
        ],
    );
    convert(
        "thresholds",
        thresholds::parse,
        &[
            ("thresholds.rs", emit::thresholds),
            ("limits.rs", marks::limits),
            ("owners.rs", marks::owners),
        ],
    );
    // The rows of these name those of others. Where the others are wrong, that is said above, once.
    let read =
        |name: &str| std::fs::read_to_string(format!("assets/{name}.csv")).unwrap_or_default();
    if let Ok(chips) = chips::parse("assets/chips.csv", &read("chips")) {
        for chip in &chips {
            let is_known = edition_names::names().contains(&chip.since.as_str());
            if !chip.since.is_empty() && !is_known {
                let (slug, since) = (&chip.slug, &chip.since);
                println!(
                    "cargo::error=assets/chips.csv ({slug}): since “{since}” is no edition of build/edition_names.rs"
                );
            }
        }
        convert(
            "utilization",
            |file, text| utilization::parse(file, text, &chips),
            &[("utilization.rs", emit::utilization)],
        );
        convert(
            "machines",
            |file, text| machines::parse(file, text, &chips),
            &[("machines.tsv", emit::machines)],
        );
        convert(
            "editions",
            |file, text| {
                editions::former(
                    &editions::parse(file, text, &edition_names::names())?,
                    &chips,
                )
            },
            &[("chips_former.tsv", emit::former_chips)],
        );
    }
    if let (Ok(systems), Ok(chips)) = (
        systems::parse("assets/systems.csv", &read("systems")),
        chips::parse("assets/chips.csv", &read("chips")),
    ) {
        let chips: Vec<&str> = chips.iter().map(|chip| chip.slug.as_str()).collect();
        convert(
            "notable",
            |file, text| notable::parse(file, text, &systems, &chips),
            &[("notable.tsv", notable::packed)],
        );
        if let Ok(notable) = notable::parse("", &read("notable"), &systems, &chips) {
            write("bases.tsv", &bases::packed(&systems, &notable));
            let known: Vec<open_models::Known> = notable.iter().map(notable::Row::known).collect();
            if let Ok(open) = open_models::parse("", &read("open_models"), &known) {
                let names = model_names::text(&systems, &notable, &open);
                write("model_names.txt", &names);
            }
            convert(
                "open_models",
                |file, text| open_models::parse(file, text, &known),
                &[
                    ("open_models.tsv", open_models::packed),
                    ("open_models_slugs.txt", open_models::slugs),
                    ("open_models_notes.txt", open_models::notes),
                ],
            );
        }
    }
    if let Ok(grids) = carbon::parse("assets/grid_carbon.csv", &read("grid_carbon")) {
        convert(
            "editions",
            |file, text| {
                editions::former(
                    &editions::parse(file, text, &edition_names::names())?,
                    &grids,
                )
            },
            &[("grid_carbon_former.rs", emit::former_grids)],
        );
    }
    if let Ok(changes) = editions::parse("", &read("editions"), &edition_names::names()) {
        write("history.tsv", &editions::history(&changes));
    }
    name_editions();
    name_build();
    let is = |name: &str, value: &str| std::env::var(name).as_deref() == Ok(value);
    if is("CARGO_CFG_TARGET_ARCH", "wasm32") && is("PROFILE", "release") {
        // For scripts/split.mjs, which cuts the program into parts that are loaded when they are asked for.
        println!("cargo::rustc-link-arg-bin=app=--emit-relocs");
    }
}

/// Names the build in the addresses of files whose names never change, so that page, worker and style of
/// different versions never mix. scripts/build.sh gives the name.
fn name_build() {
    println!("cargo::rerun-if-env-changed=PETADAY_BUILD");
    let build = std::env::var("PETADAY_BUILD").unwrap_or_else(|_| "0".repeat(16));
    println!("cargo::rustc-env=PETADAY_BUILD={build}");
}

/// Checks the list of the editions, and hands their names to the library.
fn name_editions() {
    println!("cargo::rerun-if-env-changed=SOURCE_DATE_EPOCH");
    let seconds = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => text.parse().ok(),
        Err(_) => SystemTime::UNIX_EPOCH
            .elapsed()
            .ok()
            .map(|time| time.as_secs()),
    };
    match seconds {
        Some(seconds) => {
            let today = edition_names::day(seconds);
            for problem in edition_names::problems(&edition_names::EDITIONS, &today) {
                println!("cargo::error=build/edition_names.rs: {problem}");
            }
        }
        None => println!("cargo::error=SOURCE_DATE_EPOCH is no number of seconds: correct it"),
    }
    write(
        "edition_names.rs",
        &format!("&{:?}", edition_names::names()),
    );
}

/// A file of the build's output folder, and what to write into it.
type Output<Row> = (&'static str, fn(&[Row]) -> String);

/// Reads assets/`name`.csv and writes what the library includes.
fn convert<Row>(
    name: &str,
    parse: impl Fn(&str, &str) -> table::Checked<Row>,
    outputs: &[Output<Row>],
) {
    let file = format!("assets/{name}.csv");
    println!("cargo::rerun-if-changed={file}");
    let rows = std::fs::read_to_string(&file)
        .map_err(|error| vec![format!("{file}: {error}")])
        .and_then(|text| parse(&file, &text));
    match rows {
        Ok(rows) => {
            for (file, emit) in outputs {
                write(file, &emit(&rows));
            }
        }
        Err(problems) => {
            for problem in problems {
                println!("cargo::error={problem}");
            }
        }
    }
}

/// Writes a file into the build's output folder.
fn write(file: &str, text: &str) {
    let folder = std::env::var("OUT_DIR").expect("Cargo sets OUT_DIR for build scripts");
    std::fs::write(format!("{folder}/{file}"), text)
        .expect("the build's output folder can be written");
}
