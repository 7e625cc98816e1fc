//! The panel of Slurm's jobs, with accounts of every shape: what is ticked, what it adds up to, and
//! what goes into the form.

use petaday::draft::Key;
use petaday::panel::jobs;
use petaday::panel::piece::html_of;
use petaday::panel::{Change, Grouping, Jobs, JobsAction};
use petaday::quantity::{Dimension, read};
use proptest::prelude::*;
use std::time::Instant;

#[path = "parts/dom.rs"]
mod dom;
use dom::{Node, Page, Role, parse};

/// `sacct -X -n -P --format=JobID,JobName,State,ElapsedRaw,AllocTRES,NNodes`.
const PLAIN: &str = "\
4071|pretrain|COMPLETED|86400|billing=512,cpu=512,gres/gpu:a100=64,gres/gpu=64,mem=4T,node=8|8
4072|pretrain|CANCELLED by 1234|3600|billing=512,cpu=512,gres/gpu:a100=64,gres/gpu=64,mem=4T,node=8|8
4073_7|eval|TIMEOUT|1800|billing=8,cpu=8,gres/gpu:a100=1,gres/gpu=1,mem=60G,node=1|1
4074|prepare data|FAILED|60|billing=64,cpu=64,mem=500G,node=1|1
4075|eval|PENDING|0||1
";

fn jobs_of(text: &str) -> Jobs {
    let mut jobs = Jobs::default();
    jobs.put(text.into());
    jobs
}

/// The panel as the page shows it.
fn html(jobs: &Jobs) -> String {
    html_of(&jobs::draw(&jobs.shown()))
}

fn drawn(jobs: &Jobs) -> Page {
    parse(&html(jobs))
}

/// Returns the line on the ticked jobs, which is read out after each change.
fn total(panel: &Page) -> String {
    let totals = panel.all(Role::Status).into_iter().map(Node::text);
    totals.collect()
}

/// Returns what “Use” puts into the field for chip-hours.
fn used(jobs: &mut Jobs) -> String {
    let change = jobs.act(JobsAction::Use);
    match &change.fields[..] {
        [(Key::ChipHours, hours), ..] => hours.clone(),
        _ => String::new(),
    }
}

/// The hours of all chips; of several, each has a line that begins with its own.
fn hours(jobs: &mut Jobs) -> f64 {
    let change = jobs.act(JobsAction::Use);
    let Some((key, text)) = change.fields.first() else {
        return 0.0;
    };
    let of = |line: &str| {
        let hours = match key {
            Key::Fleet => line.split(" chip-hours").next().unwrap_or_default(),
            _ => line,
        };
        read(hours, Dimension::ChipHours)
            .unwrap_or_else(|error| panic!("{text}: {error:?}"))
            .median()
    };
    text.lines().map(of).sum()
}

/// The rows of the list of jobs, as far as they are drawn.
fn rows(panel: &Page) -> Vec<Node<'_>> {
    let mut groups = panel.all(Role::Group).into_iter();
    let list = groups.find(|group| group.name() == "Jobs");
    let mut rows = list.map(|list| list.all(Role::Row)).unwrap_or_default();
    rows.retain(|row| !row.all(Role::RowHeader).is_empty());
    rows
}

fn is_ticked(row: Node<'_>) -> bool {
    row.all(Role::Checkbox)[0].has("checked")
}

fn is_disabled(row: Node<'_>) -> bool {
    row.all(Role::Checkbox)[0].has("disabled")
}

#[test]
fn before_anything_is_read_there_is_the_command() {
    let panel = drawn(&Jobs::default());
    assert!(
        panel.says("sacct -X -n -P --format=JobID,JobName,State,ElapsedRaw,AllocTRES,NNodes -S ")
    );
    assert!(panel.says("-u $USER"));
    panel.one(Role::Textbox, "Or paste what it printed");
    assert_eq!(panel.with_id("pick-jobs").attribute("type"), "file");
    assert_eq!(total(&panel), "");
    assert!(!panel.says("could not be read"));
    assert_eq!(html(&Jobs::default()), html(&jobs_of(" \n")));
}

