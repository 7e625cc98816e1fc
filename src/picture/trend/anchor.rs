//! The place in the picture that stays where it is while the picture is enlarged.

use super::Chart;

impl Chart {
    /// Returns the place that stays where it is: the system that is pointed at, as its place in [`Self::marks`], or a
    /// place on a line, given as a year and log₁₀ FLOP; else the estimate; else the middle of the systems that are shown.
    pub fn anchor(&self, pointed: Option<usize>, on_line: Option<(f64, f64)>) -> (f64, f64) {
        let frame = &self.frame;
        let middle = self.middle();
        let mark = pointed.and_then(|at| self.marks.get(at));
        let line = on_line.map(|(year, log)| (frame.x(year), frame.y(log)));
        // An estimate without a date is a level line.
        let own = self.own.as_ref();
        let own = own.map(|own| (own.x.unwrap_or(middle.0), own.y));
        mark.map(|mark| (mark.x, mark.y))
            .or(line.filter(|(x, y)| frame.holds(*x, *y)))
            .or(own)
            .unwrap_or(middle)
    }

    /// Returns the middle of the systems that are shown: as many are left of it as right, and above as below. That of an
    /// empty picture is its own.
    fn middle(&self) -> (f64, f64) {
        let frame = &self.frame;
        let xs = self.marks.iter().map(|mark| mark.x).collect();
        let ys = self.marks.iter().map(|mark| mark.y).collect();
        (
            median(xs).unwrap_or((frame.left + frame.right) / 2.0),
            median(ys).unwrap_or((frame.top + frame.bottom) / 2.0),
        )
    }
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::trend::Gesture;
    use crate::trend::{Own, Point, View, decode, own_of, table_points};

    /// Enlarges the picture four times, as presses on “+” do. Returns it, and where the anchor was first.
    fn enlarged(points: &[Point], own: Option<&Own>, at: Option<usize>) -> (Chart, (f64, f64)) {
        let mut view = decode("view=trends").view;
        let mut chart = Chart::new(&view, points, &[], own, 1000.0);
        let first = chart.anchor(at.and_then(|at| of(&chart, at)), None);
        for _ in 0..4 {
            let (x, y) = chart.anchor(at.and_then(|at| of(&chart, at)), None);
            let moved = chart.frame.moved(&chart.whole, Gesture::around(1.5, x, y));
            let window = moved.expect("large enough");
            view = View { window, ..view };
            chart = Chart::new(&view, points, &[], own, 1000.0);
        }
        (chart, first)
    }

    fn of(chart: &Chart, at: usize) -> Option<usize> {
        chart.mark_of(at)
    }

    fn is_near(a: (f64, f64), b: (f64, f64)) -> bool {
        libm::hypot(a.0 - b.0, a.1 - b.1) < 8.0
    }

    #[test]
    fn the_system_that_is_pointed_at_stays_where_it_is() {
        let points = table_points();
        for name in ["GPT-3 175B (davinci)", "Theseus"] {
            let at = points.iter().position(|point| point.name == name);
            let at = at.unwrap_or_else(|| panic!("no {name}"));
            let (chart, first) = enlarged(&points, None, Some(at));
            let mark = chart.marks[of(&chart, at).expect("it is shown")];
            assert!(
                is_near((mark.x, mark.y), first),
                "{name}: {mark:?}, {first:?}"
            );
        }
    }

    #[test]
    fn else_the_estimate_does_and_else_the_middle_of_the_systems() {
        let points = table_points();
        let link = "v=1&title=LLaMA-65B&parameters=65.2e9&tokens=1.4e12";
        for link in [link, "v=1&compute=1e21"] {
            let own = own_of(link, None, &points);
            let (chart, first) = enlarged(&points, own.as_ref(), None);
            let own = chart.own.as_ref().expect("it is shown");
            assert!(own.x.is_none_or(|x| is_near((x, own.y), first)));
            assert!((own.y - first.1).abs() < 8.0, "{link}");
            assert!(chart.marks.len() > 30, "{link}: {}", chart.marks.len());
        }
        let (chart, _) = enlarged(&points, None, None);
        assert!(chart.marks.len() > 30, "{}", chart.marks.len());
    }

    #[test]
    fn a_place_on_a_line_stays_and_an_empty_picture_has_a_middle() {
        let view = decode("view=trends").view;
        let chart = Chart::new(&view, &table_points(), &[], None, 1000.0);
        let (x, y) = chart.anchor(None, Some((2015.0, 20.0)));
        assert!(is_near(
            (x, y),
            (chart.frame.x(2015.0), chart.frame.y(20.0))
        ));
        let empty = Chart::new(&view, &[], &[], None, 1000.0);
        let (x, y) = empty.anchor(Some(3), Some((1066.0, 20.0)));
        assert!(empty.frame.holds(x, y));
    }
}
