//! The output of Slurm’s sacct, in every shape that people paste, and texts that nobody should.

use petaday::import::sacct::{
    Account, AccountProblem, Job, JobState, MOST_PROBLEMS, NAMED_COMMAND, ProblemKind, chip_hours,
    proposed, read,
};
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// `sacct -X -n -P --format=JobID,JobName,State,ElapsedRaw,AllocTRES,NNodes`.
const PLAIN: &str = "\
4071|pretrain|COMPLETED|86400|billing=512,cpu=512,gres/gpu:a100=64,gres/gpu=64,mem=4T,node=8|8
4072|pretrain|CANCELLED by 1234|3600|billing=512,cpu=512,gres/gpu:a100=64,gres/gpu=64,mem=4T,node=8|8
4073_7|eval|TIMEOUT|1800|billing=8,cpu=8,gres/gpu=1,mem=60G,node=1|1
4074|prepare data|FAILED|60|billing=64,cpu=64,mem=500G,node=1|1
";

fn hours(account: &Account) -> f64 {
    chip_hours(&account.jobs).map_or(0.0, |hours| hours.median())
}

fn ids(account: &Account) -> Vec<&str> {
    account.jobs.iter().map(|job| job.id.as_str()).collect()
}

#[test]
fn the_documented_call_is_read() {
    let account = read(PLAIN);
    assert_eq!(account.problems, []);
    assert_eq!(ids(&account), ["4071", "4072", "4073_7", "4074"]);
    let states: Vec<JobState> = account.jobs.iter().map(|job| job.state).collect();
    assert_eq!(
        states,
        [
            JobState::Completed,
            JobState::Cancelled,
            JobState::Timeout,
            JobState::Failed
        ]
    );
    let first = &account.jobs[0];
    assert_eq!((first.line, first.name.as_str()), (1, "pretrain"));
    assert_eq!(
        (first.seconds, first.gpus.count, first.nodes),
        (86_400, 64, Some(8))
    );
    assert_eq!(first.gpus.kinds, [("a100".into(), 64)]);
    assert_eq!(first.gpu_hours(), 1_536.0);
    assert_eq!(
        proposed("a100").map(|c| c.slug),
        Some("nvidia-a100-sxm-80gb")
    );
    // 64 × 24 + 64 × 1 + 1 × 0.5 + 0.
    assert_eq!(hours(&account), 1_600.5);
    assert_eq!(hours(&read("")), 0.0);
}

#[test]
fn only_the_chosen_jobs_are_added_up() {
    let account = read(PLAIN);
    let pretraining = account.jobs.iter().filter(|job| job.name == "pretrain");
    assert_eq!(chip_hours(pretraining).map(|h| h.median()), Some(1_600.0));
    assert_eq!(chip_hours(account.jobs.iter().filter(|_| false)), None);
}

#[test]
fn a_header_may_name_the_columns_in_any_order() {
    let account = read(
        "\
NNodes|AllocTRES|JobName|Elapsed|Partition|JobID|State
2|gres/gpu=16,gres/gpu:h100=16|run 1|1-00:00:00|batch|99|RUNNING
",
    );
    assert_eq!(account.problems, []);
    let job = &account.jobs[0];
    assert_eq!((job.id.as_str(), job.seconds, job.line), ("99", 86_400, 2));
    assert_eq!((job.nodes, job.state), (Some(2), JobState::Running));
    assert_eq!(hours(&account), 384.0);
    // ElapsedRaw is taken where both are there; nodes and names need not be.
    let account = read("JobID|Elapsed|ElapsedRaw|AllocTRES\n7|garbage|3600|gres/gpu=2\n");
    assert_eq!((account.problems.len(), hours(&account)), (0, 2.0));
}

#[test]
fn times_with_days_and_clocks_are_read_without_a_header() {
    let account = read("5|a|COMPLETED|2-03:00:00|gres/gpu=4|1\n6|b|COMPLETED|30:00|gres/gpu=4|1\n");
    assert_eq!(account.problems, []);
    assert_eq!(account.jobs[0].gpu_hours(), 204.0);
    assert_eq!(account.jobs[1].gpu_hours(), 2.0);
}

