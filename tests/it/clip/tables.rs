//! Tables: HTML and tab-separated text of one copy say the same.

use proptest::prelude::*;
use tertial::clip::Grid;
use tertial::number::Figure;

use super::{clipboard, grid};

#[test]
fn html_says_what_the_text_says() {
    for name in ["excel", "excel-web", "libreoffice-calc"] {
        let text = Grid::from_tsv(&clipboard(&format!("{name}.tsv")));
        assert_eq!(grid(&format!("{name}.html")), text, "{name}");
        assert_eq!((text.rows.len(), text.width()), (21, 8));
    }
}

#[test]
fn every_program_gives_the_same_figures() {
    let values = |name: &str| -> Vec<Vec<Figure>> {
        let grid = grid(name);
        let rows = grid.rows.iter().skip(2).map(|row| &row[1..]);
        rows.map(|row| row.iter().map(|cell| Figure::from_typed(cell)).collect()).collect()
    };
    let excel = values("excel.html");
    assert_eq!(excel[18][1], Figure::from_typed("-168501"));
    for name in ["excel-web.html", "libreoffice-calc.html", "word-table.html"] {
        assert_eq!(values(name), excel, "{name}");
    }
}

#[test]
fn a_table_survives_the_way_out_and_in() {
    let grid = grid("word-table.html");
    let again = super::html::parse(&grid.to_html());
    assert_eq!(Grid::from_html(&again), Some(grid));
}

#[test]
fn running_text_has_no_table() {
    assert_eq!(Grid::from_html(&super::tree("google-docs.html")), None);
}

proptest! {
    #[test]
    fn text_survives_the_way_out_and_in(
        rows in prop::collection::vec(prop::collection::vec("[a\" \t\n1-]{0,5}", 3), 1..5),
    ) {
        let grid = Grid::new(rows);
        prop_assert_eq!(Grid::from_tsv(&grid.to_tsv()), grid);
    }
}
