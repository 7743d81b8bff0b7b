//! What version 3 of the format brought is composed: every text and figure, in printed order.

use serde_json::Value;
use tertial::compose::compose;
use tertial::document::{markdown, text};
use tertial::number::{Figure, Unit};

use crate::common::{newest_frozen, opened, read};

const FILE: &str = "kfn-2022";
const REPORT: &str = "t1-2022";

/// The composed report, with plain spaces.
fn composed() -> String {
    let year = newest_frozen(FILE);
    let report = year.reports.iter().find(|report| report.id.as_str() == REPORT).unwrap();
    plain(&text::render(&compose(&year, report)))
}

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

/// The lines stand in the text, one after the other, other lines between them or not.
fn assert_in_order(lines: &str) {
    let composed = composed();
    let mut rest = composed.lines();
    for line in lines.lines().map(str::trim_start).filter(|line| !line.is_empty()) {
        let line = line.replace(" | ", "\t");
        let is_next = rest.any(|other| other.trim_start() == line);
        assert!(is_next, "{line:?} is not there, or not in its place, in {composed}");
    }
}

#[test]
fn a_goal_with_all_that_belongs_to_it() {
    assert_in_order(
        "1.1 2. Ekonomi i balans (Nämndmål · god ekonomisk hushållning)
        Nämnden håller sin ram.
        Målet som helhet: Gul
        Bedömning för helåret: Grön
        Elen är dyrare än väntat.
        Ekonomimålet, tkr
        Enhet | Prognos | Budget | Avvikelse | Mot 2021
        Bibliotek | −22 310 | −22 400 | 90 | −610
        Summa | −37 430 | −36 420 | −1 010 | −1 630
        Buffert | 700
        Totalt | −36 730 | −36 420 | −310 | −930
        Beloppen är i tusental kronor.
        Sammanfattande bedömning
        Målet nås med bufferten.
        11 av 14 enheter har bedömningen grön.
        1 av 14 enheter har bedömningen röd.
        knappt 13 av 14 enheter väntas nå målet under året.
        2 enheter väntas få bedömningen gul för helåret.
        Av 14 enheter säger 12 att målet är inom räckhåll.
        Indikatorer från nämndplanen
        Sjukfrånvaro | 6,9 % | 8,15 % | ≤ 6,5 % | Röd | Se även personalavsnittet.
        För besökaren
        Badet stängde två kvällar.
        1.1.1 Anmälda tillbud
        – Antal: 17
        – Bad: 12
        – Bibliotek: 5
        De flesta rör halka.
        1.1.2 Arbetsskador (januari–april 2021)
        – Antal: cirka 3 personer
        Sjukdagar per månad
        Mars | 98,5
        Bedömning per månad
        Resultat för invånarna
        Taxorna är oförändrade.
        Framåt
        Ny elupphandling i höst.
        Det här gör vi | Vem | Klart | Läge | Hur det går
        Stoppa inköp | Ekonomen | 2022-06-30 | Pågående | Sparar 40 tkr i månaden.
        Sänk vattnets värme | Badchefen | 2022-03-15 | Klar",
    );
}

#[test]
fn goals_in_a_table_below_their_own() {
    assert_in_order(
        "2.1 Tillgänglig verksamhet (Grundförutsättning)
        Bedömning i korthet
        3 av 3 enheter väntas nå målet under året.
        Enhet | Utfall | Helår
        Biblioteket | Gul | Grön
        Krav med enheter
        Krav, enhet och indikator | Utfall 2021 | Utfall | Målnivå | Bedömning | Kommentar
        1. Öppet varje dag |  |  |  | Gul helår Grön | På väg åt rätt håll.
        Biblioteket |  |  |  | Grön helår Grön | Meröppet fungerar.
        Bad och bassäng |  |  |  | Röd helår Gul | Stängt två kvällar.
        ▸ Indikatorer från tillsynsplanen
        Öppna dagar | 88 | 104 | ≥ 110 ≥ 340 på året | Gul | Storm i januari.
        Badhuset |  | 96 85 2021
        Kvällsöppet |  | En kväll i veckan | Två kvällar i veckan | Röd
        2. Säkert för alla |  |  |  | Grön | Besiktning i maj.
        Badhuset |  |  |  | Gul | Ny larmrutin.
        Larm provat |  |  |  | Ej mätt
        1. Öppet varje dag
        Alla anläggningar.
        Öppettider
        Badhuset, vardag | 13,5
        Om kravet
        1 av 2 enheter har bedömningen grön.
        Öppna dagar
        Analys
        2.1.1 Oplanerade stängningar
        – Antal: 6
        Öppet per månad
        Vad besökaren märker
        Åtgärd för öppethållande | Status | Ansvarig
        Egen vikariepool | Ej påbörjad | Enhetschefen
        Måluppfyllelse per månad
        För dig som bor här",
    );
}