#[test]
fn steps_are_skipped_and_counted() {
    let account = read(
        "\
123|train|COMPLETED|3600|gres/gpu=8|1
123.batch|batch|COMPLETED|3600|gres/gpu=8|1
123.extern|extern|COMPLETED|3600|gres/gpu=8|1
123.0|python|COMPLETED|3590|gres/gpu=8|1
124_3.0|python|COMPLETED|3590|gres/gpu=8|1
",
    );
    assert_eq!((ids(&account), account.steps), (vec!["123"], 4));
    assert_eq!(hours(&account), 8.0);
    assert_eq!(account.problems, []);
}

#[test]
fn a_requeued_job_is_one_with_attempts() {
    // sacct -D.
    let account = read(
        "\
50|train|PREEMPTED|7200|gres/gpu=8|1
51|other|COMPLETED|3600|gres/gpu=8|1
50|train|REQUEUED|3600|gres/gpu=8|1
50|train|COMPLETED|36000|gres/gpu=8|1
",
    );
    let attempts: Vec<_> = account
        .jobs
        .iter()
        .map(|j| (j.attempt, j.attempts))
        .collect();
    assert_eq!(attempts, [(1, 3), (1, 1), (2, 3), (3, 3)]);
    assert_eq!(hours(&account), 16.0 + 8.0 + 8.0 + 80.0);
    let once = account.jobs.iter().filter(|job| job.is_last_attempt());
    assert_eq!(chip_hours(once).map(|h| h.median()), Some(88.0));
    assert!(account.jobs.iter().all(|job| !job.is_repeated));
}

#[test]
fn a_line_that_is_there_twice_is_told_from_an_attempt() {
    for (first, second, expected) in [
        (
            "COMPLETED|3600|gres/gpu=8",
            "COMPLETED|3600|gres/gpu=8",
            true,
        ),
        ("RUNNING|3600|gres/gpu=8", "COMPLETED|7200|gres/gpu=8", true),
        (
            "COMPLETED|3600|gres/gpu=8",
            "COMPLETED|3601|gres/gpu=8",
            false,
        ),
        (
            "COMPLETED|3600|gres/gpu=8",
            "COMPLETED|3600|gres/gpu=4",
            false,
        ),
        ("FAILED|3600|gres/gpu=8", "COMPLETED|3600|gres/gpu=8", false),
        (
            "PREEMPTED|3600|gres/gpu=8",
            "PREEMPTED|3600|gres/gpu=8",
            false,
        ),
    ] {
        let account = read(&format!("7|a|{first}|1\n8|b|{first}|1\n7|a|{second}|1\n"));
        let repeated: Vec<bool> = account.jobs.iter().map(|job| job.is_repeated).collect();
        assert_eq!(repeated, [expected, false, false], "{first}, {second}");
    }
}

#[test]
fn a_name_may_have_the_separator_in_it() {
    let account = read("8|a|b||c|COMPLETED|3600|gres/gpu=1|1\n");
    assert_eq!(account.jobs[0].name, "a|b||c");
    assert_eq!(hours(&account), 1.0);
    // The same of sacct -p, and of one that waits, whose last cell is empty.
    let account =
        read("JobID|JobName|ElapsedRaw|AllocTRES|\n8|a|b|3600|gres/gpu=1|\n9|c|d|0||\n9|e|0||\n");
    assert_eq!((account.problems.len(), hours(&account)), (0, 1.0));
    let account = read("JobID|JobName|ElapsedRaw|AllocTRES\n8|a|b|3600|gres/gpu=1\n9|c|d|0|\n");
    assert_eq!((account.problems.len(), hours(&account)), (0, 1.0));
    let account = read("JobName|JobID|ElapsedRaw|AllocTRES\nx|y|8|3600|gres/gpu=1\n");
    assert_eq!(
        (account.jobs[0].name.as_str(), hours(&account)),
        ("x|y", 1.0)
    );
}

