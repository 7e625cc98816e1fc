//! Slurm's accounting as people have it beside the documented call: other columns, separators and
//! tables, JSON, sreport, jobstats; and texts without hours.

use proptest::prelude::*;

use petaday::import::sacct::{
    Account, AccountSource, COMMAND, JobState, ProblemKind, REPORT_COMMAND, chip_hours, read,
};

fn hours(account: &Account) -> f64 {
    chip_hours(account.jobs.iter().filter(|job| !job.is_repeated))
        .map_or(0.0, |hours| hours.median())
}

fn ids(account: &Account) -> Vec<&str> {
    account.jobs.iter().map(|job| job.id.as_str()).collect()
}

/// The only problem there is; no job is read.
fn refusal(text: &str) -> String {
    let account = read(text);
    assert_eq!(account.jobs, [], "{text}");
    assert_eq!(account.problems.len(), 1, "{text}: {:?}", account.problems);
    assert!(account.problems[0].what.is_grave(), "{text}");
    account.problems[0].to_string()
}

/// Reads an account without a problem, to a number of GPU-hours.
fn right(text: &str, expected: f64) -> Account {
    let account = read(text);
    assert_eq!(account.problems, [], "{text}");
    let hours = hours(&account);
    assert!(
        (hours - expected).abs() <= expected * 1e-12,
        "{text}: {hours}, not {expected}"
    );
    account
}

/// 512 CPUs for 24 hours, 64 CPUs for one: 64 × 24 + 8 × 1 GPU-hours, which cannot be known of this.
#[test]
fn cpu_seconds_are_no_time() {
    let said = refusal(
        "\
JobID|JobName|State|CPUTimeRAW|AllocTRES|NNodes
81|train|COMPLETED|44236800|billing=512,cpu=512,gres/gpu:a100=64,gres/gpu=64,mem=4T,node=8|8
82|eval|COMPLETED|230400|billing=64,cpu=64,gres/gpu:a100=8,gres/gpu=8,mem=500G,node=1|1
",
    );
    assert!(
        said.starts_with("Line 1: the header has no column ElapsedRaw,"),
        "{said}"
    );
    assert!(
        said.contains("CPUTimeRAW is the elapsed time × CPUs") && said.ends_with(COMMAND),
        "{said}"
    );
}

#[test]
fn a_header_that_lacks_what_hours_need_ends_the_reading() {
    for (header, lacks, instead) in [
        ("CPUTime|AllocTRES", "ElapsedRaw", "CPUTime is"),
        ("TotalCPU|AllocTRES", "ElapsedRaw", "TotalCPU is"),
        ("TimelimitRaw|AllocTRES", "ElapsedRaw", "TimelimitRaw is"),
        ("Timelimit|AllocTRES", "ElapsedRaw", "Timelimit is"),
        ("Planned|AllocTRES", "ElapsedRaw", "Planned is"),
        ("Reserved|AllocTRES", "ElapsedRaw", "Reserved is"),
        ("Start|AllocTRES", "ElapsedRaw", ""),
        (
            "ElapsedRaw|ReqTRES",
            "AllocTRES",
            "ReqTRES is what a job asked for",
        ),
        (
            "Elapsed|ReqTRES",
            "AllocTRES",
            "ReqTRES is what a job asked for",
        ),
        ("ElapsedRaw|AllocGRES", "AllocTRES", "AllocGRES is"),
        ("ElapsedRaw|ReqGRES", "AllocTRES", "ReqGRES is"),
        ("ElapsedRaw|AllocCPUS", "AllocTRES", "AllocCPUS is of"),
        ("ElapsedRaw|NCPUS", "AllocTRES", "NCPUS is of"),
        ("ElapsedRaw|TRESUsageInTot", "AllocTRES", ""),
        (
            "AllocCPUS|ExitCode",
            "ElapsedRaw and no column AllocTRES",
            "AllocCPUS is of",
        ),
    ] {
        // Lines that the documented order would take for jobs of 8 × 1,000 hours.
        for (sep, shown) in [("|", "|"), ("\t", "tab"), (";", ";"), ("  ", "blanks")] {
            let header = ["JobID|JobName|State|", header, "|NNodes"].concat();
            let line = "7|train|COMPLETED|3600000|cpu=8,gres/gpu=8|1\n".repeat(3);
            for header in [&header, &header.to_lowercase(), &header.to_uppercase()] {
                let text = [header, "\r\n", &line].concat().replace('|', sep);
                let said = refusal(&text);
                assert!(
                    said.contains(&format!("no column {lacks},")) && said.contains(instead),
                    "{header} {shown}: {said}"
                );
                assert!(said.ends_with(COMMAND), "{said}");
            }
        }
    }
    // No number of a job: steps could not be told from jobs.
    let said = refusal("JobName|State|ElapsedRaw|AllocTRES\ntrain|COMPLETED|3600|gres/gpu=8\n");
    assert!(said.contains("no column JobID,"), "{said}");
}