#[test]
fn what_used_gpus_is_ticked_however_it_ended() {
    let mut jobs = jobs_of(PLAIN);
    let panel = drawn(&jobs);
    let rows = rows(&panel);
    assert_eq!(rows.len(), 5);
    let ticked: Vec<bool> = rows.iter().copied().map(is_ticked).collect();
    assert_eq!(ticked, [true, true, true, false, false]);
    // Nothing to count: nothing to tick.
    let disabled: Vec<bool> = rows.iter().copied().map(is_disabled).collect();
    assert_eq!(disabled, [false, false, false, true, true]);
    // 64 × 24 + 64 × 1 + 1 × 0.5.
    assert_eq!(total(&panel), "1,600.5 GPU-hours in 3 ticked jobs");
    assert!(panel.says("1 job had no GPU.") && panel.says("1 job had not started."));
    panel.expect("read as NVIDIA A100 SXM 80 GB");
    panel.one(Role::Strong, "NVIDIA A100 SXM 80 GB");
    panel.expect("completed, 24 h × 64 a100");
    panel.one(Role::Checkbox, "timed out");
    let change = jobs.act(JobsAction::Use);
    assert_eq!(
        change,
        Change {
            fields: vec![
                (Key::ChipHours, "1,600.5".into()),
                (Key::Hardware, "nvidia-a100-sxm-80gb".into())
            ],
            focus: "field-chip-hours".into(),
            undoable: true,
            ..Change::default()
        }
    );
}

#[test]
fn jobs_are_chosen_one_by_one_by_state_and_by_name() {
    let mut jobs = jobs_of(PLAIN);
    jobs.act(JobsAction::Tick(0, false));
    assert_eq!(hours(&mut jobs), 64.5);
    let two = "64.5 GPU-hours in 2 ticked jobs, of 1,600.5 in 3";
    assert_eq!(total(&drawn(&jobs)), two);
    jobs.act(JobsAction::Tick(0, true));
    // A job without hours is not to be ticked, and one that is not there is none.
    for row in [3, 4, 5, usize::MAX] {
        jobs.act(JobsAction::Tick(row, true));
    }
    assert_eq!(hours(&mut jobs), 1_600.5);
    // Cancelled is the fifth state, eval the second name.
    jobs.act(JobsAction::TickGroup(Grouping::State, 4, false));
    assert_eq!(hours(&mut jobs), 1_536.5);
    jobs.act(JobsAction::TickGroup(Grouping::Name, 1, false));
    assert_eq!(hours(&mut jobs), 1_536.0);
    jobs.act(JobsAction::TickListed(false));
    assert_eq!(jobs.act(JobsAction::Use), Change::default());
    assert!(!drawn(&jobs).says("Use in method 2"));
    jobs.act(JobsAction::TickListed(true));
    assert_eq!(hours(&mut jobs), 1_600.5);
}

#[test]
fn the_list_is_narrowed_and_what_is_shown_is_ticked() {
    let mut jobs = jobs_of(PLAIN);
    for (text, shown) in [
        ("EVAL", 2),
        (" pretrain ", 2),
        ("407", 5),
        ("4073_7", 1),
        ("cancelled", 1),
        ("timeout", 1),
        ("timed out", 1),
        ("A100", 3),
        ("|", 0),
        ("", 5),
    ] {
        jobs.act(JobsAction::Filter(text.into()));
        assert_eq!(rows(&drawn(&jobs)).len(), shown, "{text}");
        // The totals are of all.
        let all = "1,600.5 GPU-hours in 3 ticked jobs";
        assert_eq!(total(&drawn(&jobs)), all);
    }
    jobs.act(JobsAction::Filter("eval".into()));
    jobs.act(JobsAction::TickListed(false));
    assert_eq!(hours(&mut jobs), 1_600.0);
    jobs.act(JobsAction::TickOnlyListed);
    assert_eq!(hours(&mut jobs), 0.5);
    // A state and a name are those of what is shown.
    jobs.act(JobsAction::TickListed(true));
    jobs.act(JobsAction::TickGroup(Grouping::State, 0, true));
    assert_eq!(hours(&mut jobs), 0.5);
    jobs.act(JobsAction::Filter("<nothing>".into()));
    let panel = drawn(&jobs);
    assert!(panel.says("No job has “<nothing>”."), "{}", panel.text());
    assert!(panel.says("Use in method 2"));
}

