//! The selected systems as CSV, for download.

use super::csv::quoted;
use super::{Point, words};
use crate::catalog::notable::ATTRIBUTION;
use crate::quantity::write;

/// Returns the selected points as CSV, with the columns that [`read_table`](super::read_table) reads. The last line
/// credits the source if the points are of the compiled-in table.
pub fn csv(points: &[Point], selected: &[usize], is_own_table: bool) -> String {
    let mut text = String::from("name,date,flop,organization,country,domain,link\n");
    for point in selected.iter().filter_map(|at| points.get(*at)) {
        let domains: Vec<String> = point
            .domains
            .iter()
            .map(|domain| words::domain(*domain))
            .collect();
        let cells = [
            quoted(&point.name),
            point.date.to_string(),
            write::exact(point.flop),
            quoted(&point.organization),
            quoted(&point.countries.join("; ")),
            quoted(&domains.join("; ")),
            quoted(&point.link),
        ];
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    if !is_own_table {
        text.push_str(&quoted(&format!("Source: {ATTRIBUTION}")));
        text.push('\n');
    }
    text
}

/// Returns the picture for a page of somebody else: the SVG as it is, which leads to the view. It has no script and
/// loads nothing.
pub fn embedded(address: &str, svg: &str) -> String {
    maud::html! {
        figure style="margin:0" {
            a href=(address) style="display:block;max-width:100%;overflow-x:auto" { (maud::PreEscaped(svg)) }
        }
    }
    .into_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom::{Role, parse};
    use crate::trend::{read_table, table_points};

    #[test]
    fn what_is_downloaded_can_be_dropped() {
        let points = table_points();
        let selected: Vec<usize> = (0..points.len()).collect();
        let table = read_table(&csv(&points, &selected, true)).expect("a table");
        assert_eq!(
            (table.points.len(), table.bad_count, table.warnings.len()),
            (535, 0, 0)
        );
        for (read, point) in table.points.iter().zip(&points) {
            assert_eq!(
                (&read.name, read.date, read.flop),
                (&point.name, point.date, point.flop)
            );
            assert_eq!(
                (&read.domains, &read.organization),
                (&point.domains, &point.organization)
            );
        }
        assert!(csv(&points, &selected, false).contains("CC BY 4.0"));
    }

    #[test]
    fn a_picture_for_other_pages_leads_to_the_view() {
        let html = embedded("https://a.example/#view=trends&from=2010", "<svg></svg>");
        let page = parse(&html);
        assert!(page.leads_to("https://a.example/#view=trends&from=2010"));
        assert_eq!(page.all(Role::Link)[0].tags("svg").len(), 1, "{html}");
    }
}
