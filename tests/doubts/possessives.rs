//! Possessives, which are not models.

use super::*;

#[test]
fn they_are_plurals_and_no_models() {
    for (typed, plain) in [
        ("V100's", "V100"),
        ("V100’s", "V100"),
        ("A100's", "A100"),
        ("L40's", "L40"),
        ("H100's 80GB", "H100 80GB"),
        ("NVIDIA V100'S", "NVIDIA V100"),
        ("RTX 3090's", "RTX 3090"),
    ] {
        let named = |text| resolve_name(text, Edition::PRESENT);
        assert_eq!(named(typed), named(plain), "“{typed}”");
        assert_eq!(
            near(typed, Edition::PRESENT),
            near(plain, Edition::PRESENT),
            "“{typed}”"
        );
        assert_eq!(
            search(typed).first().map(|chip| chip.slug),
            search(plain).first().map(|chip| chip.slug),
            "“{typed}” in the list"
        );
        let fleet = |name: &str| {
            let fleet = format!("1 h × 8 {name} fp16 at 100%");
            let answer = answer(&draft(&[(Key::Fleet, &fleet)]));
            answer.outcome.total.headline
        };
        assert_eq!(fleet(typed), fleet(plain), "“{typed}” in a period");
        let proposed = |text| sacct::proposed(text).map(|chip| chip.slug);
        assert_eq!(proposed(typed), proposed(plain), "“{typed}” in an account");
    }
    let slugs = resolve_name("V100's", Edition::PRESENT).chips;
    assert!(slugs.iter().all(|chip| chip.slug != "nvidia-v100s-pcie"));
    assert_eq!(
        resolve_name("V100S", Edition::PRESENT).chips[0].slug,
        "nvidia-v100s-pcie"
    );
}