#[test]
fn attempts_count_all_or_the_last_alone() {
    // sacct -D.
    let mut jobs = jobs_of(
        "\
50|train|PREEMPTED|7200|gres/gpu=8|1
51|other|COMPLETED|3600|gres/gpu=8|1
50|train|REQUEUED|3600|gres/gpu=8|1
50|train|COMPLETED|36000|gres/gpu=8|1
",
    );
    assert!(drawn(&jobs).says("2 attempts that others followed"));
    assert_eq!(hours(&mut jobs), 16.0 + 8.0 + 8.0 + 80.0);
    jobs.act(JobsAction::CountOnce(true));
    assert_eq!(hours(&mut jobs), 88.0);
    let panel = drawn(&jobs);
    let disabled = rows(&panel).into_iter().filter(|row| is_disabled(*row));
    assert_eq!(disabled.count(), 2);
    assert_eq!(panel.text().matches("earlier attempt").count(), 2);
    // Jobs that are not counted are not ticked along.
    jobs.act(JobsAction::TickListed(false));
    jobs.act(JobsAction::CountOnce(false));
    assert_eq!(hours(&mut jobs), 24.0);
    assert!(!drawn(&jobs_of(PLAIN)).says("Jobs that were requeued"));
}

#[test]
fn accounts_that_overlap_count_a_job_once() {
    let mut jobs = jobs_of(&[PLAIN, PLAIN].concat());
    assert_eq!(hours(&mut jobs), 1_600.5);
    let panel = drawn(&jobs);
    assert!(
        panel.says("5 lines of jobs that a later line repeats"),
        "{}",
        panel.text()
    );
    assert!(!panel.says("Jobs that were requeued"), "{}", panel.text());
    jobs.act(JobsAction::TickListed(true));
    jobs.act(JobsAction::Tick(0, true));
    assert_eq!(hours(&mut jobs), 1_600.5);
    // Taken while the job ran, and once more at its end.
    let mut jobs = jobs_of("7|a|RUNNING|3600|gres/gpu=8|1\n7|a|COMPLETED|7200|gres/gpu=8|1\n");
    assert_eq!(hours(&mut jobs), 16.0);
    // An attempt that gave way may be like the next.
    let mut jobs = jobs_of("7|a|PREEMPTED|3600|gres/gpu=8|1\n7|a|PREEMPTED|3600|gres/gpu=8|1\n");
    assert_eq!(hours(&mut jobs), 16.0);
}