/// An exclusive job asks for no GPU and is allocated those of its node.
#[test]
fn what_was_asked_for_is_not_what_was_allocated() {
    let text = |columns: &str, tres: [&str; 3]| {
        format!(
            "JobID|JobName|State|Elapsed|{columns}\n91|alone|COMPLETED|10:00:00|{}\n92|one|COMPLETED|10:00:00|{}\n93|waits|PENDING|00:00:00|{}\n",
            tres[0], tres[1], tres[2]
        )
    };
    let asked = [
        "cpu=1,mem=5G,node=1",
        "cpu=8,gres/gpu=1,mem=5G,node=1",
        "cpu=8,gres/gpu=4,node=1",
    ];
    let said = refusal(&text("ReqTRES", asked));
    assert!(
        said.contains("AllocTRES") && said.contains("asked for"),
        "{said}"
    );
    let both = text(
        "ReqTRES|AllocTRES",
        [
            "cpu=1,mem=5G,node=1|billing=112,cpu=36,gres/gpu:rtx2080ti=4,gres/gpu=4,mem=180G,node=1",
            "cpu=8,gres/gpu=1,mem=5G,node=1|cpu=8,gres/gpu=1,mem=5G,node=1",
            "cpu=8,gres/gpu=4,node=1|",
        ],
    );
    // 10 × 4 + 10 × 1.
    let account = right(&both, 50.0);
    assert_eq!(account.jobs[2].state, JobState::Pending);
    // Commas separate resources as well as cells. One list of them is told from what is beside it;
    // of two, side by side, nothing says where the first ends.
    let apart = "\
JobID,ReqTRES,Elapsed,AllocTRES
91,cpu=1,mem=5G,node=1,10:00:00,cpu=36,gres/gpu:rtx2080ti=4,gres/gpu=4,mem=180G,node=1
92,cpu=8,gres/gpu=1,node=1,10:00:00,cpu=8,gres/gpu=1,node=1
93,cpu=8,gres/gpu=4,node=1,00:00:00,
";
    right(apart, 50.0);
    let account = read(&both.replace('|', ","));
    assert_eq!((hours(&account), account.problems.len()), (0.0, 3));
}

