//! Pasting a block with heads and labels into a table of ours.

use tertial::clip::{Destination, Fit, Grid, Row, Target};

use super::grid;

fn targets(columns: &[(&str, &str, &'static str)]) -> Vec<Target> {
    let columns = columns.iter().enumerate();
    columns
        .map(|(at, (group, title, role))| Target {
            key: format!("k{at}"),
            title: (*title).to_owned(),
            group: (*group).to_owned(),
            role,
            is_text: matches!(*role, "comment" | "description"),
        })
        .collect()
}

/// The table of net cost as this app has it, in another order and with other heads.
fn net_cost() -> Vec<Target> {
    targets(&[
        ("Helår", "Årsbudget", "year-budget"),
        ("Helår", "Prognos", "forecast"),
        ("Helår", "Diff", "year-deviation"),
        ("Jan–aug", "Periodens utfall", "actual"),
        ("Jan–aug", "Periodens budget", "budget"),
        ("Jan–aug", "Diff", "deviation"),
        ("", "Ändrad prognos", "forecast-change"),
    ])
}

/// Rows by their names; those in capitals are sums.
fn rows(labels: &[&str]) -> Vec<Row> {
    let is_sum = |label: &str| label.len() > 1 && label.chars().all(char::is_uppercase);
    let row = |label: &&str| Row { label: (*label).to_owned(), is_sum: is_sum(label) };
    labels.iter().map(row).collect()
}

fn fit(grid: &Grid, columns: &[Target], rows: &[Row], start: (usize, usize)) -> Fit {
    let to = Destination { columns, rows, can_grow: false, start, is_selection: false };
    Fit::new(grid, &to)
}

fn goes_to(fit: &Fit) -> Vec<Option<usize>> {
    fit.columns.iter().map(|(_, target, _)| *target).collect()
}

/// Where the columns go whose heads stand in one row beside a row of figures.
fn heads(titles: &str, columns: &[Target]) -> Vec<Option<usize>> {
    let count = titles.split('|').count();
    let text = format!("Rad\t{}\nIFO\t{}", titles.replace('|', "\t"), vec!["1"; count].join("\t"));
    let fit = fit(&Grid::from_tsv(&text), columns, &rows(&["IFO"]), (0, 0));
    assert!(fit.has_header && fit.label_column == Some(0), "{titles}: {fit:?}");
    goes_to(&fit)[1..].to_vec()
}

#[test]
fn two_rows_of_heads_tell_the_period_from_the_year() {
    for name in ["excel.html", "libreoffice-calc.html", "word-table.html"] {
        let grid = grid(name);
        let labels: Vec<&str> = (2..grid.rows.len()).rev().map(|row| grid.cell(row, 0)).collect();
        let fit = fit(&grid, &net_cost(), &rows(&labels), (0, 0));
        assert_eq!((fit.header_rows, fit.label_column), (2, Some(0)), "{name}");
        let expected = [None, Some(3), Some(4), Some(5), Some(1), Some(0), Some(2), Some(6)];
        assert_eq!(goes_to(&fit), expected, "{name}");
        assert!(fit.rows.iter().all(|(_, target)| target.is_some()), "{name}");
        assert!(fit.needs_preview);
        let placements = fit.placements(&grid);
        assert_eq!((placements.placed.len(), placements.left.len()), (19 * 7, 0), "{name}");
    }
}

#[test]
fn one_row_of_heads_tells_them_by_their_order() {
    let columns = net_cost();
    let places = |titles| heads(titles, &columns);
    let all = [Some(3), Some(4), Some(5), Some(1), Some(0), Some(2)];
    assert_eq!(places("Utfall|Budget|Avvikelse|Prognos|Budget|Avvikelse"), all);
    assert_eq!(
        places("Utfall ack|Periodbudget|Avvikelse|Helårsprognos|Årsbudget|Budgetavvikelse"),
        all
    );
    assert_eq!(places("Budget|Utfall|Prognos|Avvikelse"), [Some(0), Some(3), Some(1), Some(2)]);
    assert_eq!(
        places("Föregående prognos|Prognos T2 (tkr)|Prognosförändring"),
        [None, Some(1), Some(6)]
    );
}

#[test]
fn the_forecast_before_has_a_column_of_its_own() {
    let columns = targets(&[
        ("", "Prognos", "forecast"),
        ("", "Föreg. prognos", "previous-forecast"),
        ("", "Förändring", "forecast-change"),
    ]);
    let both = [Some(1), Some(0)];
    assert_eq!(heads("Förra prognosen|Prognos", &columns), both);
    assert_eq!(heads("Föregående prognos|Ny prognos", &columns), both);
    assert_eq!(heads("Prognos T1|Prognos T2", &columns), both);
    assert_eq!(heads("Prognos delår 1|Prognos", &columns), both);
    assert_eq!(heads("Prognos mars|Prognos augusti", &columns), both);
    assert_eq!(
        heads("Prognos T2|Prognos T1|Prognosförändring", &columns),
        [Some(0), Some(1), Some(2)]
    );
    // One alone is the forecast, unless the table says of when its own are.
    assert_eq!(heads("Prognos T1", &columns), [Some(0)]);
    let dated = targets(&[("", "Prognos T2", "forecast"), ("", "Prognos T1", "previous-forecast")]);
    assert_eq!(heads("Prognos T1|Prognos T2", &dated), both);
    assert_eq!(heads("Prognos delår 1 (tkr)", &dated), [Some(1)]);
    assert_eq!(heads("Prognos april", &dated), [Some(1)]);
    // Without such a column the earlier one has no place.
    let one = targets(&[("", "Helårsprognos", "forecast")]);
    assert_eq!(heads("Prognos T1|Prognos T2", &one), [None, Some(0)]);
    assert_eq!(heads("Förra prognosen|Prognos", &one), [None, Some(0)]);
}

#[test]
fn years_months_and_indicators() {
    let years = targets(&[("", "Bokslut", "last-year"), ("", "Utfall", "actual")]);
    assert_eq!(heads("Utfall 2020|Utfall 2019", &years), [Some(1), Some(0)]);
    assert_eq!(heads("Bokslut 2019|Utfall jan-aug", &years), [Some(0), Some(1)]);
    let months =
        targets(&[("", "jan", "januari"), ("", "feb", "februari"), ("", "sep", "september")]);
    assert_eq!(heads("utfall jan|Februari|prognos sep", &months), [Some(0), Some(1), Some(2)]);
    let indicator = targets(&[("", "Nivå", "target"), ("", "Värde", "outcome")]);
    assert_eq!(heads("Utfall|Målnivå", &indicator), [Some(1), Some(0)]);
}

#[test]
fn our_own_title_comes_first() {
    let columns = targets(&[("", "Utfall 2019", "actual"), ("", "Utfall", "last-year")]);
    assert_eq!(heads("Utfall|Utfall 2019", &columns)[1], Some(0));
    let columns = targets(&[("", "Nettoeffekt", "")]);
    assert_eq!(heads("nettoeffekt (*)", &columns), [Some(0)]);
}

#[test]
fn labels_are_found_however_they_are_written() {
    let grid =
        Grid::from_tsv("Covid-19\t1\nCOVID 19*\t2\nIndivid & familj\t3\nBuffert 1)\t4\nNy\t5");
    let to = rows(&["Buffert", "Covid-19", "Individ- och familj", "Covid-19"]);
    let fit = fit(&grid, &targets(&[("", "Utfall", "actual")]), &to, (0, 0));
    let places: Vec<_> = fit.rows.iter().map(|(_, target)| *target).collect();
    assert_eq!(places, [Some(1), Some(3), Some(2), Some(0), None]);
    assert!(!fit.has_header && fit.needs_preview);
    assert_eq!(fit.placements(&grid).left, [(4, 1)]);
}

#[test]
fn without_heads_the_place_counts() {
    let grid = Grid::from_tsv("1\t2\n3\t\u{2212}4\n");
    let columns = net_cost();
    let inside = fit(&grid, &columns, &rows(&["a", "b", "c"]), (1, 2));
    assert!(!inside.needs_preview && !inside.has_header && inside.label_column.is_none());
    let expected = [((0, 0), (1, 2)), ((0, 1), (1, 3)), ((1, 0), (2, 2)), ((1, 1), (2, 3))];
    assert_eq!(inside.placements(&grid).placed, expected);
    let outside = fit(&grid, &columns, &rows(&["a", "b"]), (1, 6));
    assert!(outside.needs_preview);
    assert_eq!(outside.placements(&grid).left, [(0, 1), (1, 0), (1, 1)]);
}

#[test]
fn a_word_pasted_into_a_selection_is_data() {
    let grid = Grid::from_tsv("Budget\nDrygt 10\n");
    let (columns, rows) = (targets(&[("", "Text", "comment")]), rows(&["a", "b"]));
    let (columns, rows) = (columns.as_slice(), rows.as_slice());
    let to = Destination { columns, rows, can_grow: true, start: (0, 0), is_selection: true };
    assert!(!Fit::new(&grid, &to).has_header);
}

#[test]
fn odd_blocks_do_no_harm() {
    for text in ["", "\t", "Utfall", "Utfall\tBudget\n", "\n\n", "Aug\n\n1"] {
        let grid = Grid::from_tsv(text);
        let fit = fit(&grid, &[], &[], (3, 3));
        assert!(fit.placements(&grid).placed.is_empty(), "{text:?}");
    }
}

/// As one fills in a table that was just begun.
#[test]
fn names_go_to_rows_that_have_none() {
    let grid = Grid::from_tsv("Verksamhet\tUtfall\nVuxen\t-8\nBarn och unga\t3\nLedning\t5\n");
    let columns = targets(&[("", "Verksamhet", "comment"), ("", "Utfall", "actual")]);
    for labels in [["", "", ""], ["", "Vuxen", ""]] {
        let fit = fit(&grid, &columns, &rows(&labels), (0, 1));
        assert_eq!(fit.label_column, Some(0), "{labels:?}: a digit is no name");
        let mut to: Vec<_> = fit.rows.iter().filter_map(|(_, to)| *to).collect();
        assert_eq!(fit.rows[0].1, Some(usize::from(labels[1] == "Vuxen")));
        to.sort_unstable();
        assert_eq!(to, [0, 1, 2]);
    }
}

/// Where the rows of a block go, and those that come as new ones below which.
fn grown(text: &str, labels: &[&str], start: usize) -> (Vec<Option<usize>>, Vec<(usize, usize)>) {
    let columns = targets(&[("", "Verksamhet", "comment"), ("", "Utfall", "actual")]);
    let (columns, rows) = (columns.as_slice(), rows(labels));
    let start = (start, 1);
    let to = Destination { columns, rows: &rows, can_grow: true, start, is_selection: false };
    let fit = Fit::new(&Grid::from_tsv(text), &to);
    assert!(fit.new_rows.is_empty() || fit.needs_preview);
    (fit.rows.iter().map(|(_, to)| *to).collect(), fit.new_rows)
}

#[test]
fn a_longer_block_brings_its_rows() {
    // A table that was just begun has one row; a sum in the block is none of its rows.
    let block = "Verksamhet\tUtfall\nVuxen\t-8\nBarn\t3\nLedning\t5\nSumma\t0";
    let (places, new) = grown(block, &[""], 0);
    assert_eq!(places, [Some(0), None, None, None]);
    assert_eq!(new, [(2, 0), (3, 0)]);
    // A row in between comes in between; one before all others after the last that is no sum.
    let block = "Ledning\t5\nVuxen\t-8\nNy\t3\nBarn\t5\nSUMMA\t0";
    let (places, new) = grown(block, &["Vuxen", "Barn", "SUMMA"], 0);
    assert_eq!(places, [None, Some(0), None, Some(1), Some(2)]);
    assert_eq!(new, [(0, 1), (2, 0)]);
    // Names that are all others: as many as there are rows are those, more are new.
    let (places, new) = grown("A\t1\nB\t2", &["Vuxen", "Barn", "SUMMA"], 0);
    assert_eq!((places, new.len()), (vec![Some(0), Some(1)], 0));
    let (places, new) = grown("A\t1\nB\t2\nC\t3", &["Vuxen", "Barn", "SUMMA"], 0);
    assert_eq!((places, new), (vec![None; 3], vec![(0, 1), (1, 1), (2, 1)]));
    // Figures alone go by place, over no sum.
    let (places, new) = grown("1\n2\n3", &["Vuxen", "Barn"], 1);
    assert_eq!((places, new), (vec![Some(1), None, None], vec![(1, 1), (2, 1)]));
    let (_, new) = grown("1\n2\n3", &["Vuxen", "Barn", "SUMMA"], 1);
    assert_eq!(new, []);
    // Rows that say nothing bring nothing.
    let (_, new) = grown("Vuxen\t1\n\t\nNy\t2", &["Vuxen"], 0);
    assert_eq!(new, [(2, 0)]);
}

/// A table whose rows are told by a number, as risks are: its columns of words are pasted like the others.
#[test]
fn words_under_a_head_of_ours_are_no_names() {
    let columns = targets(&[("", "Nr", ""), ("", "Kategori", "comment"), ("", "Värde", "")]);
    let rows = rows(&[""]);
    let (columns, rows) = (columns.as_slice(), rows.as_slice());
    let grid = Grid::from_tsv("Kategori\tVärde\nPersonal\t3\nEkonomi\t4");
    let to = Destination { columns, rows, can_grow: true, start: (0, 1), is_selection: false };
    let fit = Fit::new(&grid, &to);
    assert_eq!((fit.label_column, goes_to(&fit)), (None, vec![Some(1), Some(2)]));
    assert_eq!((&*fit.rows, &*fit.new_rows), (&[(1, Some(0)), (2, None)][..], &[(2, 0)][..]));
}