#[test]
fn every_shape_of_an_account_is_read() {
    for (text, right) in [
        // A header in another order, Elapsed with days, a carriage return.
        (
            "NNodes|AllocTRES|JobName|Elapsed|JobID|State\r\n2|gres/gpu=16,gres/gpu:h100=16|r|1-02:03:04|99|COMPLETED\r\n",
            16.0 * 93_784.0 / 3600.0,
        ),
        // An array, a heterogeneous job, a name with the separator in it.
        (
            "5_[1-9%2]|a|COMPLETED|3600|gres/gpu=1|1\n6+0|b|COMPLETED|3600|gres/gpu=2|1\n6+1|b|c|COMPLETED|3600|gres/gpu=4|1",
            7.0,
        ),
        // Steps are in their jobs.
        (
            "7|a|COMPLETED|3600|gres/gpu=8|1\n7.batch|batch|COMPLETED|3600|gres/gpu=8|1\n7.0|p|COMPLETED|3600|gres/gpu=8|1",
            8.0,
        ),
        // Kinds alone, kinds short of the sum, kinds beyond it.
        ("8|a|COMPLETED|3600|gres/gpu:a100=8,gres/gpu:v100=4|1", 12.0),
        ("8|a|COMPLETED|3600|gres/gpu=12,gres/gpu:a100=8|1", 12.0),
        ("8|a|COMPLETED|3600|gres/gpu=4,gres/gpu:a100=8|1", 4.0),
        // Memory and load of GPUs are none.
        (
            "8|a|COMPLETED|3600|gres/gpu=2,gres/gpumem=80G,gres/gpuutil=97|1",
            2.0,
        ),
        ("\u{feff}8|a|COMPLETED|1|gres/gpu=1|1", 1.0 / 3600.0),
        (
            "JobID|ElapsedRaw|AllocTRES\n8|9999999999|gres/gpu=4294967295",
            9_999_999_999.0 * 4_294_967_295.0 / 3600.0,
        ),
        (
            "JobID|Elapsed|AllocTRES\n8|9999999999-23:59:59|gres/gpu=4294967295,gres/gpu:a=4294967295",
            863_999_999_999_999.0 * 4_294_967_295.0 / 3600.0,
        ),
        ("8|a|COMPLETED|99999999999|gres/gpu=1|1", 0.0),
        ("8|a|COMPLETED|3600|gres/gpu=4294967296|1", 0.0),
        ("", 0.0),
    ] {
        let mut jobs = jobs_of(text);
        let hours = hours(&mut jobs);
        assert!(
            (hours - right).abs() <= right * 1e-12,
            "{text}: {hours}, not {right}"
        );
        drawn(&jobs);
    }
}

#[test]
fn what_speaks_against_a_job_is_said() {
    // Slices are not ticked until they are asked for.
    let mut jobs = jobs_of(
        "1|a|COMPLETED|3600|gres/gpu:a100_1g.10gb=1|1\n2|a|RUNNING|3600|gres/gpu:h100=8|1\n",
    );
    let panel = drawn(&jobs);
    assert!(
        panel.says("1 job ran on slices of GPUs.") && panel.says("1 ticked job still ran"),
        "{}",
        panel.text()
    );
    assert_eq!(hours(&mut jobs), 8.0);
    jobs.act(JobsAction::Tick(0, true));
    let panel = drawn(&jobs);
    assert!(
        panel.says("as if each were a whole one") && panel.says("a slice of a GPU"),
        "{}",
        panel.text()
    );
    assert_eq!(hours(&mut jobs), 9.0);

    let panel = drawn(&jobs_of("1|a|COMPLETED|3600||1\n"));
    assert!(
        panel.says("does not record them") && !panel.says("Use in method 2"),
        "{}",
        panel.text()
    );
    let panel = drawn(&jobs_of("7.batch|b|COMPLETED|1|gres/gpu=1|1\n"));
    assert!(panel.says("1 line of steps left out"), "{}", panel.text());
}

#[test]
fn lines_that_cannot_be_read_are_listed_by_number() {
    let panel = drawn(&jobs_of(&format!(
        "{PLAIN}x|y\n7|a|COMPLETED|soon|gres/gpu=1|1\n"
    )));
    assert!(panel.says("2 lines could not be read"), "{}", panel.text());
    assert!(
        panel.says("Line 6: it has too few cells") && panel.says("Line 7: “soon” is not a time"),
        "{}",
        panel.text()
    );
    assert!(panel.says("1,600.5 GPU-hours"));

    let panel = drawn(&jobs_of(&"<junk>\n".repeat(50_000)));
    assert!(
        panel.says("No line of this could be read as a job. Line 1: its cells are not separated"),
        "{}",
        panel.text()
    );
    assert!(
        panel.says("50,000 lines could not be read") && panel.says("And 49,980 more."),
        "{}",
        panel.text()
    );
    let lines = panel.names(Role::ListItem).into_iter();
    assert_eq!(lines.filter(|line| line.starts_with("Line ")).count(), 20);
}

