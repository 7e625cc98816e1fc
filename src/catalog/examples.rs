//! Calculations that others published, each as a link that repeats it.

use crate::quantity::Flop;

/// A published calculation.
#[derive(Debug, PartialEq)]
pub struct Example {
    /// Its name in the table, for lists and tests.
    pub id: &'static str,
    /// The network that was trained.
    pub system: &'static str,
    /// The year that it was published in.
    pub year: u16,
    /// The fragment that opens the calculation.
    pub link: &'static str,
    /// One for each method that is filled in.
    pub figures: &'static [Figure],
    /// Where the calculation is from, with its address.
    pub source: &'static str,
    /// Why the printed figure and the product differ.
    pub note: &'static str,
}

/// What one method gives.
#[derive(Debug, PartialEq)]
pub struct Figure {
    /// The method.
    pub method: Method,
    /// The result as the source prints it.
    pub printed: &'static str,
    printed_flop: f64,
    exact_flop: f64,
}

/// How a training run's operations are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// By counting operations.
    Operations,
    /// By hardware and time.
    GpuTime,
}

impl Example {
    /// The figure of a method, if the example fills it in.
    pub fn figure(&self, method: Method) -> Option<&'static Figure> {
        self.figures.iter().find(|figure| figure.method == method)
    }
}

impl Figure {
    /// The printed result as a number.
    pub const fn printed_flop(&self) -> Flop {
        Flop::point(self.printed_flop)
    }

    /// The exact product of the factors in the link.
    pub const fn exact_flop(&self) -> Flop {
        Flop::point(self.exact_flop)
    }
}

static EXAMPLES: &[Example] = include!(concat!(env!("OUT_DIR"), "/examples.rs"));

/// All examples, in the order of the menu: the first is the one that opens on the first visit.
pub fn examples() -> &'static [Example] {
    EXAMPLES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_example_is_alexnet_by_both_methods() {
        let first = &examples()[0];
        assert_eq!(first.system, "AlexNet");
        let exact = |method| Some(first.figure(method)?.exact_flop().median());
        assert_eq!(exact(Method::Operations), Some(4.86e17));
        assert_eq!(exact(Method::GpuTime), Some(4.95852192e17));
    }

    #[test]
    fn the_menu_holds_the_16_calculations_of_the_post() {
        let post = examples().iter().filter(|e| e.id.starts_with("openai-"));
        assert_eq!(post.count(), 16);
    }
}
