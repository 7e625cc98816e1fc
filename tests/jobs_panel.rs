//! The panel of Slurm's jobs, with accounts of every shape: what is ticked, what it adds up to, and
//! what goes into the form.

use petaday::draft::Key;
use petaday::panel::jobs;
use petaday::panel::piece::html_of;
use petaday::panel::{Change, Grouping, Jobs, JobsAction};
use petaday::quantity::{Dimension, read};
use proptest::prelude::*;
use std::time::Instant;

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
fn drawn(jobs: &Jobs) -> String {
    html_of(&jobs::draw(&jobs.shown()))
}

/// What Use puts into the field for chip-hours.
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
fn rows(html: &str) -> Vec<&str> {
    let list = html.split("id=\"jobs-page-").nth(1).unwrap_or_default();
    let body = list.split("<tbody>").nth(1).unwrap_or_default();
    body.split("</tbody>")
        .next()
        .unwrap_or_default()
        .split("<tr")
        .skip(1)
        .collect()
}

fn is_ticked(row: &str) -> bool {
    row.contains(" checked")
}

#[test]
fn before_anything_is_read_there_is_the_command() {
    let html = drawn(&Jobs::default());
    assert!(
        html.contains(
            "sacct -X -n -P --format=JobID,JobName,State,ElapsedRaw,AllocTRES,NNodes -S "
        )
    );
    assert!(html.contains("-u $USER"));
    assert!(html.contains("id=\"paste-jobs\"") && html.contains("id=\"pick-jobs\" type=\"file\""));
    assert!(!html.contains("GPU-hours</strong>") && !html.contains("could not be read"));
    assert_eq!(drawn(&Jobs::default()), drawn(&jobs_of(" \n")));
}

#[test]
fn what_used_gpus_is_ticked_however_it_ended() {
    let mut jobs = jobs_of(PLAIN);
    let html = drawn(&jobs);
    let rows = rows(&html);
    assert_eq!(rows.len(), 5);
    let ticked: Vec<bool> = rows.iter().map(|row| is_ticked(row)).collect();
    assert_eq!(ticked, [true, true, true, false, false]);
    // Nothing to count: nothing to tick.
    let disabled: Vec<bool> = rows.iter().map(|row| row.contains(" disabled")).collect();
    assert_eq!(disabled, [false, false, false, true, true]);
    // 64 × 24 + 64 × 1 + 1 × 0.5.
    assert!(
        html.contains("<strong>1,600.5 GPU-hours</strong> in 3 ticked jobs"),
        "{html}"
    );
    assert!(html.contains("1 job had no GPU.") && html.contains("1 job had not started."));
    assert!(
        html.contains("read as <strong>NVIDIA A100 SXM 80 GB</strong>"),
        "{html}"
    );
    assert!(html.contains("completed, 24 h × 64 <bdi>a100</bdi>") && html.contains(">timed out<"));
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
    assert!(
        drawn(&jobs)
            .contains("</strong> in 2 ticked jobs<span class=\"hint\">, of 1,600.5 in 3</span>")
    );
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
    assert!(!drawn(&jobs).contains("Use in method 2"));
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
        assert!(drawn(&jobs).contains("<strong>1,600.5 GPU-hours</strong>"));
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
    let html = drawn(&jobs);
    assert!(
        html.contains("No job has “<bdi>&lt;nothing&gt;</bdi>”."),
        "{html}"
    );
    assert!(html.contains("Use in method 2"));
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
    assert!(drawn(&jobs).contains("2 attempts that others followed"));
    assert_eq!(hours(&mut jobs), 16.0 + 8.0 + 8.0 + 80.0);
    jobs.act(JobsAction::CountOnce(true));
    assert_eq!(hours(&mut jobs), 88.0);
    let html = drawn(&jobs);
    assert_eq!(
        rows(&html)
            .iter()
            .filter(|row| row.contains(" disabled"))
            .count(),
        2
    );
    assert_eq!(html.matches("earlier attempt").count(), 2);
    // What is not counted is not ticked along.
    jobs.act(JobsAction::TickListed(false));
    jobs.act(JobsAction::CountOnce(false));
    assert_eq!(hours(&mut jobs), 24.0);
    assert!(!drawn(&jobs_of(PLAIN)).contains("Jobs that were requeued"));
}