#[test]
fn what_no_hours_can_be_had_from_is_refused_with_the_command() {
    let command =
        "sacct -X -n -P --format=JobID,JobName,State,ElapsedRaw,AllocTRES,NNodes -S 2026-01-01";
    let text = "JobID|JobName|State|CPUTimeRAW|AllocTRES|NNodes\n1|a|COMPLETED|44236800|cpu=512,gres/gpu=64|8\n";
    for text in [
        text,
        &text.replace("CPUTimeRAW|AllocTRES", "ElapsedRaw|ReqTRES"),
    ] {
        let mut jobs = jobs_of(text);
        let panel = drawn(&jobs);
        let errors = panel.of_class("problem error");
        let errors: Vec<String> = errors.into_iter().map(Node::text).collect();
        let first = "Line 1: the header has no column";
        assert!(
            errors.iter().any(|error| error.contains(first)),
            "{errors:?}"
        );
        // Once in a box of its own, once in the sentence.
        assert_eq!(panel.text().matches(command).count(), 2, "{}", panel.text());
        assert!(!panel.says("No line of this"));
        assert_eq!(total(&panel), "");
        assert!(!panel.says("could not be read"), "{}", panel.text());
        assert_eq!(jobs.act(JobsAction::Use), Change::default());
    }
    // A part that was read is not passed off as all.
    let both = [text, "JobID|Elapsed|AllocTRES\n2|02:00:00|gres/gpu=4\n"].concat();
    let panel = drawn(&jobs_of(&both));
    assert!(
        panel.says("Its hours are missing below."),
        "{}",
        panel.text()
    );
    panel.one(Role::Strong, "8 GPU-hours");
    // A line alone has the command after it.
    let panel = drawn(&jobs_of("1|a|COMPLETED|soon|gres/gpu=1|1\n"));
    assert!(panel.says("“soon” is not a time") && panel.text().matches(command).count() == 2);
}

#[test]
fn a_text_without_names_of_columns_says_so() {
    let says = "The columns have no names";
    assert!(drawn(&jobs_of(PLAIN)).says(says));
    let named = ["JobID|JobName|State|ElapsedRaw|AllocTRES|NNodes\n", PLAIN].concat();
    let mut jobs = jobs_of(&named);
    assert!(!drawn(&jobs).says(says));
    assert_eq!(hours(&mut jobs), 1_600.5);
}

#[test]
fn a_report_has_users_to_tick() {
    let mut jobs = jobs_of(
        "\
Cluster/Account/User Utilization 2026-01-01T00:00:00 - 2026-03-31T23:59:59 (7776000 secs)
Usage reported in TRES Minutes
Cluster|Account|Login|Proper Name|TRES Name|Used
c|lab|||gres/gpu|90000
c|lab|||gres/gpu:a100|90000
c|lab|ann|Ann|gres/gpu|60000
c|lab|ann|Ann|gres/gpu:a100|60000
c|lab|bob|Bob|gres/gpu|30000
c|lab|bob|Bob|gres/gpu:a100|30000
c|lab|cy|Cy|gres/gpu|0
",
    );
    let panel = drawn(&jobs);
    // 90,000 minutes, the account’s own line not besides.
    assert_eq!(total(&panel), "1,500 GPU-hours in 2 ticked rows");
    assert!(
        panel.says("1 line of accounts left out"),
        "{}",
        panel.text()
    );
    assert!(
        panel.says("failed and cancelled ones, too"),
        "{}",
        panel.text()
    );
    assert!(panel.says("Find rows by user, account or GPU") && panel.says("3 rows, "));
    assert!(
        panel.has(Role::RowHeader, "ann labas sreport says, a100"),
        "{}",
        panel.text()
    );
    assert!(!panel.has(Role::Group, "State") && !panel.says("of steps left out"));
    assert_eq!(rows(&panel).len(), 3);
    jobs.act(JobsAction::Tick(1, false));
    let one = "1,000 GPU-hours in 1 ticked row, of 1,500 in 2";
    assert_eq!(total(&drawn(&jobs)), one);
    assert_eq!(
        jobs.act(JobsAction::Use).fields,
        [
            (Key::ChipHours, "1,000".into()),
            (Key::Hardware, "nvidia-a100-sxm-80gb".into())
        ]
    );
    jobs.act(JobsAction::Filter("BOB".into()));
    assert_eq!(rows(&drawn(&jobs)).len(), 1);

    // More GPU-seconds than 32 bits hold.
    let mut jobs = jobs_of(
        "Usage reported in TRES Seconds\nCluster|Login|TRES Name|Used\nc|ann|gres/gpu|36000000000000\n",
    );
    assert_eq!(used(&mut jobs), "10,000,000,000");
}

