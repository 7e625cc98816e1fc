//! Words that speak against an amount beside them: the table that [`context`](super::context) looks up.

use super::context::Reach;
use super::why::Why;
use Reach::{Clause, Part};

/// Reasons, how far from the amount their words may stand, and the words, divided by semicolons. A word
/// that ends in `*` stands for all that begin so.
pub(super) const WORDS: &[(Why, Reach, &str)] = &[
    (
        Why::Inference,
        Clause,
        "inference; at test time; latency; deploy*; serving; served; real time; real-time; on a \
         phone; at run time; decoding; per clip; to segment; segmenting; predicting a; rolls out; rolling out; \
         forecast takes; forecasts take; prediction takes; predictions take; \
         executes it; per query; throughput at; generating; generates; loaded in; forecast in; \
         answer in; for matches; quantized; quantised; runs at; tok/s; ms; answers; per second on; actors; \
         rollout workers; self-play workers; generated games; generate games; played games; play games; \
         collect experience; collected experience; collecting experience",
    ),
    (
        Why::Evaluation,
        Clause,
        "evaluat*; benchmarks; benchmarking; benchmarked; zero-shot; scoring; test time; to \
         score; querying; queried; testing",
    ),
    (
        Why::WarmUp,
        Part,
        "warm-up; warmup; warm up; warmed; ramp-up; rampup; annealing of the rate",
    ),
    (
        Why::HeldOut,
        Part,
        "validation; held-out; held out; dev set; test set; test images; test digits; test split; \
         heldout; development set; validated on; validate on; tested on; for the test; for testing; for validation",
    ),
    (
        Why::Planned,
        Clause,
        "planned; plan to; will be; will use; would be; would have; would need; would take; would \
         cost; should see; should take; should be trained; ought to; could be; could have; might; had hoped; intended; future; next version; proposal; \
         requested; applied for; wants to; want to; hopes to; hope to; intends to; intend to; is going to; are going to; am going to; was going to; were going to; next up; \
         up next; next week; next month; next year; follow-up run; follow-up on; not available; not yet; expected to; supposed to; if we; had been trained; alone would",
    ),
    (
        Why::Void,
        Clause,
        "crashed; crash; forget; aborted; abandoned; discarded; thrown away; broken; debug*; not \
         part of; failed; do not count; does not count; do not add; not counted; never needed; \
         cancelled; canceled; stale; wrong; mistake; not the released; void; restarted from \
         scratch; diverged; killed; last year; year before; for tests",
    ),
    (
        Why::OtherRuns,
        Clause,
        "baseline*; preliminary; pilot; hyperparameter search; hyper-parameter search; sweep*; \
         smaller models; smaller variants; small models; other sizes; dozen smaller; earlier \
         experiments; toy; probing; specialist; second run; grid search; prototype*; proxy; \
         tuning the; exploratory; base models; sister*; sibling*; teacher; smaller ones; larger \
         ones; predecessor*; previous version; earlier version; old model; judging the; judging by; judged by; judge model; as a judge; \
         grader; verifier model; draft model; reward model of; the reward model was; \
         the reward model took; the reward model has; the reward model is; the reward model used; flop-matched; \
         flops-matched; compute-matched; compute matched to; compute is matched to; compute was matched to; flop matched to; \
         flops matched to; matched to a compute; matched to a flop*",
    ),
    (
        Why::OtherModel,
        Clause,
        "base model had seen; base model had been; base had seen; base had been; original model had \
         seen; original had seen; parent model had seen; parent had seen; backbone had seen; \
         checkpoint had seen; released model had seen; base model itself; had itself seen",
    ),
    (
        Why::Comparison,
        Clause,
        "for comparison; in comparison; by comparison; comparison with; by contrast; in contrast; \
         the original; competitor*; prior work*; previous work*; earlier work*; existing method*; vs; versus; compared to; compared with; is said to; had kept; \
         others need; whereas; unlike; against; by the way; one gpu alone; similar \
         to; matches; outperforms; rivals; surpasses; beats; on par with; comparable to; competes \
         with; competitive with; threshold*",
    ),
    (
        Why::Owned,
        Clause,
        "our budget; budget was; budget is; total budget; cluster has; cluster with; reserved; reservation*; stood by; spares; owns; are \
         available; available to us; that we have; our cluster; institute's; partition; capacity; \
         quota; allocation; consists of; in total it has; of which we used; access to; thank; \
         granted; awarded; grant; donated; allows",
    ),
    (
        Why::Project,
        Clause,
        "project; all experiments; all models; all our models; our models together; all checkpoints; whole collection; whole family; \
         entire family; everything we; all runs; whole study; everything; all variants; together \
         they; both runs; both models; experiments of; in all experiments; development of; entire study; whole programme; whole program",
    ),
    (Why::OtherRuns, Part, "ablation*; debug*"),
    (Why::Denied, Part, "instead of; rather than; in place of"),
    (
        Why::Downstream,
        Part,
        "downstream; on each of; each task; per task; tasks below; every task",
    ),
    (
        Why::Preparation,
        Part,
        "tokenize; tokenise; preprocess*; filtering; deduplicat*; data loading; data generation; \
         labelling; labeling; annotat*; decompress*; making the data",
    ),
];