#[test]
fn accounts_that_overlap_count_a_job_once() {
    let mut jobs = jobs_of(&[PLAIN, PLAIN].concat());
    assert_eq!(hours(&mut jobs), 1_600.5);
    let html = drawn(&jobs);
    assert!(
        html.contains("5 lines of jobs that a later line repeats"),
        "{html}"
    );
    assert!(!html.contains("Jobs that were requeued"), "{html}");
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
    let html = drawn(&jobs);
    assert!(
        html.contains("1 job ran on slices of GPUs.") && html.contains("1 ticked job still ran"),
        "{html}"
    );
    assert_eq!(hours(&mut jobs), 8.0);
    jobs.act(JobsAction::Tick(0, true));
    let html = drawn(&jobs);
    assert!(
        html.contains("as if each were a whole one") && html.contains("a slice of a GPU"),
        "{html}"
    );
    assert_eq!(hours(&mut jobs), 9.0);

    let html = drawn(&jobs_of("1|a|COMPLETED|3600||1\n"));
    assert!(
        html.contains("does not record them") && !html.contains("Use in method 2"),
        "{html}"
    );
    let html = drawn(&jobs_of("7.batch|b|COMPLETED|1|gres/gpu=1|1\n"));
    assert!(html.contains("1 line of steps left out"), "{html}");
}

#[test]
fn lines_that_cannot_be_read_are_listed_by_number() {
    let html = drawn(&jobs_of(&format!(
        "{PLAIN}x|y\n7|a|COMPLETED|soon|gres/gpu=1|1\n"
    )));
    assert!(html.contains("2 lines could not be read"), "{html}");
    assert!(
        html.contains("Line 6: it has too few cells")
            && html.contains("Line 7: “soon” is not a time"),
        "{html}"
    );
    assert!(html.contains("1,600.5 GPU-hours"));

    let html = drawn(&jobs_of(&"<junk>\n".repeat(50_000)));
    assert!(
        html.contains(
            "No line of this could be read as a job. <bdi>Line 1: its cells are not separated"
        ),
        "{html}"
    );
    assert!(
        html.contains("50,000 lines could not be read") && html.contains("And 49,980 more."),
        "{html}"
    );
    assert_eq!(html.matches("<li>").count(), 20);
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
        let html = drawn(&jobs);
        assert!(html.contains("class=\"problem error\"><bdi>Line 1: the header has no column"));
        // Once in a box of its own, once in the sentence.
        assert_eq!(html.matches(command).count(), 2, "{html}");
        assert!(!html.contains("No line of this") && !html.contains("GPU-hours</strong>"));
        assert!(!html.contains("could not be read"), "{html}");
        assert_eq!(jobs.act(JobsAction::Use), Change::default());
    }
    // What is read besides is not passed off as all.
    let both = [text, "JobID|Elapsed|AllocTRES\n2|02:00:00|gres/gpu=4\n"].concat();
    let html = drawn(&jobs_of(&both));
    assert!(html.contains("Its hours are missing below."), "{html}");
    assert!(html.contains("<strong>8 GPU-hours</strong>"), "{html}");
    // A line alone has the command after it.
    let html = drawn(&jobs_of("1|a|COMPLETED|soon|gres/gpu=1|1\n"));
    assert!(html.contains("“soon” is not a time") && html.matches(command).count() == 2);
}

#[test]
fn a_text_without_names_of_columns_says_so() {
    let says = "The columns have no names";
    assert!(drawn(&jobs_of(PLAIN)).contains(says));
    let named = ["JobID|JobName|State|ElapsedRaw|AllocTRES|NNodes\n", PLAIN].concat();
    let mut jobs = jobs_of(&named);
    assert!(!drawn(&jobs).contains(says));
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
    let html = drawn(&jobs);
    // 90,000 minutes, the account’s own line not besides.
    assert!(
        html.contains("<strong>1,500 GPU-hours</strong> in 2 ticked rows"),
        "{html}"
    );
    assert!(html.contains("1 line of accounts left out"), "{html}");
    assert!(html.contains("failed and cancelled ones, too"), "{html}");
    assert!(html.contains("Find rows by user, account or GPU") && html.contains("3 rows, "));
    assert!(
        html.contains("ann <bdi>lab</bdi><small>as sreport says, <bdi>a100</bdi></small>"),
        "{html}"
    );
    assert!(!html.contains("aria-label=\"State\"") && !html.contains("of steps left out"));
    assert_eq!(rows(&html).len(), 3);
    jobs.act(JobsAction::Tick(1, false));
    assert!(drawn(&jobs).contains("in 1 ticked row<span class=\"hint\">, of 1,500 in 2</span>"));
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
    let html = drawn(&jobs);
    assert!(
        html.contains("7 <bdi>&lt;b&gt;</bdi>") && html.contains(">failed<"),
        "{html}"
    );
    assert!(!html.contains("<b>"));
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
    assert!(drawn(&jobs).contains("These jobs ran on different GPUs"));
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
    assert!(
        drawn(&jobs).contains("Slurm counts 2 GPUs for one AMD Instinct MI250X: 4 chip-hours.")
    );
    assert_eq!(used(&mut jobs), "4");

    // A kind that is none, or that is not said, leaves the hardware to whoever knows it.
    for tres in ["gres/gpu:b9999=8", "gres/gpu=8"] {
        let mut jobs = jobs_of(&format!("1|a|COMPLETED|3600|{tres}|1\n"));
        assert_eq!(
            jobs.act(JobsAction::Use).fields,
            [(Key::ChipHours, "8".into())]
        );
        assert!(drawn(&jobs).contains("choose the hardware"));
    }
}