#[test]
fn other_shapes_of_the_same() {
    // sacct -p ends every line with a separator; Windows, with a carriage return.
    let account = read(
        "JobID|JobName|State|ElapsedRaw|AllocTRES|NNodes|\r\n8|a|COMPLETED|3600|gres/gpu=1|1|\r\n\r\n",
    );
    assert_eq!((account.problems.len(), hours(&account)), (0, 1.0));
    // Pending: nothing is allocated yet. Heterogeneous. No newline at the end.
    let account = read("9|a|PENDING|0||1\n10+1|a|COMPLETED|3600|gres/gpu=1|1");
    assert_eq!((account.problems.len(), hours(&account)), (0, 1.0));
    assert_eq!(account.jobs[0].state, JobState::Pending);
    assert_eq!(
        read("11|a|COMPLETED by magic|1|gres/gpu=1|1").jobs[0].state,
        JobState::Completed
    );
    assert_eq!(
        read("11|a|CANCELLED+|1|gres/gpu=1|1").jobs[0].state,
        JobState::Cancelled
    );
    let header = "JobID|JobName|State|ElapsedRaw|AllocTRES|NNodes\n";
    let named = read(&format!("{header}11|a|WHAT|1|gres/gpu=1|1"));
    assert_eq!(named.jobs[0].state, JobState::Other);
}

/// `sacct -n` may print other columns, or another order: no hours are made of them.
#[test]
fn columns_without_a_header_that_are_others_are_told_by_their_cells() {
    for (line, words) in [
        // TimelimitRaw after the time: the name seems to go on.
        (
            "4071|pretrain|COMPLETED|86400|2880|billing=8,gres/gpu=8|1",
            "holds none of Slurm’s",
        ),
        // Partition in place of the state.
        (
            "4071|pretrain|gpu|86400|billing=8,gres/gpu=8|1",
            "holds none of Slurm’s",
        ),
        // Start and end before the time.
        (
            "4071|a|COMPLETED|2026-01-01T00:00:00|2026-01-02T00:00:00|86400|gres/gpu=8|1",
            "holds none of Slurm’s",
        ),
        // CPUTimeRAW: a day on 512 CPUs.
        (
            "4071|pretrain|COMPLETED|44236800|cpu=512,gres/gpu=64,node=8|8",
            "holds 512 days, longer than jobs run",
        ),
        // Nodes and time in each other’s place.
        (
            "4071|pretrain|COMPLETED|8|cpu=512,gres/gpu=64,node=8|86400",
            "holds 86400, where the job has 8",
        ),
    ] {
        let account = read(line);
        assert_eq!(account.jobs, [], "{line}");
        let said: Vec<String> = account
            .problems
            .iter()
            .map(AccountProblem::to_string)
            .collect();
        assert_eq!(said.len(), 1, "{line}");
        assert!(said[0].contains(words), "{line}: {said:?}");
        assert!(said[0].ends_with(NAMED_COMMAND), "{line}: {said:?}");
        assert!(account.problems[0].what.is_grave(), "{line}");
    }
    // Under a header the same time is what it says.
    let named = read("JobID|ElapsedRaw|AllocTRES\n1|44236800|cpu=512,gres/gpu=1,node=8\n");
    assert_eq!(hours(&named), 12_288.0);
    let month = "1|a|COMPLETED|30-00:00:00|cpu=8,gres/gpu=1,node=2|2\n";
    assert_eq!(hours(&read(month)), 720.0);
}

/// `scontrol show job`.
#[test]
fn scontrol_is_named_with_the_command_to_run_instead() {
    let account = read(
        "JobId=7 JobName=train\n   JobState=RUNNING\n   RunTime=1-02:03:04\n   TRES=cpu=8,gres/gpu=4\n",
    );
    assert_eq!(account.jobs, []);
    let said = account.problems[0].to_string();
    assert!(said.starts_with("This is the output of scontrol"), "{said}");
    assert!(said.contains("Run: sacct -X"), "{said}");
}

