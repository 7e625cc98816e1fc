//! Boards, machines and cloud instances.

use super::*;

#[test]
fn a_board_holds_its_chips() {
    for (board, slug, chips) in [
        ("HGX B200", "nvidia-b200", 8.0),
        ("HGX B300", "nvidia-b300", 8.0),
        ("HGX B100", "nvidia-b100-sxm", 8.0),
        ("HGX H100", "nvidia-h100-sxm", 8.0),
        ("HGX H200", "nvidia-h200-sxm", 8.0),
        ("HGX H20", "nvidia-h20", 8.0),
        ("NVIDIA HGX H100", "nvidia-h100-sxm", 8.0),
        ("hgx-h100", "nvidia-h100-sxm", 8.0),
        ("HGX A100", "nvidia-a100-sxm-80gb", 8.0),
        ("HGX A100 4-GPU", "nvidia-a100-sxm-80gb", 4.0),
        ("HGX H100 4-GPU", "nvidia-h100-sxm", 4.0),
        ("HGX A100 16-GPU", "nvidia-a100-sxm-40gb", 16.0),
    ] {
        let named = resolve_name(board, Edition::PRESENT);
        assert_eq!(named.holds, Some(chips), "“{board}”");
        assert!(
            named.chips.iter().any(|chip| chip.slug == slug),
            "“{board}”"
        );
        assert!(
            near(board, Edition::PRESENT)
                .iter()
                .all(|chip| !chip.aliases().any(|name| name.contains("HGX"))),
            "no single chip is called a board"
        );
        let fleet = format!("1 h × 2 × {board} bf16 at 100%");
        let period = answer(&draft(&[(Key::Fleet, &fleet)]));
        assert_eq!(
            chip_hours(&period),
            Some(2.0 * chips),
            "“{fleet}”: {:?}",
            period.problems
        );
    }
}

/// Every machine and every cloud instance, by each of its names, in the field for hardware.
#[test]
fn every_machine_is_counted_in_the_field_for_hardware() {
    let mut called_by_it = Vec::new();
    for machine in machines() {
        let Some(chip) = machine.chips().next() else {
            panic!("{} holds no chip", machine.name);
        };
        // People call the chips of these so.
        let named = petaday::catalog::chip_name(machine.name, Edition::PRESENT);
        if !named.chips.is_empty() {
            called_by_it.push(machine.name);
            continue;
        }
        let format = chip.formats().next().expect("a peak").key();
        let mut asked = hour(&[(Key::Hardware, machine.name)]);
        asked.set(Field::new(1, Key::Format), format);
        let problem = question(&asked, Key::Hardware);
        let mut choices = problem.choices.iter();
        let choice = choices.find(|choice| choice.edits.iter().any(|(_, text)| text == chip.slug));
        let mut mended = asked.clone();
        choice
            .unwrap_or_else(|| panic!("{}: {problem:?}", machine.name))
            .apply(&mut mended);
        assert_eq!(
            chip_hours(&answer(&mended)),
            Some(machine.count),
            "{}: {problem:?}",
            machine.name
        );
    }
    assert_eq!(called_by_it, ["DGX Spark", "GB200 NVL72", "GB300 NVL72"]);
}

#[test]
fn versions_by_memory_are_found() {
    for (typed, slug) in [
        ("RTX 3080 Laptop 16GB", "nvidia-rtx-3080-laptop-16gb"),
        ("RTX 3080 Laptop GPU 16 GB", "nvidia-rtx-3080-laptop-16gb"),
        ("RTX 4060 Ti 16GB", "nvidia-rtx-4060-ti-16gb"),
        ("RTX A2000 12GB", "nvidia-rtx-a2000-12gb"),
    ] {
        let named = resolve_name(typed, Edition::PRESENT);
        let slugs: Vec<&str> = named.chips.iter().map(|chip| chip.slug).collect();
        assert_eq!(slugs, [slug], "“{typed}”");
        let row = chip(slug).expect("in the table");
        assert!(row.memory_gb().is_some(), "{slug}");
    }
}
