//! Assignments with their tally.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::chance::{exact, id};
use super::words::{name_of, sentence};
use super::{Maker, YEAR};
use crate::model::{
    Assessment, Assignment, AssignmentColumn, AssignmentField, AssignmentGroup, AssignmentsBlock,
    Block, Date, Legend, LegendEntry, Markdown, Section, Status, TallyBlock, TallyClass,
};

const COUNT: usize = 9;
const GROUPS: [&str; 2] = ["Uppdrag från kommunplanen", "Uppdrag från nämnden"];
const GIVERS: [&str; 2] = ["Kommunfullmäktige", "Provnämnden"];
const STATUSES: [(Status, &str, &str); 3] = [
    (Status::Green, "Gröna", "Uppdraget går enligt plan."),
    (Status::Yellow, "Gula", "Uppdraget går delvis enligt plan."),
    (Status::Red, "Röda", "Uppdraget går inte enligt plan."),
];

impl Maker {
    fn assignment_status(&self, number: usize, month: u8) -> Status {
        match self.chance("uppdrag", &[number, (month / 4).into()]).below(10) {
            0..6 => Status::Green,
            6..9 => Status::Yellow,
            _ => Status::Red,
        }
    }

    pub(super) fn assignments_section(&self, report: usize) -> Arc<Section> {
        let stop = self.stop(report);
        let list = Block::Assignments(self.list(report));
        if stop.is_plan() {
            return self.section(report, "uppdrag", "Uppdrag", &[], vec![list]);
        }
        let count = |status: Status| {
            (1..=COUNT).filter(|own| self.assignment_status(*own, stop.month) == status).count()
        };
        let class = |(status, title, _): (Status, &str, &str)| TallyClass {
            id: id("klass", status as usize),
            status,
            title: title.into(),
            count: exact(Decimal::from(count(status))),
            ..TallyClass::default()
        };
        let tally = TallyBlock {
            id: id("sammanstallning", 1),
            caption: "Sammanställning av uppdrag".into(),
            label: "Antal".into(),
            of: Some(id("uppdragslista", 1)),
            classes: STATUSES.map(class).to_vec(),
            total_title: "Totalt".into(),
            total: exact(Decimal::from(COUNT)),
            ..TallyBlock::default()
        };
        let told = format!(
            "Nämnden har totalt {COUNT} uppdrag, varav {} gröna och {} gula.",
            count(Status::Green),
            count(Status::Yellow)
        );
        self.section(report, "uppdrag", "Uppdrag", &[told], vec![Block::Tally(tally), list])
    }

    fn list(&self, report: usize) -> AssignmentsBlock {
        let columns = [
            (AssignmentField::Giver, "Uppdragsgivare"),
            (AssignmentField::Aim, "Syfte"),
            (AssignmentField::Due, "Klart senast"),
            (AssignmentField::Status, "Bedömning"),
            (AssignmentField::Comment, "Kommentar"),
        ];
        let columns = columns.map(|(field, title)| AssignmentColumn {
            field,
            title: title.to_owned(),
            ..AssignmentColumn::default()
        });
        let entries = STATUSES.map(|(status, _, text)| LegendEntry {
            status,
            text: text.into(),
            ..LegendEntry::default()
        });
        let group = |half: usize| AssignmentGroup {
            id: id("uppdragsgrupp", half + 1),
            title: GROUPS[half].into(),
            assignments: (1..=COUNT)
                .filter(|number| number % 2 == half)
                .map(|number| self.assignment(number, half, report))
                .collect(),
            ..AssignmentGroup::default()
        };
        AssignmentsBlock {
            id: id("uppdragslista", 1),
            caption: "Uppdrag".into(),
            head: "Uppdrag".into(),
            legend: Some(Legend { entries: entries.to_vec(), ..Legend::default() }),
            columns: columns.to_vec(),
            groups: (0..GROUPS.len()).map(group).collect(),
            ..AssignmentsBlock::default()
        }
    }

    fn assignment(&self, number: usize, half: usize, report: usize) -> Assignment {
        let stop = self.stop(report);
        let status = self.assignment_status(number, stop.month);
        let is_plan = stop.is_plan();
        let comment = sentence(&mut self.chance("uppdragskommentar", &[number, report]), 12);
        Assignment {
            id: id("uppdrag", number),
            text: Markdown(name_of("uppdrag", number, 10)),
            giver: GIVERS[half].into(),
            aim: Markdown(name_of("syfte", number, 7)),
            due: Date::new(YEAR, 12, 31),
            status: Assessment {
                status: if is_plan { Status::Unset } else { status },
                ..Assessment::default()
            },
            comment: Markdown(if is_plan { String::new() } else { comment }),
            ..Assignment::default()
        }
    }
}