#[test]
fn bad_lines_are_listed_by_number_and_the_others_are_read() {
    let account = read(
        "\
Last login: Monday
1|a|COMPLETED|3600|gres/gpu=1|1
x|a|COMPLETED|3600|gres/gpu=1|1
2|a|COMPLETED|soon|gres/gpu=1|1
3|a|COMPLETED|3600|gres/gpu=one|1
4|a|COMPLETED|3600|gres/gpu=1|many

5|a|COMPLETED
6|a|COMPLETED|3600|gres/gpu=1|1
",
    );
    assert_eq!(ids(&account), ["1", "6"]);
    let problems: Vec<(usize, ProblemKind)> = account
        .problems
        .into_iter()
        .map(|AccountProblem { line, what }| (line, what))
        .collect();
    assert_eq!(
        problems,
        [
            (1, ProblemKind::NotSeparated),
            (3, ProblemKind::NoJob),
            (4, ProblemKind::NoTime("soon".into())),
            (5, ProblemKind::NoCount("gres/gpu=one".into())),
            (6, ProblemKind::NoCount("many".into())),
            (8, ProblemKind::TooFewCells),
        ]
    );
    let said = AccountProblem {
        line: 4,
        what: ProblemKind::NoTime("soon".into()),
    }
    .to_string();
    assert_eq!(
        said,
        "Line 4: “soon” is not a time: write seconds, or days-hours:minutes:seconds."
    );
}

#[test]
fn a_long_list_of_problems_is_cut_and_counted() {
    let account = read(&"junk\n".repeat(MOST_PROBLEMS + 500));
    assert_eq!(
        (account.problems.len(), account.more_problems),
        (MOST_PROBLEMS, 500)
    );
}

#[test]
fn a_hundred_thousand_jobs_are_read_at_once() {
    let text: String = (0..100_000)
        .map(|n| format!("{}|train-{n}|COMPLETED|3600|billing=64,cpu=64,gres/gpu:h100=8,gres/gpu=8,mem=500G,node=1|1\n", n / 2))
        .collect();
    let start = Instant::now();
    let account = read(&text);
    let took = start.elapsed();
    assert_eq!((account.jobs.len(), account.problems.len()), (100_000, 0));
    assert_eq!(hours(&account), 800_000.0);
    assert!(account.jobs.iter().all(|job| job.attempts == 2));
    // Unoptimized and beside other tests; optimized it takes 0.1 to 0.2 s (`make bench`).
    assert!(took < Duration::from_secs(20), "{took:?}");
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>()) {
        read(&text);
        proposed(&text);
    }

    #[test]
    fn any_lines_of_its_letters_are_read(
        text in "(JobID|ElapsedRaw|AllocTRES|JobName|[0-9]{1,25}|gres/gpu[:=a-z0-9,]{0,9}|[|:,=_.+ -]|\n){0,60}",
    ) {
        let account = read(&text);
        let lines = account.jobs.len() + account.problems.len() + account.steps;
        prop_assert!(lines <= text.lines().count());
        if let Some(hours) = chip_hours(&account.jobs) {
            prop_assert!(hours.0.is_positive_and_finite());
        }
    }

    /// A job that is written is read back.
    #[test]
    fn a_job_is_read_back(
        id in 1..u32::MAX, seconds in 0..2_592_001_u64, gpus in 0..100_000_u64, nodes in 0..10_000_u64,
    ) {
        let line = format!("{id}|a job|COMPLETED|{seconds}|cpu=1,gres/gpu={gpus}|{nodes}");
        let jobs: Vec<Job> = read(&line).jobs;
        prop_assert_eq!(jobs.len(), 1);
        prop_assert_eq!((jobs[0].seconds, jobs[0].gpus.count, jobs[0].nodes), (seconds, gpus, Some(nodes)));
    }
}
