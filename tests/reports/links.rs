//! Links of every kind, for every test of reports.

use petaday::answer::Evaluation;
use petaday::catalog::examples;
use petaday::draft::link;
use petaday::report::Record;

/// A page like the one that the links are of.
pub(crate) const PAGE: &str = "https://petaday.example/app/";

/// A title that strangers may make: every sign that means something in one of the formats.
pub(crate) const HOSTILE: &str = "%5C%7B%7D%24%23%26%25_%5E~%5F%3C%3E%7C%22%60%27%5B1%5D(x)*@=+-%0A#!--%E6%A8%A1%E2%80%AE%E2%80%8Babc%00%C2%A0%C3%9F%C5%82%CE%B1%F0%9F%98%80\\end{document}$$";

/// Several stages, base models known and unknown, ranges, fleets, dates, networks, ledgers, notes.
pub(crate) const RICH: [&str; 14] = [
    "title=Tuned&scope=synthetic-data:in:3e20;failed-runs:out:3e22:Appendix_B;evaluation:none&date=2026-11-22&stage=Llama_3.1_8B&role=base&compute=7.2e23&note=Meta_2024,_model_card&2.stage=Fine-tuning&2.parameters=8e9&2.tokens=40e9..60e9&2.trainable=0.01&2.runs=3&2.time=2022-03-11..2022-03-20&2.chips=16_nodes_x_8&2.hardware=nvidia-h100-sxm&2.format=bf16&2.utilization=0.3..0.45&2.pue=1.1&2.grid=FRA&2.price=2.5USD",
    "stage=Somebody%E2%80%99s&role=base&2.stage=Ours&2.parameters=8e9&2.tokens=40e9..90e9&2.frozen=0.75",
    "title=PaLM&fleet=1200h*6144;336h*3072&hardware=google-tpu-v4&format=bf16&utilization=0.462&runs=2",
    "title=Mixed_fleet&fleet=54_d_x_1,024_A100_80GB_bf16_at_40%25;1.3M_GPU-hours_H100_SXM_bf16_at_30_to_40%25&power=400_W&host=1.8&pue=1.1&grid=57_g/kWh",
    "title=GPT-2&model=tokens(1024);embed(50257,768);positions;decoder(12,12,3072,bias);ln;head(tied)&tokens=10e9&uncertainty=typical",
    "title=CNN&model=input(3x32x32);conv(64,3,pad=1);relu;maxpool(2);flatten;fc(10)&examples=50k&epochs=90",
    "headline=combined&parameters=70e9&tokens=2e12..3e12&chip-hours=1720320&hardware=nvidia-a100-sxm-80gb&format=bf16&utilization=0.4..0.45HFU&goal=1e24",
    "headline=gpu-time&parameters=70e9&tokens=2e12&time=5_d_12_h&chips=128_cores&hardware=google-tpu-v3&format=bf16&utilization=0.33&uncertainty=typical",
    "title=Three&stage=A&parameters=1e9..2e9&tokens=1e12&2.stage=B&2.connections=1e9&2.examples=1e6..9e6&2.epochs=3&2.timesteps=20&2.backward=1.5..2&3.stage=C&3.forward=1e15&3.steps=1000&3.batch=256&3.backward=0&3.chip-hours=1000..2000",
    "title=Published&compute=3.8e25..5e25&runs=2&note=Meta_2024",
    "data=2025-01&title=Old&date=2026-02-30&parameters=123456789&tokens=1000000007&peak=3.12e14&chip-hours=1000000&utilization=0.4",
    "title=Seconds&time=1000s&chips=3&peak=1_TFLOP/s&utilization=33.3%25&price=2",
    "title=Impossible&parameters=70e9&tokens=2e12&chip-hours=1000&peak=1e12&utilization=0.5",
    "parameters=7e9&tokens=1e12&stage=Only&scope=failed-runs:in;recomputation:in;base-model:none;merged-models:none;synthetic-data:none&power=700_W&chip-hours=5000&grid=FRA",
];

/// The fragment of every worked example and of the rich links, by a name.
pub(crate) fn links() -> Vec<(String, String)> {
    let mut links: Vec<(String, String)> = examples()
        .iter()
        .map(|example| (example.id.to_owned(), example.link.to_owned()))
        .collect();
    for (index, link) in RICH.iter().enumerate() {
        links.push((format!("rich {index}"), format!("v=1&{link}")));
    }
    let h = HOSTILE;
    links.push((
        "hostile".into(),
        format!("v=1&title={h}&scope=failed-runs:out:x{h}:{h}&stage={h}&parameters=8e9&tokens=1e9&note={h}&2.stage=={h}&2.fleet=3d*2@1e15@0.4;{h}&2.note=-{h}&3.compute=1e20&3.stage=-1"),
    ));
    links.push((
        "hostile figure".into(),
        format!("v=1&title=={h}&stage={h}&parameters=8e9&tokens=1e9&note={h}&2.stage=@{h}&2.compute=1e20&2.note=-{h}"),
    ));
    links
}

/// Returns the record of a link, if there is a figure.
pub(crate) fn record(link: &str) -> Option<Record> {
    let opened = link::decode(link);
    Record::of(&Evaluation::of(opened.draft), PAGE).ok()
}

/// Every record that there is a figure for, by its name.
pub(crate) fn records() -> Vec<(String, Record)> {
    let records = links()
        .into_iter()
        .filter_map(|(id, link)| Some((id, record(&link)?)));
    records.collect()
}