#[test]
fn cells_may_be_separated_otherwise() {
    let jobs = "\
71|train, part 1|COMPLETED|7200|billing=64,cpu=64,gres/gpu:a100=8,gres/gpu=8,mem=500G,node=1|1
72|eval|FAILED|1800|cpu=8,gres/gpu=2|1
73|wait|PENDING|0||1
74|cpu|COMPLETED|60|cpu=8,mem=1G|1
";
    let header = "JobID|JobName|State|ElapsedRaw|AllocTRES|NNodes\n";
    for sep in ["|", ";", "\t", ",", "~", "::", "^"] {
        for header in [header, ""] {
            // Only the usual ones are guessed without a header.
            if header.is_empty() && ["~", "::", "^"].contains(&sep) {
                continue;
            }
            for end in ["\n", "\r\n", "|\n"] {
                let text = [header, jobs].concat().replace('\n', end);
                let account = right(&text.replace('|', sep), 17.0);
                assert_eq!(account.jobs[0].name, "train, part 1", "{sep}");
                let source = if header.is_empty() {
                    AccountSource::Assumed
                } else {
                    AccountSource::Named
                };
                assert_eq!(account.source, source);
            }
        }
    }
    // As a spreadsheet has them, with every cell in quotes.
    let quoted = |line: &str| ["\"", &line.replace('|', "\",\""), "\"\n"].concat();
    let text: String = [header, jobs].concat().lines().map(quoted).collect();
    right(&text, 17.0);
    // As a table of Markdown, the prompt and a comment above it.
    let framed = |line: &str| ["| ", &line.replace('|', " | "), " |\n"].concat();
    let table: String = jobs.lines().map(framed).collect();
    right(
        &[
            "# my jobs\n$ sacct -P -X\n",
            &framed(header.trim()),
            "|---|---|---|---:|---|---|\n",
            &table,
        ]
        .concat(),
        17.0,
    );
    right(
        &[
            "[me@login ~]$ sacct -X -P --format=State,JobID\n",
            header,
            jobs,
            header,
            "75|x|COMPLETED|3600|gres/gpu=1|1",
        ]
        .concat(),
        18.0,
    );
}

#[test]
fn a_second_header_begins_another_order() {
    let text = "\
JobID|ElapsedRaw|AllocTRES
1|3600|gres/gpu=1
JobID%20|AllocTRES%80|Elapsed|\"NNodes\"
2|gres/gpu=2|01:00:00|1
JobID|CPUTimeRAW|AllocTRES
3|360000|gres/gpu=100
AllocTRES|JobIDRaw|ElapsedRaw
gres/gpu=4|4|3600
";
    let account = read(text);
    assert_eq!((ids(&account), hours(&account)), (vec!["1", "2", "4"], 7.0));
    assert_eq!(account.problems.len(), 1);
    assert!(matches!(
        account.problems[0].what,
        ProblemKind::NoColumn("ElapsedRaw", _)
    ));
    assert_eq!(account.problems[0].line, 5);
}

/// Slurm's Elapsed always has colons: a bare number there is of no known unit.
#[test]
fn a_bare_number_is_no_clock() {
    let account = read("JobID|Elapsed|AllocTRES\n1|36|gres/gpu=1\n2|01:00:00|gres/gpu=1\n");
    assert_eq!((hours(&account), account.problems.len()), (1.0, 1));
}

const TABLE: &str = "\
JobID           JobName      State    Elapsed                                AllocTRES
------------ ---------- ---------- ---------- ----------------------------------------
81             pretrain  COMPLETED 2-00:00:00     cpu=64,gres/gpu:h100=8,gres/gpu=8
81.batch          batch  COMPLETED 2-00:00:00                cpu=64,gres/gpu=8,mem=500G
82           a long na+ CANCELLED+ 100-01:00:00                                gres/gpu=2
83                 wait    PENDING   00:00:00
138.interac+      inter  COMPLETED   01:00:00                                gres/gpu=2
";

