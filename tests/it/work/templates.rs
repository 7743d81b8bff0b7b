//! The forms in `public/mallar` are the examples without their content.
//!
//! `UPDATE=1 cargo test templates` writes them anew.

use std::fs;

use tertial::model::{Committee, Goal, OrgUnit};
use tertial::work::{Source, TEMPLATES, new_year, skeleton, template};

use super::*;
use crate::common::{self, examples};

/// Headings that name a committee's own areas, and what stands for them in a form.
const GENERAL: [(&str, &str); 38] = [
    ("Resultat för Tyresöborna", "Resultat för invånarna"),
    ("Den samlade bedömningen av de fem målen 2025", "Den samlade bedömningen av målen"),
    ("Framtidens Tyresö - nämndmål och uppdrag", "Nämndmål och uppdrag"),
    ("Strategiskt målområde - Trygga - hela livet", "Strategiskt målområde 1"),
    ("Strategiskt målområde - Delaktiga - tillsammans", "Strategiskt målområde 2"),
    ("Strategiskt målområde - I balans - för hållbarhet och hälsa", "Strategiskt målområde 3"),
    ("Utvecklingsstrategi för ett växande Tyresö", "Utvecklingsstrategi"),
    ("Kommunbidrag - VO 3 Individ och familjeomsorg", "Kommunbidrag – område 1"),
    ("Kommunbidrag - VO 8 Arbete och integration", "Kommunbidrag – område 2"),
    ("VO 3 - Individ och familjeomsorgen", "Område 1"),
    ("VO 8 - Arbete och integration", "Område 2"),
    ("Styrdokument individ- och familjeomsorg och socialpsykiatri", "Styrdokument"),
    ("Arbetsmarknads- & socialnämnden: resultaträkning", "Resultaträkning"),
    ("Individ- och familjeomsorg", "Område 1"),
    ("Arbete och Integration", "Område 2"),
    (
        "Redovisning av ”Plan för förbättrat resultat för verksamheterna inom \
         arbetsmarknads- och socialsektorn”",
        "Redovisning av plan för förbättrat resultat",
    ),
    ("Resultat IFO", "Resultat område 1"),
    ("Resultat Arbete & integration", "Resultat område 2"),
    ("Arbetsmarknads- och socialnämnden", "Nettokostnad"),
    ("Prognos utbetalt ekonomiskt bistånd", "Prognos"),
    ("Samverkan med barn och utbildningsförvaltningen", "Samverkan"),
    ("Våldsprevention", "Fördjupning 1"),
    ("Polarisering", "Fördjupning 2"),
    ("Bostadslöshet", "Fördjupning 3"),
    ("Arbetslöshet", "Fördjupning 4"),
    ("Ekonomiskt bistånd", "Fördjupning 5"),
    ("Pris per vård dygn", "Pris per vårddygn"),
    ("Anslag – mkr", "Anslag"),
    ("Konsekvenns", "Konsekvens"),
    ("VO 03 Individ- och familjeomsorgen", "Tkr"),
    ("VO 08 Arbete och integration", "Tkr"),
    ("Individ- och familjeomsorg och socialpsykiatri", "Område 1"),
    ("Centrum för arbete och integration", "Egen verksamhet"),
    ("Vuxenenheten", "Enhet"),
    ("Utförare inom boendestöd", "Utförare"),
    (
        "Väntetid i dagar från ansökan vid nybesök till beslut inom försörjningsstöd",
        "Väntetid i dagar",
    ),
    (
        "Utredningstid i antal dagar från påbörjad utredning till avslutad utredning inom \
         barn och ungdom 0-20 år",
        "Utredningstid i dagar",
    ),
    ("Nämndens/förvaltningsens mål / Indikator", "Nämndens/förvaltningens mål / Indikator"),
];

fn forms() -> Vec<(String, Year)> {
    let examples = examples().iter().rev().zip(TEMPLATES);
    let form = |(example, form): (&common::Example, tertial::work::Template)| {
        let year = template(&example.year, id(form.name));
        let text = GENERAL.iter().fold(file::save(&year), |text, (own, general)| {
            text.replace(&format!("\"{own}\""), &format!("\"{general}\""))
        });
        let year = common::opened(&text).year;
        (form.name.to_owned(), year)
    };
    examples.map(form).collect()
}

#[test]
fn templates_are_current() {
    for (name, year) in forms() {
        let (path, text) = (format!("public/mallar/{name}.tertial.json"), file::save(&year));
        if std::env::var_os("UPDATE").is_some() {
            fs::write(common::path(&path), &text).unwrap();
            continue;
        }
        assert!(common::read(&path) == text, "{path} is old: UPDATE=1 cargo test templates");
        assert!(text.len() < 40_000, "{path} has {} bytes", text.len());
        for word in ["Tyresö", "ASN", "IFO", "VO 3", "VO 8", "rbetsmarknad", "familjeoms"] {
            assert!(!text.contains(word), "{path} says {word}");
        }
    }
}

#[test]
fn a_form_has_no_content() {
    for (name, year) in forms() {
        assert_eq!(problems(&year), Vec::<String>::new(), "{name}");
        assert!(year.committee == Committee::default());
        year.reports.iter().for_each(|report| no_content(report));
    }
    for seed in 0..10 {
        generated(seed).reports.iter().for_each(|report| no_content(&skeleton(report)));
    }
}

fn no_content(report: &Report) {
    assert_eq!(statuses(report), []);
    for indicator in indicators(report) {
        assert!(indicator.name.is_empty() && indicator.outcome.value.is_none());
        assert!(indicator.target.year.is_none() && indicator.earlier.is_empty());
    }
    for block in blocks(report) {
        match block {
            Block::Goals(block) => walk::each_goal(&block.goals, &mut |goal: &Goal| {
                assert!(goal.title.is_empty() && goal.comment.is_empty());
                assert!(goal.units.iter().all(|unit| unit.label.is_empty()));
            }),
            Block::Figures(table) => {
                assert!(table.rows.iter().all(|row| row.cells.iter().next().is_none()));
            }
            Block::Volumes(block) => {
                let measures = block.series.iter().flat_map(|series| &series.measures);
                assert!(measures.into_iter().all(|own| own.actual.is_empty()));
            }
            Block::Risks(block) => assert!(block.risks.iter().all(|risk| risk.text.is_empty())),
            _ => {}
        }
    }
}

#[test]
fn a_year_from_each_form_is_sound() {
    let units = ["Norr", "Söder"].map(|name| OrgUnit {
        id: id(if name == "Norr" { "e-norr" } else { "e-soder" }),
        name: name.into(),
        ..OrgUnit::default()
    });
    let committee = Committee {
        id: id("kfn"),
        name: "Kulturnämnden".into(),
        units: units.to_vec(),
        ..Committee::default()
    };
    for (name, form) in forms() {
        let source = Source::Template { template: &form, committee: committee.clone() };
        let year = new_year(&source, 2027, id("kfn-2027"));
        assert_eq!(problems(&year), Vec::<String>::new(), "{name}");
        assert!(year.reports.iter().all(|report| report.period.to.year() == 2027));
        assert_eq!(year.reports.len(), form.reports.len());
        if name == "manad-och-delar" {
            let month = year.report(&id("januari-2027")).unwrap();
            let all = tertial::work::missing(&year, month);
            let names: Vec<_> = all.units.iter().map(|unit| unit.name.as_str()).collect();
            assert_eq!(names, ["Norr", "Söder"]);
            let text = file::save(&year);
            assert!(text.contains("Jan–apr 2027") && !text.contains("2023"));
        }
    }
}
