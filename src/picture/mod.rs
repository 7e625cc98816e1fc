//! The pictures of an estimate as SVG: axes, marks and text, and the charts made of them.
//!
//! A picture takes figures and gives markup. The room that shows it writes the text around it.

pub(crate) mod axis;
pub(crate) mod bars;
pub(crate) mod distribution;
pub(crate) mod dots;
pub(crate) mod limits;
pub(crate) mod power;
pub mod scale;
pub(crate) mod spread;
pub mod theme;
pub mod trend;
pub(crate) mod typeset;

#[cfg(test)]
mod tests {
    /// The styles of the panels stay on the page when a view is opened: a class alone would be that of another element.
    #[test]
    fn no_style_of_the_panels_dims_a_class_alone() {
        let styles = include_str!("../../style/panels.css");
        let dimmed: Vec<&str> = styles
            .split('}')
            .filter_map(|rule| rule.split_once('{'))
            .filter(|(_, body)| body.contains("opacity:"))
            .flat_map(|(names, _)| names.rsplit("*/").next().unwrap_or_default().split(','))
            .map(str::trim)
            .collect();
        assert!(dimmed.contains(&"svg .area"), "{dimmed:?}");
        for name in dimmed {
            assert!(name.contains(' '), "{name}");
        }
    }
}
