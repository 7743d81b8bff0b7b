//! Counted accounts with their parts.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::Maker;
use super::chance::{exact, id};
use crate::model::{Account, AccountsBlock, Block, CountPart, Markdown, Section};

const ACCOUNTS: [(&str, &str, [&str; 2]); 2] = [
    ("Synpunkter från invånare", "synpunkter", ["Beröm", "Klagomål"]),
    ("Avvikelser i verksamheten", "avvikelser", ["Rutiner", "Lokaler"]),
];

impl Maker {
    pub(super) fn accounts_section(&self, report: usize) -> Arc<Section> {
        let month = self.stop(report).month;
        let account = |(index, (title, noun, labels)): (usize, (&str, &str, [&str; 2]))| {
            let mut chance = self.chance("konto", &[index]);
            let each = [chance.between(2, 6), chance.between(2, 6)]
                .map(|each| 8 + each * i64::from(month));
            let parts =
                labels.into_iter().zip(each).enumerate().map(|(part, (label, count))| CountPart {
                    id: id(&format!("kontodel-{index}"), part + 1),
                    label: label.into(),
                    count: exact(Decimal::from(count)),
                    ..CountPart::default()
                });
            let count: i64 = each.iter().sum();
            Account {
                id: id("konto", index + 1),
                title: title.into(),
                count: exact(Decimal::from(count)),
                parts: parts.collect(),
                text: Markdown(format!("Totalt {count} {noun} har kommit in under perioden.")),
                ..Account::default()
            }
        };
        let block = AccountsBlock {
            id: id("konton", 1),
            caption: "Synpunkter och avvikelser".into(),
            accounts: ACCOUNTS.into_iter().enumerate().map(account).collect(),
            ..AccountsBlock::default()
        };
        self.section(report, "kvalitet", "Kvalitet", &[], vec![Block::Accounts(block)])
    }
}
