//! What a new block begins with: the columns and settings that such blocks usually have, so that it can
//! be filled in at once.

/// The JSON of a new block of a kind. Ids are given when it is put in.
pub(super) fn block(kind: &str) -> String {
    let rest = match kind {
        "goals" => GOALS,
        "figures" => FIGURES,
        "risks" => RISKS,
        "assignments" => ASSIGNMENTS,
        "actions" => ACTIONS,
        "volumes" => VOLUMES,
        "table" => TABLE,
        "bridge" => r#", "unit": "tkr", "from": {"label": "Budget"}, "to": {"label": "Prognos"}"#,
        "effects" => r#", "unit": "tkr", "head": "Effekt", "amount_head": "Belopp""#,
        "staff" => r#", "head": "Nyckeltal""#,
        _ => "",
    };
    format!("{{\"kind\": \"{kind}\"{rest}}}")
}

const GOALS: &str = r#", "head": "Indikator", "columns": [
    {"field": "target", "title": "Målnivå"}, {"field": "outcome", "title": "Utfall"},
    {"field": "status", "title": "Bedömning"}, {"field": "comment", "title": "Kommentar"}],
    "goals": [{"kind": "committee"}]"#;

const FIGURES: &str = r#", "subject": "net-cost", "unit": "tkr", "corner": "Verksamhet", "columns": [
    {"id": "utfall", "title": "Utfall", "role": "actual"},
    {"id": "budget", "title": "Budget", "role": "budget"},
    {"id": "prognos", "title": "Prognos helår", "role": "forecast"},
    {"id": "arsbudget", "title": "Budget helår", "role": "year-budget"},
    {"id": "avvikelse", "title": "Avvikelse helår", "role": "year-deviation"}],
    "rows": [{}]"#;

const RISKS: &str = r#", "matrix": true, "columns": [
    {"field": "category", "title": "Kategori"}, {"field": "risk", "title": "Risk"},
    {"field": "likelihood", "title": "Sannolikhet"}, {"field": "consequence", "title": "Konsekvens"},
    {"field": "value", "title": "Riskvärde"}, {"field": "actions", "title": "Åtgärd"},
    {"field": "status", "title": "Status"}], "risks": [{}]"#;

const ASSIGNMENTS: &str = r#", "head": "Uppdrag", "columns": [
    {"field": "giver", "title": "Uppdragsgivare"}, {"field": "status", "title": "Status"},
    {"field": "comment", "title": "Kommentar"}], "groups": [{"assignments": [{}]}]"#;

const ACTIONS: &str = r#", "head": "Åtgärd", "columns": [
    {"field": "responsible", "title": "Ansvarig"}, {"field": "end", "title": "Klart"},
    {"field": "status", "title": "Status"}], "actions": [{}]"#;

const VOLUMES: &str = r#", "series": [{"actual_title": "Utfall och prognos", "budget_title": "Budget",
    "months": ["forecast", "forecast", "forecast", "forecast", "forecast", "forecast",
        "forecast", "forecast", "forecast", "forecast", "forecast", "forecast"],
    "measures": [
        {"id": "price", "label": "Pris per vårddygn", "role": "price", "unit": "kr"},
        {"id": "count", "label": "Antal placeringar", "role": "count", "unit": "placements"}]}]"#;

const TABLE: &str = r#", "heads": [{"title": "Kolumn 1"}, {"title": "Kolumn 2"}],
    "rows": [{"cells": [{}, {}]}]"#;