#[test]
fn json_goes_into_the_form_like_the_table() {
    let mut jobs = jobs_of(
        r#"{"jobs": [{"job_id": 7, "name": "<b>", "state": {"current": ["FAILED"]}, "time": {"elapsed": 7200},
        "tres": {"allocated": [{"type": "gres", "name": "gpu", "count": 8}, {"type": "gres", "name": "gpu:h100", "count": 8}]}}]}"#,
    );
    let panel = drawn(&jobs);
    panel.expect("7 <b>");
    panel.one(Role::Checkbox, "failed");
    assert!(panel.tags("b").is_empty());
    assert_eq!(
        jobs.act(JobsAction::Use).fields,
        [
            (Key::ChipHours, "16".into()),
            (Key::Hardware, "nvidia-h100-sxm".into())
        ]
    );
}

#[test]
fn one_chip_goes_into_the_form_and_several_are_told_apart() {
    // Two of the site's names for one chip.
    let mut jobs = jobs_of(
        "1|a|COMPLETED|3600|gres/gpu:h100=8|1\n2|a|COMPLETED|3600|gres/gpu:nvidia_h100_80gb_hbm3=8|1\n",
    );
    let fields = jobs.act(JobsAction::Use).fields;
    assert_eq!(
        fields,
        [
            (Key::ChipHours, "16".into()),
            (Key::Hardware, "nvidia-h100-sxm".into())
        ]
    );

    let mut jobs =
        jobs_of("1|a|COMPLETED|3600|gres/gpu:h100=8|1\n2|b|COMPLETED|3600|gres/gpu:v100=4|1\n");
    let change = jobs.act(JobsAction::Use);
    assert_eq!(change.focus, "field-fleet");
    assert_eq!(
        change.fields,
        [(
            Key::Fleet,
            "8 chip-hours nvidia-h100-sxm\n4 chip-hours nvidia-v100-sxm2-32gb".into()
        )]
    );
    assert!(drawn(&jobs).says("These jobs ran on different GPUs"));
    jobs.act(JobsAction::Filter("v100".into()));
    jobs.act(JobsAction::TickOnlyListed);
    let fields = jobs.act(JobsAction::Use).fields;
    assert_eq!(
        fields,
        [
            (Key::ChipHours, "4".into()),
            (Key::Hardware, "nvidia-v100-sxm2-32gb".into())
        ]
    );

    // Slurm counts each half of such a module.
    let mut jobs = jobs_of("1|a|COMPLETED|3600|gres/gpu:mi250x=8|1\n");
    assert!(drawn(&jobs).says("Slurm counts 2 GPUs for one AMD Instinct MI250X: 4 chip-hours."));
    assert_eq!(used(&mut jobs), "4");

    // A kind that is none, or that is not said, leaves the hardware to whoever knows it.
    for tres in ["gres/gpu:b9999=8", "gres/gpu=8"] {
        let mut jobs = jobs_of(&format!("1|a|COMPLETED|3600|{tres}|1\n"));
        assert_eq!(
            jobs.act(JobsAction::Use).fields,
            [(Key::ChipHours, "8".into())]
        );
        assert!(drawn(&jobs).says("choose the hardware"));
    }
}

