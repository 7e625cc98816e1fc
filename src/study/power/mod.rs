//! Thompson et al., “The Computational Limits of Deep Learning”: the error of the best systems falls as a power of
//! the compute.

mod laws;

pub use laws::{LAWS, Law, Measure, Version, law};

use super::{Interval, StudyError, finite, positive};

impl Law {
    /// Returns the exponent with the ends of its 95% interval: as printed, else from the slope and two standard
    /// errors. An error if the slope does not differ from zero.
    pub fn exponent(&self) -> Result<Interval, StudyError> {
        if let Some(printed) = self.printed {
            return Ok(printed);
        }
        let (slope, error) = self.slope;
        let off = 1.96 * error.unwrap_or_default();
        match slope > off {
            true => Ok(Interval::new(
                1.0 / (slope + off),
                1.0 / slope,
                1.0 / (slope - off),
            )),
            false => Err(StudyError::NoSlope),
        }
    }

    /// Returns how many times the compute of one error rate another takes: (start ÷ target)^exponent.
    pub fn factor(&self, start: f64, target: f64) -> Result<Interval, StudyError> {
        let ratio = share(start)? / share(target)?;
        if ratio <= 1.0 {
            return Err(StudyError::Target);
        }
        let factor = self.exponent()?.map(|exponent| libm::pow(ratio, exponent));
        finite(factor.middle).map(|_| factor)
    }

    /// Returns the error rate that is left after a factor of compute: start ÷ factor^(1 ÷ exponent).
    pub fn error_after(&self, start: f64, factor: f64) -> Result<f64, StudyError> {
        let factor = positive(factor)?;
        let exponent = self.exponent()?.middle;
        Ok(share(start)? / libm::pow(factor, 1.0 / exponent))
    }

    /// Returns the compute of an error rate in FLOP at the peak of the hardware, where the fit says.
    pub fn compute(&self, error: f64) -> Result<Option<f64>, StudyError> {
        self.exponent()?;
        let log = -libm::log10(share(error)?);
        let Some(intercept) = self.intercept else {
            return Ok(None);
        };
        finite(libm::pow(10.0, 9.0 + (log - intercept) / self.slope.0)).map(Some)
    }
}

fn share(error: f64) -> Result<f64, StudyError> {
    match error > 0.0 && error < 1.0 {
        true => Ok(error),
        false => Err(StudyError::Share),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn law_of(benchmark: &str, version: Version) -> &'static Law {
        let found = LAWS
            .iter()
            .find(|law| law.benchmark.starts_with(benchmark) && law.version == version);
        found.expect("a law")
    }

    fn close(ours: f64, printed: f64, within: f64) {
        assert!((ours / printed - 1.0).abs() < within, "{ours} {printed}");
    }

    #[test]
    fn half_the_error_on_imagenet_takes_more_than_5000_times_the_compute() {
        let review = law_of("ImageNet", Version::Review);
        close(review.factor(0.2, 0.1).unwrap().middle, 5_792.6, 1e-4);
        close(review.factor(0.10, 0.09).unwrap().middle, 3.73, 1e-2);
        close(review.error_after(1.0 - 1e-9, 10.0).unwrap(), 0.832, 1e-3);
    }

    /// The targets of version 1, in powers of ten of GFLOP: 5% and 1% of ImageNet, and so on.
    #[test]
    fn the_first_version_reaches_its_targets() {
        for (benchmark, error, log10) in [
            ("ImageNet", 0.05, 19.1),
            ("ImageNet", 0.01, 28.6),
            ("MS COCO", 0.30, 23.1),
            ("MS COCO", 0.10, 44.2),
            ("SQuAD", 0.02, 15.9),
            ("SQuAD", 0.01, 18.2),
            ("CoNLL", 0.02, 43.7),
            ("CoNLL", 0.01, 61.6),
            ("WMT 2014 En–Fr", 0.30, 23.4),
            ("WMT 2014 En–Fr", 0.10, 43.5),
        ] {
            let flop = law_of(benchmark, Version::First).compute(error).unwrap();
            let ours = libm::log10(flop.expect("an intercept")) - 9.0;
            assert!((ours - log10).abs() < 0.15, "{benchmark} {error}: {ours}");
        }
    }

    #[test]
    fn a_benchmark_without_a_slope_says_so() {
        let law = law_of("WMT 2014 En–De", Version::First);
        assert_eq!(law.factor(0.7, 0.6), Err(StudyError::NoSlope));
        assert_eq!(law.compute(0.6), Err(StudyError::NoSlope));
    }

    #[test]
    fn what_is_no_error_rate_is_refused() {
        let law = &LAWS[0];
        for error in [0.0, 1.0, -0.1, f64::NAN, f64::INFINITY] {
            assert_eq!(law.factor(0.5, error), Err(StudyError::Share), "{error}");
            assert_eq!(law.error_after(error, 2.0), Err(StudyError::Share));
        }
        assert_eq!(law.factor(0.1, 0.2), Err(StudyError::Target));
        assert_eq!(law.error_after(0.1, 0.0), Err(StudyError::Positive));
        let conll = self::law_of("CoNLL", Version::Second);
        assert_eq!(conll.factor(0.9, 1e-9), Err(StudyError::TooLarge));
    }

    #[test]
    fn the_factor_takes_the_error_back_to_its_target() {
        for law in LAWS.iter().filter(|law| law.exponent().is_ok()) {
            let factor = law.factor(0.2, 0.15).unwrap().middle;
            close(law.error_after(0.2, factor).unwrap(), 0.15, 1e-9);
        }
    }
}