#[test]
fn a_table_under_dashes_is_read_where_nothing_needed_is_cut_off() {
    // 48 × 8 + 2,401 × 2: the time of the second runs over its column.
    let account = right(TABLE, 384.0 + 4_802.0);
    assert_eq!((ids(&account), account.steps), (vec!["81", "82", "83"], 2));
    assert_eq!(account.jobs[1].state, JobState::Cancelled);
    // Without the dashes, cells that are there can be told apart.
    let text = "JobID  State  Elapsed  AllocTRES\n1  COMPLETED  01:00:00  gres/gpu=4\n2  PENDING  00:00:00\n";
    let account = read(text);
    assert_eq!((hours(&account), account.problems.len()), (4.0, 1));

    let narrow = "\
JobID           JobName      State    Elapsed  AllocTRES
------------ ---------- ---------- ---------- ----------
81             pretrain  COMPLETED 2-00:00:00 billing=6+
";
    let said = refusal(narrow);
    assert!(
        said.contains("“billing=6+” is cut off") && said.ends_with(COMMAND),
        "{said}"
    );
    // It may be a step.
    let said = refusal(
        &narrow
            .replace("81          ", "81234567_12+")
            .replace("billing=6+", "gres/gpu=2"),
    );
    assert!(said.contains("“81234567_12+” is cut off"), "{said}");

    let plain = "\
JobID           JobName  Partition    Account  AllocCPUS      State ExitCode
------------ ---------- ---------- ---------- ---------- ---------- --------
81             pretrain        gpu       proj         64  COMPLETED      0:0
";
    let said = refusal(plain);
    assert!(
        said.contains("ElapsedRaw and no column AllocTRES") && said.ends_with(COMMAND),
        "{said}"
    );
    let queue = "JOBID PARTITION     NAME     USER ST       TIME  NODES NODELIST(REASON)\n   81       gpu pretrain      ann  R    1:00:00      1 n01\n";
    assert!(refusal(queue).contains("no column ElapsedRaw"));
}

#[test]
fn resources_that_are_cut_off_or_no_names_are_problems() {
    for tres in [
        "billing=64,cp+",
        "gres/gpu=8+",
        "cpu=4,1001=8",
        "gpu:8",
        "gres/gpu",
    ] {
        let account = read(&format!(
            "1|a|COMPLETED|3600|{tres}|1\n2|b|COMPLETED|3600|gres/gpu=1|1\n"
        ));
        assert_eq!(
            (hours(&account), account.problems.len()),
            (1.0, 1),
            "{tres}"
        );
        assert_eq!(
            account.problems[0].what.is_grave(),
            tres.ends_with('+'),
            "{tres}"
        );
    }
}

