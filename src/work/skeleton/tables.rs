//! Tables of figures, bridges, effects, volumes and staff.

use super::Emptier;
use crate::model::{
    Bridge, BridgeEnd, BridgeStep, Cells, Effect, EffectsBlock, FigureTable, Id, Measure,
    MonthKind, Row, RowKind, StaffBlock, StaffMeasure, StaffValue, Subject, VolumeSeries,
    VolumesBlock,
};

impl Emptier<'_> {
    /// The rows of an income statement are the same for all; those of other tables are the
    /// committee's own, and one of a kind in a row remains.
    pub(super) fn figures(&mut self, table: &mut FigureTable) {
        table.notes.clear();
        let is_general = table.subject == Subject::IncomeStatement;
        if !is_general {
            let mut last: Option<RowKind> = None;
            table.rows.retain(|row| last.replace(row.kind) != Some(row.kind));
        }
        let ids: Vec<(Id, Id)> =
            table.rows.iter().map(|row| (row.id.clone(), self.names.next("rad"))).collect();
        let renamed = |id: &Id| ids.iter().find(|(old, _)| old == id).map(|(_, new)| new.clone());
        for row in &mut table.rows {
            *row = Row {
                id: renamed(&row.id).unwrap_or_default(),
                label: label(row, is_general),
                kind: row.kind,
                sum: row.sum.iter().filter_map(renamed).collect(),
                unit: row.unit,
                cells: Cells::default(),
                ..Row::default()
            };
        }
    }

    pub(super) fn bridge(&mut self, bridge: &mut Bridge) {
        for end in [&mut bridge.from, &mut bridge.to] {
            *end = BridgeEnd { id: self.names.next("brygga"), ..BridgeEnd::default() };
        }
        let step = BridgeStep { id: self.names.next("brygga"), ..BridgeStep::default() };
        bridge.steps = vec![step];
    }

    pub(super) fn effects(&mut self, block: &mut EffectsBlock) {
        block.effects = vec![Effect { id: self.names.next("effekt"), ..Effect::default() }];
    }

    /// One series with its measures, as prices and placements or as shares.
    pub(super) fn volumes(&mut self, block: &mut VolumesBlock) {
        block.series.truncate(1);
        for series in &mut block.series {
            let measures = series.measures.iter().map(|measure| Measure {
                id: measure.id.clone(),
                label: measure.label.clone(),
                role: measure.role,
                unit: measure.unit,
                ..Measure::default()
            });
            *series = VolumeSeries {
                id: self.names.next("volym"),
                months: vec![MonthKind::Forecast; 12],
                actual_title: "Utfall och prognos".to_owned(),
                budget_title: "Budget".to_owned(),
                measures: measures.collect(),
                ..VolumeSeries::default()
            };
        }
    }
}

fn label(row: &Row, is_general: bool) -> String {
    match row.kind {
        RowKind::Item | RowKind::Head if is_general => row.label.clone(),
        RowKind::Subtotal if is_general => row.label.clone(),
        RowKind::Subtotal | RowKind::Total => "Summa".to_owned(),
        RowKind::Buffer => "Buffert".to_owned(),
        RowKind::ForecastChange => row.label.clone(),
        _ => String::new(),
    }
}

/// Staff key figures are the same for all; the values go, the columns follow with the first report.
pub(super) fn staff(block: &mut StaffBlock) {
    for measure in &mut block.measures {
        let last = measure.values.last().map(|value| StaffValue {
            label: value.period.as_ref().map_or_else(|| value.label.clone(), |_| String::new()),
            ..StaffValue::default()
        });
        *measure = StaffMeasure {
            id: measure.id.clone(),
            staff: measure.staff,
            label: measure.label.clone(),
            of_which: measure.of_which,
            unit: measure.unit,
            values: last.into_iter().collect(),
            ..StaffMeasure::default()
        };
    }
}
