//! How the last forecast became this one.

use rust_decimal::Decimal;

use super::{Amount, Net, change};
use crate::compose::values_row;
use crate::compute::{Derivation, Formula, Input};
use crate::document::{Align, ChartSpec, Form, Head, Series, Stroke, Table, TextLook};
use crate::follow::Pen;
use crate::model::{ColumnRole, RowKind};
use crate::number::{format_decimal, format_signed};

/// Steps shown one by one; the rest are one step together.
const STEPS: usize = 8;

pub(super) fn compose(pen: &mut Pen<'_>, own: &[&Net<'_>]) {
    let Some((latest, earlier)) = own.split_last() else { return };
    let Some(before) = earlier.last() else { return stated(pen, latest) };
    let total = |net: &Net<'_>| net.amount(net.total()?, ColumnRole::Forecast);
    let (Some(then), Some(now)) = (total(before), total(latest)) else { return };
    let Some(all) = difference(&now, &then) else { return };
    pen.panel(&format!("Från {} till {}", before.spot.short(), latest.spot.short()));
    let from = End { label: format!("Prognos {}", before.spot.short()), amount: then };
    chart(pen, latest, from, all, by_row(before, latest));
}

/// A row's label and its change.
type Step = (String, Amount);

/// Where the bridge starts.
struct End {
    label: String,
    amount: Amount,
}

/// The change of each row that both reports forecast.
fn by_row(before: &Net<'_>, now: &Net<'_>) -> Vec<Step> {
    let mut steps = Vec::new();
    for row in &now.table.rows {
        if !matches!(row.kind, RowKind::Item | RowKind::Buffer) {
            continue;
        }
        let then = before.row(row.id.as_str());
        let then = then.and_then(|row| before.amount(row, ColumnRole::Forecast));
        let pair = now.amount(row, ColumnRole::Forecast).zip(then);
        steps.extend(
            pair.and_then(|(now, then)| Some((row.label.clone(), difference(&now, &then)?))),
        );
    }
    steps
}

fn difference(now: &Amount, then: &Amount) -> Option<Amount> {
    let inputs = vec![
        Input::number("Prognos", now.at.clone(), now.value),
        Input::number("Föregående prognos", then.at.clone(), then.value),
    ];
    let value = Derivation::new(Formula::Difference, inputs)?.number()?;
    Some(Amount { value, at: now.at.clone(), is_stated: false })
}

fn sum(steps: &[Step]) -> Option<Amount> {
    let inputs =
        steps.iter().map(|(label, step)| Input::number(label.clone(), step.at.clone(), step.value));
    let value = Derivation::new(Formula::Sum, inputs.collect())?.number()?;
    Some(Amount { value, at: steps.first()?.1.at.clone(), is_stated: false })
}

/// Without an earlier report at hand, the one change the report states.
fn stated(pen: &mut Pen<'_>, latest: &Net<'_>) {
    let Some(change) = change(latest) else { return };
    let now = latest.total().and_then(|row| latest.amount(row, ColumnRole::Forecast));
    let Some(then) = now.and_then(|now| difference(&now, &change)) else { return };
    pen.panel("Från förra prognosen");
    let text = format!(
        "Den förra prognosen finns inte bland åren här, så bara den ändring som rapporten själv \
         anger kan visas: {} {}.",
        format_signed(change.value),
        latest.unit()
    );
    pen.text(TextLook::Body, text);
    let from = End { label: "Förra prognosen".to_owned(), amount: then };
    chart(pen, latest, from, change.clone(), vec![("Ändring enligt rapporten".into(), change)]);
}

/// The bridge: the largest steps one by one; what they do not add up to is a step of its own.
fn chart(pen: &mut Pen<'_>, latest: &Net<'_>, from: End, all: Amount, mut steps: Vec<Step>) {
    let total = latest.total().and_then(|row| latest.amount(row, ColumnRole::Forecast));
    let Some(end) = total else { return };
    let told = sum(&steps).unwrap_or(Amount {
        value: Decimal::ZERO,
        at: end.at.clone(),
        is_stated: false,
    });
    let rest = difference(&all, &told);
    steps.retain(|(_, step)| !step.value.is_zero());
    steps.sort_by_key(|(_, step)| std::cmp::Reverse(step.value.abs()));
    if steps.len() > STEPS {
        let others = steps.split_off(STEPS - 1);
        let name = format!("Övriga {} rader", others.len());
        steps.extend(sum(&others).map(|sum| (name, sum)));
    }
    let rest = rest.filter(|rest| !rest.value.is_zero());
    steps.extend(rest.map(|rest| ("Nya och borttagna rader, avrundning".to_owned(), rest)));
    let mut categories = vec![from.label.clone()];
    let mut values = vec![Some(from.amount.value)];
    for (label, step) in &steps {
        categories.push(label.clone());
        values.push(Some(step.value));
    }
    categories.push(format!("Prognos {}", latest.spot.short()));
    values.push(Some(end.value));
    let rows = categories.iter().zip(&values);
    let rows = rows.map(|(label, value)| values_row(label, &[*value], latest.table.unit)).collect();
    let heads = vec![vec![Head::new("Steg", Align::Start), Head::new("Belopp", Align::End)]];
    let unit = latest.unit();
    let size = format_decimal(all.value.abs());
    let first = crate::compose::lower_first(&from.label).replace("prognos ", "prognosen i ");
    let title = match (all.value.is_zero(), all.value.is_sign_negative() == latest.more_is_worse())
    {
        (true, _) => "Prognosen är oförändrad".to_owned(),
        (_, true) => format!("Prognosen är {size} {unit} bättre än {first}"),
        (_, false) => format!("Prognosen är {size} {unit} sämre än {first}"),
    };
    let chart = ChartSpec {
        title,
        alt: format!(
            "Bryggdiagram från {} till {} {unit}.",
            format_decimal(from.amount.value),
            format_decimal(end.value)
        ),
        unit: unit.to_owned(),
        categories,
        more_is_worse: latest.more_is_worse(),
        form: Form::Bridge,
        series: vec![Series { name: "Prognos".into(), stroke: Stroke::Actual, values }],
        table: Table { heads, rows, row_heads: true, ..Table::default() },
        ..ChartSpec::default()
    };
    pen.chart("prognosbrygga", chart);
}