/// The same jobs as data parsers 0.0.38, 0.0.40 and 0.0.43 print them, and as some tools do.
#[test]
fn json_of_every_version_is_read() {
    let number = |wrap: bool, number: u64| {
        if wrap {
            format!(r#"{{"set": true, "infinite": false, "number": {number}}}"#)
        } else {
            number.to_string()
        }
    };
    for (wrap_time, wrap_task, state, none) in [
        (
            false,
            false,
            r#"{"current": "STATE", "reason": "None"}"#,
            "4294967294",
        ),
        (
            false,
            true,
            r#"{"current": ["STATE"], "reason": "None"}"#,
            r#"{"set": false, "infinite": false, "number": 0}"#,
        ),
        (
            true,
            true,
            r#"{"current": ["STATE", "REQUEUED"], "reason": "None"}"#,
            "null",
        ),
        (true, false, r#""STATE""#, "null"),
    ] {
        let job = |id: u64, array: u64, task: &str, state_is: &str, seconds: u64, tres: &str| {
            format!(
                r#"{{"account": "p", "allocation_nodes": 1, "array": {{"job_id": {array}, "task_id": {task}, "task": ""}},
                "het": {{"job_id": 0, "job_offset": {none}}}, "job_id": {id}, "name": "a \"name\"",
                "state": {}, "steps": [{{"tres": {{"allocated": [{{"type": "gres", "name": "gpu", "count": 99}}]}}}}],
                "time": {{"elapsed": {}, "limit": {none}, "total": {{"seconds": 9}}}},
                "tres": {{"allocated": [{tres}], "requested": [{{"type": "gres", "name": "gpu", "id": 1001, "count": 77}}]}},
                "flags": ["NONE"], "exit_code": {{"status": "SUCCESS"}}}}"#,
                state.replace("STATE", state_is),
                number(wrap_time, seconds),
            )
        };
        let eight = r#"{"type": "cpu", "name": "", "id": 1, "count": 64}, {"type": "gres", "name": "gpu", "id": 1001, "count": 8},
            {"type": "gres", "name": "gpu:h100", "id": 1002, "count": 8}, {"type": "gres", "name": "gpumem", "id": 1003, "count": 80}"#;
        let jobs = [
            job(50, 0, none, "COMPLETED", 86_400, eight),
            job(52, 51, &number(wrap_task, 4), "CANCELLED", 3_600, eight),
            job(53, 0, none, "PENDING", 0, ""),
            job(
                54,
                0,
                none,
                "RUNNING",
                1_800,
                r#"{"type": "cpu", "name": null, "count": 4}"#,
            ),
        ]
        .join(",");
        for text in [
            format!(r#"{{"jobs": [{jobs}], "meta": {{}}, "errors": [], "warnings": []}}"#),
            format!("[{jobs}]"),
            format!("$ sacct --json -X\r\n{{\"meta\": {{}},\"jobs\": [{jobs}]}}"),
        ] {
            let account = right(&text, 200.0);
            assert_eq!(ids(&account), ["50", "51_4", "53", "54"]);
            assert_eq!(account.jobs[0].name, "a \"name\"");
            assert_eq!(account.jobs[0].gpus.kinds, [("h100".into(), 8)]);
            let states: Vec<_> = account.jobs.iter().map(|job| job.state).collect();
            assert_eq!(
                states,
                [
                    JobState::Completed,
                    JobState::Cancelled,
                    JobState::Pending,
                    JobState::Running
                ]
            );
            assert_eq!(account.jobs[0].nodes, Some(1));
        }
    }
}

#[test]
fn json_that_lacks_what_hours_need_is_refused() {
    for (text, says) in [
        // squeue and scontrol.
        (
            r#"{"jobs": [{"job_id": 5, "job_state": ["RUNNING"], "tres_alloc_str": "gres/gpu=8"}]}"#,
            "Job 5 of the JSON has no time.elapsed",
        ),
        (
            r#"{"jobs": [{"job_id": 5, "time": {"elapsed": null}, "tres": {"allocated": []}}]}"#,
            "no time.elapsed",
        ),
        (
            r#"{"jobs": [{"job_id": 5, "time": {"elapsed": {"set": false, "number": 0}}, "tres": {"allocated": []}}]}"#,
            "no time.elapsed",
        ),
        (
            r#"{"jobs": [{"job_id": 5, "time": {"elapsed": 4294967294}, "tres": {"allocated": []}}]}"#,
            "no time.elapsed",
        ),
        (
            r#"{"jobs": [{"job_id": 5, "time": {"elapsed": -1}, "tres": {"allocated": []}}]}"#,
            "no time.elapsed",
        ),
        (
            r#"{"jobs": [{"job_id": 5, "time": {"elapsed": 60}}]}"#,
            "no tres.allocated",
        ),
        (
            r#"{"jobs": [{"job_id": 5, "time": {"elapsed": 60}, "tres": {"requested": []}}]}"#,
            "no tres.allocated",
        ),
        (r#"{"jobs": [{"job_id": 5, "time": {"el"#, "cut off"),
        (r#"{"hidden_size": 5}"#, "no job in it"),
        (
            r#"{"jobs": [{"job_id": 5, "time": {"elapsed": 60}, "tres": {"allocated": []}}]} {"#,
            "cut off",
        ),
        (r#"{"jobs": []}"#, "no job in it"),
    ] {
        let said = refusal(text);
        assert!(
            said.contains(says) && said.ends_with(COMMAND),
            "{text}: {said}"
        );
    }
    // A heterogeneous job, and a part of an array that has not begun.
    let account = right(
        r#"{"jobs": [{"job_id": 61, "het": {"job_id": 60, "job_offset": {"set": true, "number": 1}}, "time": {"elapsed": 60}, "tres": {"allocated": []}},
        {"job_id": 62, "array": {"job_id": 62, "task_id": {"set": false}, "task": "1-9"}, "time": {"elapsed": 0}, "tres": {"allocated": []}}]}"#,
        0.0,
    );
    assert_eq!(ids(&account), ["60+1", "62_[1-9]"]);
}

/// An account of 7,638 GPU-hours, of which two users had 5,015 and 2,623.
const REPORT: &str = "\
--------------------------------------------------------------------------------
Cluster/Account/User Utilization 2021-01-01T00:00:00 - 2021-05-28T16:59:59 (12758400 secs)
Usage reported in TRES Hours
--------------------------------------------------------------------------------
  Cluster         Account     Login     Proper Name      TRES Name      Used
--------- --------------- --------- --------------- -------------- ---------
  central            labx                                      cpu    213866
  central            labx                                 gres/gpu      7638
  central            labx       ann   Ann B. (Long+            cpu    140426
  central            labx       ann   Ann B. (Long+       gres/gpu      5015
  central            labx       bob  Bob  van Houten           cpu     73440
  central            labx       bob  Bob van Houten       gres/gpu      2623
";

#[test]
fn a_report_gives_the_hours_of_users_once() {
    let account = right(REPORT, 7_638.0);
    assert_eq!((ids(&account), account.steps), (vec!["ann", "bob"], 1));
    assert_eq!(account.jobs[1].name, "labx");
    assert_eq!(account.source, AccountSource::Report);
    // In minutes, as is the default, and in seconds.
    right(
        &REPORT.replace("TRES Hours", "TRES Minutes"),
        7_638.0 / 60.0,
    );
    right(
        &REPORT.replace("TRES Hours", "TRES Seconds"),
        7_638.0 / 3_600.0,
    );
    // Separated, with a share of the cluster's, without the title, by users first.
    let plain = "\
Usage reported in TRES Hours/Percentage of Total
--------------------------------------------------------------------------------
Cluster|Login|Proper Name|Account|TRES Name|Used|
central|ann|Ann|labx|gres/gpu|5015(60.00%)|
central|bob|Bob|labx|gres/gpu|2623(31.38%)|
";
    right(plain, 7_638.0);
    right(
        &[
            "$ sreport -p -t hourper …\r\n",
            &plain.replace('\n', "\r\n"),
        ]
        .concat(),
        7_638.0,
    );
    // As a tree, whose accounts have a | of their own.
    let tree = "\
Usage reported in TRES Hours
Cluster|Account|Login|Proper Name|TRES Name|Used
c|root|||gres/gpu|7638
c| labx|||gres/gpu|7638
c|  |labx|ann|Ann|gres/gpu|5015
c|  |labx|bob|Bob|gres/gpu|2623
";
    assert_eq!(right(tree, 7_638.0).steps, 2);
    // There twice; and of two months, which are both counted.
    let account = right(&[REPORT, REPORT].concat(), 7_638.0);
    assert_eq!(account.jobs.iter().filter(|job| job.is_repeated).count(), 2);
    right(
        &[REPORT, &REPORT.replace("2021-0", "2022-0")].concat(),
        15_276.0,
    );
    // A whole account, of which no users are shown.
    let lines: Vec<&str> = REPORT.lines().take(8).collect();
    right(&lines.join("\n"), 7_638.0);
}

#[test]
fn kinds_of_gpus_are_in_their_sum() {
    let text = "\
Usage reported in TRES Seconds
Cluster|Account|Login|Proper Name|TRES Name|Used
c|p|||gres/gpu|43200000000
c|p|||gres/gpu:h100|36000000000
c|p|ann|Ann|gres/gpu|43200000000
c|p|ann|Ann|gres/gpu:h100|36000000000
c|p|ann|Ann|gres/gpumem|99
c|p|ann|Ann|gres/gpu:a100|7200000000
c|q|ann|Ann|gres/gpu|0
";
    let account = right(text, 12_000_000.0);
    let kinds = &account.jobs[0].gpus.kinds;
    assert_eq!(
        *kinds,
        [
            ("h100".into(), 36_000_000_000),
            ("a100".into(), 7_200_000_000)
        ]
    );
    assert_eq!(account.jobs.len(), 2);
}

#[test]
fn a_report_of_anything_else_is_refused() {
    let cut = |from: &str, to: &str| {
        assert!(REPORT.contains(from), "{from}");
        REPORT.replace(from, to)
    };
    let accounts: String = REPORT.lines().take(8).collect::<Vec<_>>().join("\n");
    for (text, says) in [
        (cut("TRES Hours", "CPU Minutes"), "of CPUs"),
        (cut("TRES Hours", "Percentage of Total"), "shares"),
        (cut("Usage reported in TRES Hours\n", ""), "Usage reported in"),
        (cut("gres/gpu ", "billing  "), "no row of gres/gpu"),
        (cut("      gres/gpu", "gres/gpu:nvid+"), "cut off"),
        (cut("     Login", "       QOS"), "no column Login"),
        ([&accounts, "\n  central            laby                                 gres/gpu        38\n"].concat(), "only rows of accounts"),
        ("Usage reported in TRES Hours\nCluster|Account|Login|Proper Name|Used\nc|p|ann|Ann|500\n".into(), "no column TRES Name"),
        ("Usage reported in TRES Minutes\nCluster|TRES Name|Allocated|Down|PLND Down|Idle|Planned|Reported\nc|gres/gpu|8866|800|0|3294|0|12960\n".into(), "no column Used"),
        ("Usage reported in TRES Hours\nCluster|Account|Login|Proper Name|TRES Name|Used\n".into(), "no row of gres/gpu"),
    ] {
        let said = refusal(&text);
        assert!(said.contains(says) && said.ends_with(REPORT_COMMAND), "{text}: {said}");
    }
    // The used hours are cut off, or missing.
    for used in ["501+", "", "5e3", "-1"] {
        let account = read(&REPORT.replace("5015", &format!("{used:>4}")));
        assert_eq!(
            (ids(&account), account.problems.len()),
            (vec!["bob"], 1),
            "{used}"
        );
    }
}

#[test]
fn jobstats_is_read_and_seff_knows_no_gpus() {
    let jobstats = "\
================================================================================
                              Slurm Job Statistics
================================================================================
         Job ID: 39798795
  NetID/Account: ann/math
       Job Name: sys: logic
          State: COMPLETED
          Nodes: 2
      CPU Cores: 48
     CPU Memory: 256GB (5.3GB per CPU-core)
           GPUs: 4
  QOS/Partition: gpu/gpu
        Cluster: c
     Start Time: Fri Mar 4, 2022 at 1:56 AM
       Run Time: 18:41:56
     Time Limit: 4-00:00:00

                              Overall Utilization
================================================================================
  CPU utilization  [|||||                                          10%]
  GPU utilization  [||||||||||||||||||||||||||||||||||             68%]
";
    // 67,316 s × 4.
    let account = right(jobstats, 269_264.0 / 3_600.0);
    assert_eq!(
        (account.source, account.jobs[0].nodes),
        (AccountSource::Jobstats, Some(2))
    );
    assert_eq!(account.jobs[0].name, "sys: logic");
    let running = jobstats
        .replace("COMPLETED", "RUNNING")
        .replace("18:41:56", "1-00:00:00 (in progress)");
    let both = [jobstats, &running.replace("39798795", "39798796")].concat();
    assert_eq!(
        right(&both, 269_264.0 / 3_600.0 + 96.0).jobs[1].state,
        JobState::Running
    );
    let slice = jobstats.replace(
        "[||||||||||||||||||||||||||||||||||             68%]",
        "[     GPU utilization is unknown for MIG jobs      ]",
    );
    assert!(refusal(&slice).contains("slice"));

    let seff = "\
Job ID: 2357
Cluster: c
User/Group: ann/ann
State: COMPLETED (exit code 0)
Nodes: 1
Cores per node: 96
CPU Utilized: 60-11:06:29
CPU Efficiency: 45.76% of 132-02:48:00 core-walltime
Job Wall-clock time: 1-09:01:45
Memory Utilized: 383.42 GB
";
    let said = refusal(seff);
    assert!(
        said.contains("how many GPUs") && said.ends_with(COMMAND),
        "{said}"
    );
}

#[test]
fn thousands_of_jobs_are_read_in_every_shape() {
    let jobs = 20_000;
    let lines = |line: &dyn Fn(usize) -> String| (0..jobs).map(line).collect::<String>();
    let table = lines(&|n| format!("{n:<12} COMPLETED   01:00:00  gres/gpu=2\n"));
    let header = "JobID             State    Elapsed  AllocTRES\n------------ ---------- ---------- ----------\n";
    assert_eq!(right(&[header, &table].concat(), 40_000.0).jobs.len(), jobs);
    let rows = lines(&|n| format!("c|p|u{n}|x|gres/gpu|120\n"));
    let header =
        "Usage reported in TRES Minutes\nCluster|Account|Login|Proper Name|TRES Name|Used\n";
    assert_eq!(right(&[header, &rows].concat(), 40_000.0).jobs.len(), jobs);
    let json = lines(&|n| {
        let comma = if n > 0 { "," } else { "" };
        format!(
            r#"{comma}{{"job_id":{n},"time":{{"elapsed":3600}},"tres":{{"allocated":[{{"type":"gres","name":"gpu","count":2}}]}}}}"#
        )
    });
    assert_eq!(
        right(&["{\"jobs\":[", &json, "]}"].concat(), 40_000.0)
            .jobs
            .len(),
        jobs
    );
}

proptest! {
    #[test]
    fn any_lines_of_any_table_are_read(
        text in "(JobID|ElapsedRaw|Elapsed|AllocTRES|JobName|Login|Used|TRES Name|Usage reported in TRES Hours|Cluster|Job ID: 1|Run Time: |GPUs: |[0-9]{1,12}|gres/gpu[:=a-z0-9,]{0,9}|ä|--- ----|[|;,:=\"_.+ \t-]|\r?\n){0,60}",
    ) {
        let account = read(&text);
        let lines = account.jobs.len() + account.problems.len() + account.steps;
        prop_assert!(lines <= text.lines().count() + 1);
    }

    #[test]
    fn any_json_is_read(
        text in "\\{\"jobs\": ?\\[(\\{|\\}|\\[|\\]|,|:|[0-9]{1,20}|null|true|\"(job_id|time|elapsed|tres|allocated|type|gres|name|gpu|count|set|number|state|array)\"){0,40}\\]\\}",
    ) {
        read(&text);
    }

    /// A column moves no figure, wherever it stands and whatever separates it.
    #[test]
    fn the_order_of_columns_is_that_of_the_header(
        order in Just(["JobID", "Elapsed", "AllocTRES", "ReqTRES", "State", "CPUTimeRAW"]).prop_shuffle(),
        sep in prop::sample::select(vec!["|", ";", "\t", ",", "~"]),
        hours in 0..500_u64, gpus in 0..5_000_u32,
    ) {
        let clock = format!("{}-{:02}:30:00", hours / 24, hours % 24);
        let tres = format!("cpu=64,gres/gpu={gpus},mem=4G");
        let cell = |name: &str| match name {
            "JobID" => "77".to_owned(),
            "Elapsed" => clock.clone(),
            "AllocTRES" => tres.clone(),
            "ReqTRES" => "cpu=1,gres/gpu=999,mem=1G".to_owned(),
            "State" => "COMPLETED".to_owned(),
            _ => "86400000".to_owned(),
        };
        let text = [order.join(sep), order.map(cell).join(sep)].join("\n");
        let account = read(&text);
        let at = |name| order.iter().position(|other| *other == name).unwrap_or(0);
        if sep == "," && at("ReqTRES").abs_diff(at("AllocTRES")) == 1 {
            prop_assert_eq!((account.jobs.len(), account.problems.len()), (0, 1));
            return Ok(());
        }
        prop_assert_eq!(&account.problems, &[]);
        prop_assert_eq!(account.jobs[0].seconds, hours * 3_600 + 1_800);
        prop_assert_eq!(account.jobs[0].gpus.count, u64::from(gpus));
    }
}
