//! Energy of inference, and its compute against that of the training, after Desislavov et al., “Compute and Energy
//! Consumption Trends in Deep Learning Inference” (2021), <https://arxiv.org/abs/2109.05472>: energy = operations ÷
//! (FLOP per joule of the chip × utilization). The room [`crate::inference`] counts the operations of a query.
//!
//! A lower bound: a chip that waits for memory or for requests draws power as well, and the rest of the server is
//! not in it.

use super::{StudyError, finite, positive};

/// The compute of a use of a model, in FLOP.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Query {
    /// FLOP to read the prompt.
    pub prompt: f64,
    /// FLOP to generate the answer.
    pub answer: f64,
}

/// The hardware that answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Server {
    /// Peak of a chip in FLOP/s.
    pub peak: f64,
    /// Power of a chip in watts.
    pub watts: f64,
    /// Share of the peak that is reached.
    pub utilization: f64,
    /// Power of the data centre over that of its servers.
    pub pue: f64,
}

/// The least and the greatest share of a model’s whole compute that its training is: Patterson et al. 2021,
/// <https://arxiv.org/abs/2104.10350>, and Wu et al. 2022.
pub const TRAINING_SHARES: [f64; 2] = [0.1, 0.3];

/// Joules of a kilowatt-hour.
const KILOWATT_HOUR: f64 = 3.6e6;

impl Query {
    /// Returns a query from the FLOP of reading the prompt and the FLOP of all its passes. The prompt stays in the
    /// cache and is not computed again.
    pub fn new(prompt: f64, whole: f64) -> Result<Self, StudyError> {
        positive(whole)?;
        Ok(Self {
            prompt: prompt.max(0.0),
            answer: (whole - prompt).max(0.0),
        })
    }

    /// Returns the FLOP of a query.
    pub fn flop(&self) -> Result<f64, StudyError> {
        finite(positive(self.prompt + self.answer)?)
    }

    /// Returns after how many queries inference has taken as much compute as the training.
    pub fn queries_of_training(&self, training: f64) -> Result<f64, StudyError> {
        finite(positive(training)? / self.flop()?)
    }
}

impl Server {
    /// Returns the FLOP per joule at the peak: peak ÷ power.
    pub fn flop_per_joule(&self) -> Result<f64, StudyError> {
        finite(positive(self.peak)? / positive(self.watts)?)
    }

    /// Returns the joules of some operations, with those of the data centre.
    pub fn joules(&self, flop: f64) -> Result<f64, StudyError> {
        let per_joule = self.flop_per_joule()? * positive(self.utilization)?;
        finite(positive(flop)? / per_joule * positive(self.pue)?)
    }

    /// Returns the kilowatt-hours of some queries.
    pub fn kilowatt_hours(&self, query: &Query, queries: f64) -> Result<f64, StudyError> {
        finite(self.joules(query.flop()?)? * positive(queries)? / KILOWATT_HOUR)
    }
}

/// Returns the compute of a model’s whole life, if training is this share of it.
pub fn lifetime(training: f64, share: f64) -> Result<f64, StudyError> {
    match share > 0.0 && share <= 1.0 {
        true => finite(positive(training)? / share),
        false => Err(StudyError::Share),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(ours: f64, printed: f64, within: f64) {
        assert!((ours / printed - 1.0).abs() < within, "{ours} {printed}");
    }

    /// An A100 SXM.
    const A100: Server = Server {
        peak: 3.12e14,
        watts: 400.0,
        utilization: 0.3,
        pue: 1.0,
    };

    #[test]
    fn resnet_50_takes_a_hundredth_of_a_joule_at_the_peak_of_an_a100() {
        // 4,089,184,256 multiply-adds.
        let image = Query::new(8.178e9, 8.178e9).unwrap();
        let peak = Server {
            utilization: 1.0,
            ..A100
        };
        close(A100.flop_per_joule().unwrap(), 7.8e11, 1e-9);
        close(peak.joules(8.178e9).unwrap(), 0.0105, 1e-2);
        close(A100.joules(8.178e9).unwrap(), 0.0350, 1e-2);
        close(A100.kilowatt_hours(&image, 1e6).unwrap(), 0.0097, 1e-2);
    }

    #[test]
    fn a_training_is_as_much_as_so_many_queries() {
        let query = Query::new(7e13, 1.4e14).unwrap();
        close(query.flop().unwrap(), 1.4e14, 1e-12);
        // 6·N·D of 70e9 parameters and 1.4e12 tokens over 2·N·1000.
        close(query.queries_of_training(5.88e23).unwrap(), 4.2e9, 1e-12);
    }

    #[test]
    fn the_answer_is_what_the_whole_text_takes_beyond_the_prompt() {
        let query = Query::new(3e12, 1e13).unwrap();
        assert_eq!((query.prompt, query.answer), (3e12, 7e12));
        close(query.flop().unwrap(), 1e13, 1e-12);
    }

    #[test]
    fn a_tenth_to_a_third_of_a_models_life_is_its_training() {
        close(lifetime(1e23, 0.1).unwrap(), 1e24, 1e-12);
        assert_eq!(lifetime(1e23, 0.0), Err(StudyError::Share));
        assert_eq!(lifetime(1e23, 1.5), Err(StudyError::Share));
    }

    #[test]
    fn nothing_typed_is_no_result() {
        assert_eq!(Query::new(0.0, 0.0), Err(StudyError::Positive));
        let idle = Server {
            utilization: 0.0,
            ..A100
        };
        assert_eq!(idle.joules(1e9), Err(StudyError::Positive));
    }
}