#[test]
fn names_are_text_and_never_markup() {
    let html = drawn(&jobs_of(
        "1<i>|<img src=x onerror=alert(1)>|COMPLETED|3600|gres/gpu:\"><b>=8|1\n\
         2|تدريب النموذج|FAILED|3600|gres/gpu=8|1\n3|\u{202e}gnp.exe|FAILED|3600|gres/gpu=8|1\n<script>|x\n",
    ));
    for tag in ["<img", "<i>", "<b>", "<script"] {
        assert!(!html.contains(tag), "{tag}: {html}");
    }
    assert!(
        html.contains("<bdi>&lt;img src=x onerror=alert(1)&gt;</bdi>"),
        "{html}"
    );
    assert!(html.contains("<bdi>تدريب النموذج</bdi>"), "{html}");
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
    let html = drawn(&jobs);
    timed("draw", start);
    println!("{} bytes", html.len());
    assert!(html.len() < 200_000, "{}", html.len());
    assert!(rows(&html).len() <= 200);
    assert!(
        html.contains("And 980 names with fewer GPU-hours."),
        "{html}"
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
        let html = drawn(&jobs);
        timed("  draw", start);
        assert!(html.len() < 200_000, "{}", html.len());
    }
    // 99 and 990 to 999: 1,100 jobs are unticked, and another one.
    assert!(drawn(&jobs).contains("in 97,"), "{}", drawn(&jobs));
}

#[test]
fn pages_hold_every_job_once() {
    let (text, _) = many(1_050);
    let mut jobs = jobs_of(&text);
    let mut seen = Vec::new();
    for page in 0..20 {
        let change = jobs.act(JobsAction::Page(page));
        let html = drawn(&jobs);
        assert!(
            html.contains(&format!("id=\"{}\"", change.focus)),
            "{change:?}"
        );
        let list = jobs.shown().jobs.and_then(|jobs| jobs.list);
        let list = list.expect("a list");
        assert_eq!(rows(&html).len(), list.rows.len());
        seen.extend(list.rows.iter().map(|row| row.number));
        if !html.contains("Next →") {
            break;
        }
    }
    seen.sort_unstable();
    assert_eq!(seen, (0..1_050).collect::<Vec<_>>());
    // Beyond the last page is the last; another list begins at its top.
    assert_eq!(jobs.act(JobsAction::Page(usize::MAX)).focus, "jobs-page-10");
    jobs.act(JobsAction::Filter("train".into()));
    assert!(drawn(&jobs).contains("1 to 100 of 1,050"));
}

#[test]
fn hostile_accounts_stay_small_and_quick() {
    // Names of a page's length, kinds without end, each letter one that is escaped.
    let long = "\"&<".repeat(2_000);
    let text: String = (0..2_000)
        .map(|n| format!("{n}{long}|{long}{n}|COMPLETED|3600|gres/gpu:{n}{long}=8,gres/gpu:x{n}=8,gres/gpu:y{n}=8,gres/gpu:z{n}=8,gres/gpu:w{n}=8|1\n"))
        .collect();
    let html = drawn(&jobs_of(&text));
    assert!(html.contains("80,000 GPU-hours"));
    assert!(html.len() < 200_000, "{}", html.len());
    // One job of very many GPUs.
    let text = format!(
        "1|a|COMPLETED|3600|{}|1",
        "gres/gpu:a=4294967295,".repeat(100_000)
    );
    let mut jobs = jobs_of(&text);
    assert_eq!(used(&mut jobs), "429,496,729,500,000");
    assert!(drawn(&jobs).len() < 20_000);
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
