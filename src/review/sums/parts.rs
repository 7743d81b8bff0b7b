//! Counts against their parts: accounts, and rows with a *varav* row.

use rust_decimal::Decimal;

use super::cells;
use crate::compute::Context;
use crate::model::{Account, Block, ColumnRole, FigureTable, RowKind, Section, StaffBlock, walk};
use crate::number::{Figure, format_decimal};
use crate::review::{Findings, Group, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "delar",
    title: "Delarna stämmer inte med helheten",
    why: "Delarna av ett antal kan inte bli mer än det hela, och en varav-rad är högst så stor som \
          raden den hör till.",
    group: Group::Sums,
    severity: Severity::Error,
    limit: None,
    look: Look::Section(look),
};

fn look(context: &Context<'_>, section: &Section, found: &mut Findings<'_>) {
    walk::blocks_within(&section.blocks, &mut |block| match block {
        Block::Accounts(block) => {
            block.accounts.iter().for_each(|account| look_at_account(context, account, found));
        }
        Block::Staff(block) => look_at_staff(context, block, found),
        Block::Figures(table) => look_at_rows(context, table, found),
        _ => {}
    });
}

fn look_at_account(context: &Context<'_>, account: &Account, found: &mut Findings<'_>) {
    let exact = |figure: &Option<Figure>| match figure {
        Some(Figure::Exact(number)) => Some(*number),
        _ => None,
    };
    let Some(count) = exact(&account.count) else { return };
    let parts: Option<Vec<Decimal>> = account.parts.iter().map(|part| exact(&part.count)).collect();
    let Some(parts) = parts.filter(|parts| !parts.is_empty()) else { return };
    let sum = parts.into_iter().fold(Decimal::ZERO, Decimal::saturating_add);
    if sum == count {
        return;
    }
    let (own, other) = (format_decimal(count), format_decimal(sum));
    let message =
        format!("{}: antalet är {own}, men delarna blir tillsammans {other}.", account.title);
    // Fewer may be meant: not all need be of a kind that is listed.
    let (severity, hint) = if sum > count {
        (Severity::Error, "Rätta antalet eller delarna.")
    } else {
        (Severity::Question, "Är det meningen att delarna inte är alla?")
    };
    let at = context.at(&account.id).field("count");
    found.add_as(severity, at, format!("{own} | {other}"), message).hint(hint);
}

fn look_at_staff(context: &Context<'_>, block: &StaffBlock, found: &mut Findings<'_>) {
    for (index, part) in block.measures.iter().enumerate().filter(|(_, own)| own.of_which) {
        let whole = block.measures[..index].iter().rfind(|own| !own.of_which);
        let Some(whole) = whole.filter(|whole| whole.unit == part.unit) else { continue };
        for (column, value) in part.values.iter().enumerate() {
            let of = whole.values.iter().find(|own| own.label == value.label);
            let (Some(Figure::Exact(of)), Some(Figure::Exact(own))) =
                (of.and_then(|of| of.figure.as_ref()), value.figure.as_ref())
            else {
                continue;
            };
            if own.abs() > of.abs() {
                let at = context.at(&part.id).field(format!("values.{column}"));
                let names = (format!("{}, {}", part.label, value.label), &whole.label);
                tell(at, names, (*own, *of), found);
            }
        }
    }
}

fn look_at_rows(context: &Context<'_>, table: &FigureTable, found: &mut Findings<'_>) {
    let parts = table.rows.iter().enumerate().filter(|(_, row)| row.kind == RowKind::OfWhich);
    for (index, part) in parts {
        let is_whole = |kind| matches!(kind, RowKind::Item | RowKind::Subtotal | RowKind::Total);
        let whole = table.rows[..index].iter().rfind(|row| is_whole(row.kind));
        let Some(whole) = whole.filter(|whole| whole.unit == part.unit) else { continue };
        for column in table.columns.iter().filter(|column| is_amount(column.role)) {
            let number = |row: &crate::model::Row| match row.cells.get(&column.id) {
                Some(&Figure::Exact(number)) => Some(number),
                _ => None,
            };
            let Some((own, of)) = number(part).zip(number(whole)) else { continue };
            // Income and cost may stand on one row.
            let is_same_kind = own.is_sign_negative() == of.is_sign_negative();
            if is_same_kind && own.abs() > of.abs() {
                let at = context.at(&part.id).field(column.id.as_str());
                tell(at, (cells::name_of(part, column), &whole.label), (own, of), found);
            }
        }
    }
}