#[test]
fn staff_figures_in_a_column_per_period() {
    assert_in_order(
        "Personalnyckeltal
        Nyckeltal | Jan–apr 2021 | 2021 | Jan–apr 2022 | Mål 2022 | Kommentar
        ▸ Förvaltningen
        Sjukfrånvaro i procent | 7,4 % | 6,9 % | 8,15 % Röd Högst i februari. |  | Pandemin märks ännu.
        varav under 60 dagar | 4,1 % | 3,8 % | 5,2 %
        varav 60 dagar eller mer | 3,3 % | 3,1 % | 2,95 % Grön
        Sjukfrånvaro R12 |  | 6,9 % | 7,3 %
        Frisktal |  | 61 % | drygt 58 %
        Personalomsättning | 4,6 % | 11,2 % | 3,7 % Gul
        ▸ Badhuset
        Slutat på egen begäran | 2 |  | 5
        Medarbetarenkät |  | 78,5 |  | 80
        Pulsmätning |  |  | Gul Bättre än i mars.
        Vikarier | se not |  | Räknas i juni.",
    );
}

/// One amount is not the sum of its parts: both are shown.
#[test]
fn effects_as_a_list_and_with_heads_of_their_own() {
    assert_in_order(
        "Så påverkas prognosen:
        – Effekter i år: −1 490 tkr (förändring −320 tkr)
        – Dyrare el: −1 740 tkr (beräknat −1 730) (förändring −410 tkr)
        – varav badet: −1 500 tkr
        – varav biblioteken: −230 tkr
        – Fler entréer: +250 tkr (förändring +90 tkr)
        – Återbetald hyra: oklart
        Engångsposter
        Post | Belopp i tkr | Mot mars
        Engångsposter i år | 515 | drygt 15
        Statsbidrag för simskola | 515",
    );
    let composed = composed();
    let depth = |label: &str| {
        let line = composed.lines().find(|line| line.trim_start().starts_with(label)).unwrap();
        line.len() - line.trim_start().len()
    };
    let labels = ["– Effekter i år", "– Dyrare el", "– varav badet", "– Fler", "– Återbetald"];
    assert_eq!(labels.map(depth), [0, 2, 4, 2, 0]);
}

#[test]
fn every_text_and_figure_is_shown() {
    let file: Value = serde_json::from_str(&read(&path())).unwrap();
    let reports = file["content"]["reports"].as_array().unwrap();
    let report = reports.iter().find(|report| report["id"] == REPORT).unwrap();
    let mut wanted = Vec::new();
    collect(&report["sections"], &mut wanted);
    assert!(wanted.len() > 200, "only {}", wanted.len());
    let composed = composed();
    let missing: Vec<&String> = wanted.iter().filter(|text| !composed.contains(*text)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

fn path() -> String {
    format!("tests/fixtures/v{}/{FILE}.tertial.json", tertial::file::migrate::CURRENT)
}

/// Texts and figures as they are shown.
fn collect(value: &Value, found: &mut Vec<String>) {
    const TEXTS: [&str; 15] = [
        "title",
        "caption",
        "label",
        "name",
        "head",
        "corner",
        "group",
        "text",
        "comment",
        "description",
        "responsible",
        "later",
        "indicator_title",
        "action_head",
        "earlier_label",
    ];
    const FIGURES: [&str; 7] =
        ["figure", "value", "earlier", "amount", "change", "count", "reached"];
    let figure = |text: &str| Figure::from_canonical(text).show(Unit::Number);
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Value::Object(members) => {
            for (key, value) in members {
                match value.as_str() {
                    Some(text) if TEXTS.contains(&key.as_str()) => {
                        found.push(plain(&markdown::plain_text(&markdown::parse(text))));
                    }
                    Some(text) if FIGURES.contains(&key.as_str()) => {
                        found.push(plain(&figure(text)));
                    }
                    Some(_) => {}
                    None if key == "cells" && value.is_object() => {
                        let cells = value.as_object().into_iter().flat_map(|cells| cells.values());
                        found.extend(
                            cells.filter_map(Value::as_str).map(|text| plain(&figure(text))),
                        );
                    }
                    None => collect(value, found),
                }
            }
        }
        _ => {}
    }
}

/// A count that is none stays in the file as it was.
#[test]
fn what_is_no_count_of_units_is_kept() {
    let goal = r#"{"id": "g", "unit_count": "elva"}"#;
    let block = format!(r#"{{"kind": "goals", "id": "b", "goals": [{goal}]}}"#);
    let section = format!(r#"{{"id": "s", "blocks": [{block}]}}"#);
    let content = format!(r#"{{"id": "a", "reports": [{{"id": "r", "sections": [{section}]}}]}}"#);
    let first = opened(&crate::common::enveloped(2, &content));
    let saved = tertial::file::save(&first.year);
    assert!(saved.contains(r#""unit_count": "elva""#), "{saved}");
    assert_eq!(opened(&saved).year, first.year);
}
