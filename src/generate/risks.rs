//! Risks and their controls.

use std::sync::Arc;

use super::Maker;
use super::chance::id;
use super::words::{name_of, sentence};
use crate::model::{
    Assessment, Block, Control, ControlGroup, ControlsBlock, Markdown, Risk, RiskColumn, RiskField,
    RisksBlock, Section, Status,
};

const THRESHOLD: u8 = 15;
/// From this month on some risks have moved a step.
const MOVED: u8 = 6;

impl Maker {
    pub(super) fn risks_section(&self, report: usize) -> Arc<Section> {
        let columns = [
            (RiskField::Category, "Kategori"),
            (RiskField::Risk, "Risk"),
            (RiskField::Value, "Riskvärde"),
            (RiskField::Actions, "Åtgärder"),
            (RiskField::Responsible, "Ansvarig"),
            (RiskField::Status, "Bedömning"),
            (RiskField::Comment, "Kommentar"),
        ];
        let columns = columns.map(|(field, title)| RiskColumn {
            field,
            title: title.to_owned(),
            ..RiskColumn::default()
        });
        let block = RisksBlock {
            id: id("risker", 1),
            threshold: Some(THRESHOLD),
            matrix: true,
            columns: columns.to_vec(),
            risks: (1..=self.size.risks).map(|number| self.risk(number, report)).collect(),
            ..RisksBlock::default()
        };
        let mut blocks = vec![Block::Risks(block)];
        let mut told = Vec::new();
        if self.size.stated {
            blocks.push(Block::Controls(self.controls(report)));
            told.push(format!("Nämnden följer totalt {} risker.", self.size.risks));
        }
        self.section(report, "riskhantering", "Risker", &told, blocks)
    }

    fn factors(&self, number: usize, month: u8) -> (u8, u8) {
        let mut chance = self.chance("risk", &[number]);
        let likelihood = chance.between(1, 5);
        let consequence = chance.between(2, 5);
        let step = match chance.below(4) {
            0 if month >= MOVED => 1,
            _ => 0,
        };
        let moved = if likelihood > 2 { likelihood - step } else { likelihood + step };
        (u8::try_from(moved).unwrap_or(1), u8::try_from(consequence).unwrap_or(1))
    }

    fn risk(&self, number: usize, report: usize) -> Risk {
        let stop = self.stop(report);
        let (likelihood, consequence) = self.factors(number, stop.month);
        let value = likelihood * consequence;
        let mut chance = self.chance("riskkommentar", &[number, report]);
        let status = match value {
            _ if stop.is_plan() => Status::Unset,
            0..9 => Status::Green,
            9..16 => Status::Yellow,
            _ => Status::Red,
        };
        let comment = if stop.is_plan() { String::new() } else { sentence(&mut chance, 7) };
        Risk {
            id: id("risk", number),
            category: "Verksamhet".into(),
            text: Markdown(name_of("risk", number, 14)),
            likelihood: Some(likelihood),
            consequence: Some(consequence),
            value: Some(value),
            measures: Markdown(name_of("atgard", number, 14)),
            responsible: format!("Chef {}", number % 7 + 1),
            status: Assessment { status, ..Assessment::default() },
            comment: Markdown(comment),
            ..Risk::default()
        }
    }

    fn controls(&self, report: usize) -> ControlsBlock {
        let stop = self.stop(report);
        let control = |risk: usize, number: usize| {
            let red =
                self.chance("kontroll", &[risk, number, (stop.month / 4).into()]).below(6) == 0;
            let status = match red {
                _ if stop.is_plan() => Status::Unset,
                true => Status::Ongoing,
                false => Status::Done,
            };
            Control {
                id: id(&format!("kontroll-{risk}"), number),
                text: Markdown(name_of("kontroll", risk * 10 + number, 7)),
                status: Assessment { status, ..Assessment::default() },
                ..Control::default()
            }
        };
        let group = |risk: usize| ControlGroup {
            risk: id("risk", risk),
            title: name_of("risk", risk, 14),
            controls: (1..=2).map(|number| control(risk, number)).collect(),
            ..ControlGroup::default()
        };
        ControlsBlock {
            id: id("kontroller", 1),
            caption: "Kontroller".into(),
            head: "Kontroll".into(),
            status_head: "Bedömning".into(),
            groups: (1..=2).map(group).collect(),
            ..ControlsBlock::default()
        }
    }
}