#[test]
fn names_are_text_and_never_markup() {
    let panel = drawn(&jobs_of(
        "1<i>|<img src=x onerror=alert(1)>|COMPLETED|3600|gres/gpu:\"><b>=8|1\n\
         2|تدريب النموذج|FAILED|3600|gres/gpu=8|1\n3|\u{202e}gnp.exe|FAILED|3600|gres/gpu=8|1\n<script>|x\n",
    ));
    for tag in ["img", "i", "b", "script"] {
        assert!(panel.tags(tag).is_empty(), "{tag}");
    }
    // Each keeps its direction to itself.
    let names: Vec<String> = panel.tags("bdi").into_iter().map(Node::text).collect();
    for name in ["<img src=x onerror=alert(1)>", "تدريب النموذج"] {
        assert!(names.contains(&name.into()), "{name}: {names:?}");
    }
}

/// A job in its own words: which line, how many seconds, how many GPUs.
fn many(count: u64) -> (String, u128) {
    let mut seconds = 0;
    let text = (0..count)
        .map(|n| {
            let (time, gpus) = (n * 7_919 % 100_000, n % 64);
            seconds += u128::from(time) * u128::from(gpus);
            let state = ["COMPLETED", "FAILED", "CANCELLED by 7", "TIMEOUT"][n as usize % 4];
            format!("{n}|train-{}|{state}|{time}|billing=64,cpu=64,gres/gpu:h100={gpus},gres/gpu={gpus},mem=500G,node=1|1\n", n % 1_000)
        })
        .collect();
    (text, seconds)
}

#[test]
fn a_hundred_thousand_jobs_stay_small() {
    let (text, seconds) = many(100_000);
    let timed = |what: &str, start: Instant| println!("{what}: {:?}", start.elapsed());
    let start = Instant::now();
    let mut jobs = jobs_of(&text);
    timed("read", start);
    let start = Instant::now();
    let drawn = html(&jobs);
    timed("draw", start);
    println!("{} bytes", drawn.len());
    assert!(drawn.len() < 200_000, "{}", drawn.len());
    let panel = parse(&drawn);
    assert!(rows(&panel).len() <= 200);
    assert!(
        panel.says("And 980 names with fewer GPU-hours."),
        "{}",
        panel.text()
    );
    let right = seconds as f64 / 3600.0;
    assert!((hours(&mut jobs) / right - 1.0).abs() < 1e-12);

    for action in [
        JobsAction::Tick(77_777, false),
        JobsAction::Filter("Train-99".into()),
        JobsAction::TickListed(false),
        JobsAction::TickGroup(Grouping::State, 3, false),
        JobsAction::InOrder(true),
        JobsAction::Page(3),
    ] {
        let what = format!("{action:?}");
        let start = Instant::now();
        let change = jobs.act(action);
        timed(&what, start);
        assert!(change.fields.is_empty());
        let start = Instant::now();
        let drawn = html(&jobs);
        timed("  draw", start);
        assert!(drawn.len() < 200_000, "{}", drawn.len());
    }
    // 99 and 990 to 999: 1,100 jobs are unticked, and another one.
    parse(&html(&jobs)).expect("in 97,");
}

