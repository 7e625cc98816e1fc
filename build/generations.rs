//! When the chips of each generation were announced: a date outside is a slip, or that of another
//! chip.

/// Words of a name, and the years in which such chips were announced. The first row that fits counts.
const GENERATIONS: &[(&str, u16, u16)] = &[
    ("GeForce GTX 5", 2010, 2011),
    ("GeForce GTX 6", 2012, 2012),
    ("GeForce GTX 7", 2013, 2014),
    ("GeForce GTX 9", 2014, 2015),
    ("GeForce GTX 10", 2016, 2017),
    ("GeForce GTX 16", 2019, 2020),
    ("GeForce GTX TITAN", 2013, 2015),
    ("GeForce RTX 20", 2018, 2021),
    ("GeForce RTX 30", 2020, 2022),
    ("GeForce RTX 40", 2022, 2024),
    ("GeForce RTX 50", 2025, 2026),
    ("NVIDIA TITAN", 2016, 2018),
    ("Quadro P", 2016, 2018),
    ("Quadro GV", 2018, 2018),
    ("Quadro RTX", 2018, 2019),
    ("RTX A", 2020, 2024),
    ("Ada Generation", 2022, 2024),
    ("Blackwell", 2025, 2026),
    ("Tesla K", 2012, 2014),
    ("Tesla M", 2015, 2015),
    ("Tesla P", 2016, 2016),
    ("Tesla V", 2017, 2019),
    ("NVIDIA T4", 2018, 2018),
    ("NVIDIA A", 2020, 2022),
    ("NVIDIA L", 2022, 2023),
    ("NVIDIA H", 2022, 2025),
    ("NVIDIA GH", 2023, 2023),
    ("NVIDIA B", 2024, 2025),
    ("NVIDIA GB", 2024, 2025),
    ("Instinct MI5", 2018, 2018),
    ("Instinct MI6", 2018, 2018),
    ("Instinct MI1", 2020, 2020),
    ("Instinct MI2", 2021, 2022),
    ("Instinct MI3", 2023, 2025),
    ("Radeon RX 6", 2020, 2022),
    ("Radeon RX 7", 2022, 2024),
    ("Radeon RX 9", 2025, 2026),
    ("Apple M1", 2020, 2022),
    ("Apple M2", 2022, 2023),
    ("Apple M3", 2023, 2025),
    ("Apple M4", 2024, 2025),
    ("Apple M5", 2025, 2026),
    ("Arc A", 2022, 2023),
    ("Arc B", 2024, 2025),
];

/// Returns what is wrong with the year of a chip of that name, if anything is.
pub(crate) fn check(name: &str, released: &str) -> Option<String> {
    let year: u16 = released.get(..4)?.parse().ok()?;
    let (words, first, last) = GENERATIONS
        .iter()
        .find(|(words, ..)| name.contains(words))?;
    (!(*first..=*last).contains(&year)).then(|| {
        format!(
            "released {year} is not when “{words}” was announced, {first} to {last}: correct the date, or build/generations.rs"
        )
    })
}
