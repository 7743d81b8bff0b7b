//! What stands at an address, so far as something is computed there: its name, unit, and what is stated.

use crate::compute::Value;
use crate::document::{TextNode, markdown};
use crate::model::{
    Address, Assessment, Assignment, Block, Bridge, Column, ColumnRole, Effect, EffectsBlock,
    FigureTable, Goal, GoalsBlock, Indicator, Meaning, Report, Risk, Row, Status, TallyBlock,
    TallyClass, UnitResult, VolumeSeries, walk,
};
use crate::number::{Figure, Unit};

/// What stands at an address.
pub(super) enum Thing<'a> {
    Cell(&'a FigureTable, &'a Row, &'a Column),
    /// A row of figures as a whole.
    Row(&'a FigureTable, &'a Row),
    Indicator(&'a Indicator, &'a GoalsBlock),
    Goal(&'a Goal, &'a GoalsBlock),
    Unit(&'a UnitResult),
    Risk(&'a Risk),
    Series(&'a VolumeSeries),
    Tally(&'a TallyBlock),
    Class(&'a TallyBlock, &'a TallyClass),
    Assignment(&'a Assignment),
    /// An end or a step of a bridge.
    Step(&'a Bridge, &'a str, &'a Option<Figure>),
    Effect(&'a EffectsBlock, &'a Effect),
}

/// What is stated in a place where something is computed.
pub(super) enum StatedValue {
    /// A figure.
    Figure(Figure),
    /// A status or a trend.
    Judged(Value),
}

/// Finds what stands at an address of a report.
pub(super) fn find<'a>(report: &'a Report, at: &Address) -> Option<Thing<'a>> {
    let mut found = None;
    walk::each_block(report, &mut |block| {
        if found.is_none() {
            found = in_block(block, at);
        }
    });
    found
}

fn in_block<'a>(block: &'a Block, at: &Address) -> Option<Thing<'a>> {
    let element = &at.element;
    match block {
        Block::Figures(table) => {
            let row = table.rows.iter().find(|row| row.id == *element)?;
            let column = table.columns.iter().find(|column| column.id.as_str() == at.field);
            Some(column.map_or(Thing::Row(table, row), |column| Thing::Cell(table, row, column)))
        }
        Block::Goals(block) => {
            let mut found = None;
            walk::each_goal(&block.goals, &mut |goal| {
                found = found.take().or_else(|| in_goal(block, goal, at));
            });
            found
        }
        Block::Risks(block) => block.risks.iter().find(|risk| risk.id == *element).map(Thing::Risk),
        Block::Volumes(block) => {
            block.series.iter().find(|series| series.id == *element).map(Thing::Series)
        }
        Block::Tally(block) if block.id == *element => Some(Thing::Tally(block)),
        Block::Tally(block) => {
            let class = block.classes.iter().find(|class| class.id == *element)?;
            Some(Thing::Class(block, class))
        }
        Block::Assignments(block) => {
            let mut all = block.groups.iter().flat_map(|group| &group.assignments);
            all.find(|own| own.id == *element).map(Thing::Assignment)
        }
        Block::Bridge(bridge) => {
            let ends = [&bridge.from, &bridge.to].map(|end| (&end.id, &end.label, &end.amount));
            let steps = bridge.steps.iter().map(|step| (&step.id, &step.label, &step.amount));
            let (_, label, amount) =
                ends.into_iter().chain(steps).find(|(id, ..)| *id == element)?;
            Some(Thing::Step(bridge, label, amount))
        }
        Block::Effects(block) => {
            let effect = block.effects.iter().find(|effect| effect.id == *element)?;
            Some(Thing::Effect(block, effect))
        }
        _ => None,
    }
}

fn in_goal<'a>(block: &'a GoalsBlock, goal: &'a Goal, at: &Address) -> Option<Thing<'a>> {
    let element = &at.element;
    if goal.id == *element {
        return Some(Thing::Goal(goal, block));
    }
    let unit = goal.units.iter().find(|unit| unit.id == *element).map(Thing::Unit);
    let indicator = goal.indicators.iter().find(|own| own.id == *element);
    unit.or(indicator.map(|own| Thing::Indicator(own, block)))
}

impl<'a> Thing<'a> {
    /// What it is called, by itself.
    pub(super) fn title(&self, at: &Address) -> String {
        let whole = |name: &str| match (name.is_empty(), self.short(at).as_str()) {
            (true, what) => what.to_owned(),
            (false, "") => name.to_owned(),
            (false, what) => format!("{}: {what}", name.trim_end_matches('.')),
        };
        match self {
            Self::Cell(_, row, _) | Self::Row(_, row) => whole(&row.label),
            Self::Indicator(indicator, _) => whole(&indicator.name),
            Self::Goal(goal, _) => whole(&goal.title),
            Self::Unit(unit) => whole(&unit.label),
            Self::Risk(risk) => whole(&plain(&risk.text.0)),
            Self::Series(series) => whole(&series.name),
            Self::Tally(tally) | Self::Class(tally, _) => whole(&tally.label),
            Self::Assignment(own) => whole(&plain(&own.text.0)),
            Self::Step(bridge, ..) => whole(&bridge.caption),
            Self::Effect(_, effect) => whole(&effect.label),
        }
    }

    /// What of the element it is.
    pub(super) fn short(&self, at: &Address) -> String {
        match self {
            Self::Cell(_, _, column) if column.group.is_empty() => column.title.clone(),
            Self::Cell(_, _, column) => format!("{} {}", column.group, column.title),
            Self::Row(..) => "Avvikelse i procent av budgeten".to_owned(),
            Self::Series(_) => series_field(&at.field).to_owned(),
            Self::Class(_, class) => class.title.clone(),
            Self::Tally(tally) if !tally.total_title.is_empty() => tally.total_title.clone(),
            Self::Tally(_) => "Totalt".to_owned(),
            Self::Step(_, label, _) => (*label).to_owned(),
            Self::Effect(..) => "Belopp".to_owned(),
            Self::Risk(_) => "Riskvärde".to_owned(),
            Self::Goal(..) => goal_field(&at.field).to_owned(),
            _ => match at.field.as_str() {
                "trend" => "Trend",
                "target" => "Mål för perioden",
                _ => "Bedömning",
            }
            .to_owned(),
        }
    }

    /// What its value counts.
    pub(super) fn unit(&self, at: &Address) -> Unit {
        match self {
            Self::Cell(table, row, column) => {
                column.unit.or(row.unit).unwrap_or(match column.role {
                    ColumnRole::DeviationPercent => Unit::Percent,
                    _ => table.unit,
                })
            }
            Self::Indicator(indicator, _) => indicator.unit,
            Self::Step(bridge, ..) => bridge.unit,
            Self::Effect(block, _) => block.unit,
            Self::Series(series) => {
                let own = at.field.split('.').next().unwrap_or_default();
                let measure = series.measures.iter().find(|measure| measure.id.as_str() == own);
                measure.map_or_else(|| series_unit(&at.field), |measure| measure.unit)
            }
            _ => Unit::Number,
        }
    }

    /// What is stated there, with the reason where it is a judgement.
    pub(super) fn stated(&self, at: &Address) -> Option<(StatedValue, Vec<TextNode>)> {
        let figure = |figure: Option<&Figure>| {
            figure.map(|figure| (StatedValue::Figure(figure.clone()), Vec::new()))
        };
        match (self, at.field.as_str()) {
            (Self::Cell(_, row, column), _) => figure(row.cells.get(&column.id)),
            (Self::Step(_, _, amount), _) => figure(amount.as_ref()),
            (Self::Effect(_, effect), _) => figure(effect.amount.as_ref()),
            (Self::Class(_, class), _) => figure(class.count.as_ref()),
            (Self::Tally(tally), "total") => figure(tally.total.as_ref()),
            (Self::Risk(risk), "value") => {
                figure(risk.value.map(|value| Figure::Exact(value.into())).as_ref())
            }
            (Self::Goal(goal, _), "status") => judged(&goal.status),
            (Self::Indicator(indicator, _), "status") => judged(&indicator.status),
            (Self::Indicator(indicator, _), "trend") => {
                let meaning = indicator.trend.meaning;
                let is_said = meaning != Meaning::Unsaid;
                is_said.then(|| (StatedValue::Judged(Value::Trend(meaning)), Vec::new()))
            }
            _ => None,
        }
    }
}

fn judged(assessment: &Assessment) -> Option<(StatedValue, Vec<TextNode>)> {
    let status = Some(assessment.status).filter(|status| *status != Status::Unset)?;
    let reason = markdown::parse(&assessment.reason.0);
    Some((StatedValue::Judged(Value::Status(status)), reason))
}

fn plain(text: &str) -> String {
    markdown::plain_text(&markdown::parse(text)).replace('\n', " ")
}

fn goal_field(field: &str) -> &'static str {
    match field {
        "status" => "Förslag till bedömning",
        _ => "Antal enheter",
    }
}

fn series_field(field: &str) -> &'static str {
    match field {
        "cost" => "Kostnad hittills",
        "budget" => "Budget hittills",
        "deviation" => "Skillnad mot budget hittills",
        "price-effect" => "Skillnad som beror på pris",
        "volume-effect" => "Skillnad som beror på volym",
        "care-days" => "Vårddygn hittills",
        "budget-days" => "Budgeterade vårddygn hittills",
        "year-days" => "Vårddygn på året",
        "placement-years" => "Helårsplaceringar",
        "year-cost" => "Kostnad på året",
        "year-budget" => "Budget på året",
        _ => "",
    }
}

fn series_unit(field: &str) -> Unit {
    match field {
        "care-days" | "budget-days" | "year-days" => Unit::CareDays,
        "placement-years" => Unit::Placements,
        _ => Unit::Tkr,
    }
}
