//! Distillation: a student that trains on texts, beside a teacher that passes over the same texts.
//!
//! Hinton et al. 2015, “Distilling the Knowledge in a Neural Network”, <https://arxiv.org/abs/1503.02531>: the student
//! learns the teacher’s probabilities of each token, for which the teacher passes forward over the text. A teacher that
//! wrote the texts is counted as rollouts: see [`Rejection`](super::Rejection).

use super::{Part, Sequences, Stage};
use crate::inference::Forward;

/// Returns the stages of a student’s training. `teacher_passes` says how often the teacher passes over each text: once
/// in all if its probabilities are kept.
pub fn distillation(
    student: Forward,
    teacher: Forward,
    texts: Sequences,
    epochs: f64,
    teacher_passes: f64,
) -> Vec<Stage> {
    let stage = |part, forward, passes| Stage {
        part,
        forward,
        sequences: texts,
        passes,
    };
    let mut stages = vec![
        stage(Part::Teacher, teacher, teacher_passes),
        stage(Part::Student, student, epochs),
    ];
    stages.retain(Stage::is_any);
    stages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_teacher_passes_forward_alone() {
        let (student, teacher) = (Forward::of_token(2e9), Forward::of_token(1.4e11));
        let stages = distillation(
            student,
            teacher,
            Sequences::of_length(10.0, 100.0),
            2.0,
            1.0,
        );
        let flop: Vec<f64> = stages.iter().map(Stage::flop).collect();
        assert_eq!(flop, [1.4e14, 1.2e13]);
    }
}