/// Differences may be larger for a part than for the whole.
pub(in crate::review) fn is_amount(role: ColumnRole) -> bool {
    matches!(
        role,
        ColumnRole::Actual
            | ColumnRole::Budget
            | ColumnRole::Forecast
            | ColumnRole::YearBudget
            | ColumnRole::LastYear
            | ColumnRole::PreviousForecast
    )
}

fn tell(
    at: crate::model::Address,
    (name, whole): (String, &String),
    (own, of): (Decimal, Decimal),
    found: &mut Findings<'_>,
) {
    let (own, of) = (format_decimal(own), format_decimal(of));
    let message = format!("{name} är {own}, men hela {whole} är bara {of}.");
    found
        .add(at, format!("{own} | {of}"), message)
        .hint("Kontrollera båda talen; det ena är en del av det andra.");
}

#[cfg(test)]
mod tests {
    use super::super::samples::{column, row, table};
    use super::*;
    use crate::model::{AccountsBlock, CountPart, StaffMeasure, StaffValue};
    use crate::review::tests::{figure, found as all_found, id, t2, told};

    fn account(count: &str, parts: [&str; 2]) -> Block {
        let part = |(index, count): (usize, &str)| CountPart {
            id: id(&format!("del-{index}")),
            count: figure(count),
            ..CountPart::default()
        };
        let account = Account {
            id: id("klagomal"),
            title: "Klagomål".into(),
            count: figure(count),
            parts: parts.into_iter().enumerate().map(part).collect(),
            ..Account::default()
        };
        Block::Accounts(AccountsBlock { accounts: vec![account], ..AccountsBlock::default() })
    }

    #[test]
    fn parts_that_are_more_or_fewer() {
        let says = "klagomal/count: Klagomål: antalet är 10, men delarna blir tillsammans 12.";
        assert_eq!(told(&RULE, &t2(vec![account("10", ["3", "9"])])), [says]);
        let few = all_found(&RULE, &t2(vec![account("10", ["3", "2"])]));
        assert_eq!(few[0].severity, Severity::Question);
    }

    #[test]
    fn a_part_that_is_larger_than_the_whole() {
        let measure = |own: &str, of_which, value: &str| StaffMeasure {
            id: id(own),
            label: own.into(),
            of_which,
            values: vec![StaffValue { figure: figure(value), ..StaffValue::default() }],
            ..StaffMeasure::default()
        };
        let staff = |own: &str| {
            let measures = vec![measure("slutat", false, "9"), measure("sjalva", true, own)];
            t2(vec![Block::Staff(StaffBlock { measures, ..StaffBlock::default() })])
        };
        assert_eq!(told(&RULE, &staff("17")).len(), 1);
        assert!(told(&RULE, &staff("9")).is_empty());
        let rows = |own: &str| {
            let mut part = row("varav", &[("utfall", own)]);
            part.kind = RowKind::OfWhich;
            let rows = vec![row("intakter", &[("utfall", "68037")]), part];
            t2(vec![table("tabell", vec![column("utfall", ColumnRole::Actual)], rows)])
        };
        assert_eq!(told(&RULE, &rows("80404")).len(), 1);
        assert!(told(&RULE, &rows("404")).is_empty() && told(&RULE, &rows("-90000")).is_empty());
    }

    #[test]
    fn what_is_only_about_right_is_not_told() {
        for (count, parts) in [("drygt 10", ["3", "9"]), ("12", ["3", "9"]), ("10", ["", "3"])] {
            assert!(told(&RULE, &t2(vec![account(count, parts)])).is_empty(), "{count}");
        }
    }
}