#[test]
fn pages_hold_every_job_once() {
    let (text, _) = many(1_050);
    let mut jobs = jobs_of(&text);
    let mut seen = Vec::new();
    for page in 0..20 {
        let change = jobs.act(JobsAction::Page(page));
        let panel = drawn(&jobs);
        panel.with_id(&change.focus);
        let list = jobs.shown().jobs.and_then(|jobs| jobs.list);
        let list = list.expect("a list");
        assert_eq!(rows(&panel).len(), list.rows.len());
        seen.extend(list.rows.iter().map(|row| row.number));
        if !panel.says("Next →") {
            break;
        }
    }
    seen.sort_unstable();
    assert_eq!(seen, (0..1_050).collect::<Vec<_>>());
    // Beyond the last page is the last; another list begins at its top.
    assert_eq!(jobs.act(JobsAction::Page(usize::MAX)).focus, "jobs-page-10");
    jobs.act(JobsAction::Filter("train".into()));
    assert!(drawn(&jobs).says("1 to 100 of 1,050"));
}

#[test]
fn hostile_accounts_stay_small_and_quick() {
    // Names of a page's length, kinds without end, each letter one that is escaped.
    let long = "\"&<".repeat(2_000);
    let text: String = (0..2_000)
        .map(|n| format!("{n}{long}|{long}{n}|COMPLETED|3600|gres/gpu:{n}{long}=8,gres/gpu:x{n}=8,gres/gpu:y{n}=8,gres/gpu:z{n}=8,gres/gpu:w{n}=8|1\n"))
        .collect();
    let shown = html(&jobs_of(&text));
    parse(&shown).expect("80,000 GPU-hours");
    assert!(shown.len() < 200_000, "{}", shown.len());
    // One job of very many GPUs.
    let text = format!(
        "1|a|COMPLETED|3600|{}|1",
        "gres/gpu:a=4294967295,".repeat(100_000)
    );
    let mut jobs = jobs_of(&text);
    assert_eq!(used(&mut jobs), "429,496,729,500,000");
    assert!(html(&jobs).len() < 20_000);
}

/// One action of each kind, with any values.
fn action(which: u8, number: usize, is_on: bool, text: String) -> JobsAction {
    match which {
        0 => JobsAction::Show,
        1 => JobsAction::Paste(text),
        2 => JobsAction::Tick(number, is_on),
        3 => JobsAction::TickGroup(Grouping::State, number, is_on),
        4 => JobsAction::TickGroup(Grouping::Name, number, is_on),
        5 => JobsAction::TickListed(is_on),
        6 => JobsAction::TickOnlyListed,
        7 => JobsAction::CountOnce(is_on),
        8 => JobsAction::Filter(text),
        9 => JobsAction::InOrder(is_on),
        10 => JobsAction::Page(number),
        _ => JobsAction::Use,
    }
}

proptest! {
    #[test]
    fn any_text_and_any_act_is_taken(
        text in any::<String>(),
        acts in prop::collection::vec((0..12_u8, any::<usize>(), any::<bool>(), any::<String>()), 0..8),
    ) {
        let mut jobs = jobs_of(&text);
        for (which, number, is_on, text) in acts {
            jobs.act(action(which, number, is_on, text));
            drawn(&jobs);
        }
    }

    /// Against a sum of its own, over lines that are put together at random.
    #[test]
    fn sums_are_exact(
        lines in prop::collection::vec((1..40_u64, 0..100_000_u64, 0..5_000_u64, any::<bool>()), 1..60),
        once in any::<bool>(),
    ) {
        let text: String = lines
            .iter()
            .map(|(id, seconds, gpus, _)| format!("{id}|a|PREEMPTED|{seconds}|cpu=4,gres/gpu={gpus}|1\n"))
            .collect();
        let mut jobs = jobs_of(&text);
        jobs.act(JobsAction::CountOnce(once));
        let mut right = 0;
        for (at, (id, seconds, gpus, is_ticked)) in lines.iter().enumerate() {
            jobs.act(JobsAction::Tick(at, *is_ticked));
            let is_last = lines[at + 1..].iter().all(|(other, ..)| other != id);
            if *is_ticked && (is_last || !once) {
                right += seconds * gpus;
            }
        }
        let right = right as f64 / 3600.0;
        let hours = hours(&mut jobs);
        prop_assert!((hours - right).abs() <= right * 1e-12, "{hours}, not {right}");
    }
}
