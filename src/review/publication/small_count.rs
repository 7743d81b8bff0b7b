//! Counts so small that they could point at someone.

use rust_decimal::Decimal;

use crate::compute::Context;
use crate::model::{Account, Block, Section, TableBlock, walk};
use crate::number::{Figure, Unit, format_decimal};
use crate::review::{Findings, Group, Limit, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "sma-tal",
    title: "Litet antal om något känsligt",
    why: "När bara några få personer eller ärenden räknas kan läsaren förstå vem det gäller. Regeln ser \
          på redovisningar och tabeller om känsliga ämnen.",
    group: Group::Publication,
    severity: Severity::Question,
    limit: Some(Limit { usual: Decimal::from_parts(5, 0, 0, false, 0), says: "minsta antal" }),
    look: Look::Section(look),
};

/// What makes a subject sensitive, as words begin or contain it.
const SENSITIVE: &[&str] = &[
    "sarah",
    "ej verkställda",
    "orosanmäl",
    "våld",
    "missbruk",
    "beroendevård",
    "suicid",
    "självmord",
    "lvu",
    "lvm",
    "omhändertag",
    "kränk",
    "hedersrelat",
    "skyddat boende",
    "psykia",
    "övergrepp",
];

fn look(context: &Context<'_>, section: &Section, found: &mut Findings<'_>) {
    walk::blocks_within(&section.blocks, &mut |block| match block {
        Block::Accounts(block) => {
            block.accounts.iter().for_each(|account| account_of(context, account, found));
        }
        Block::Table(table) => table_of(context, table, found),
        _ => {}
    });
}

fn is_sensitive(text: &str) -> bool {
    let text = text.to_lowercase();
    SENSITIVE.iter().any(|own| text.contains(own))
}

/// A count of one or more, and fewer than the limit.
fn small(figure: Option<&Figure>, limit: Decimal) -> Option<Decimal> {
    match figure {
        Some(Figure::Exact(value)) if *value >= Decimal::ONE && *value < limit => Some(*value),
        _ => None,
    }
}

fn account_of(context: &Context<'_>, account: &Account, found: &mut Findings<'_>) {
    if !matches!(account.unit, Unit::Number | Unit::Persons | Unit::Households) {
        return;
    }
    let limit = found.limit();
    let parts = account
        .parts
        .iter()
        .filter(|part| small(part.count.as_ref(), limit).is_some() && is_sensitive(&part.label));
    for part in parts {
        let Some(count) = small(part.count.as_ref(), limit) else { continue };
        tell(context.at(&part.id).field("count"), &part.label, count, found);
    }
    if let Some(count) =
        small(account.count.as_ref(), limit).filter(|_| is_sensitive(&account.title))
    {
        tell(context.at(&account.id).field("count"), &account.title, count, found);
    }
}

/// A free table whose caption or head tells of something sensitive; one finding is enough.
fn table_of(context: &Context<'_>, table: &TableBlock, found: &mut Findings<'_>) {
    let is_person = |index: usize| {
        let unit = table.heads.get(index).map(|head| head.unit);
        matches!(unit, Some(Unit::Persons | Unit::Households))
    };
    let limit = found.limit();
    let is_whole = is_sensitive(&table.caption);
    for row in &table.rows {
        let name = row.cells.first().map_or("", |cell| cell.text.0.as_str());
        let mut cells = row.cells.iter().enumerate().filter(|(index, _)| is_person(*index));
        let count = cells.find_map(|(_, cell)| small(cell.figure.as_ref(), limit));
        if let Some(count) = count.filter(|_| is_whole || is_sensitive(name)) {
            tell(
                context.at(&row.id),
                if name.is_empty() { &table.caption } else { name },
                count,
                found,
            );
            return;
        }
    }
}

fn tell(at: crate::model::Address, name: &str, count: Decimal, found: &mut Findings<'_>) {
    let count = format_decimal(count);
    let message = format!("{name}: antalet är {count}. Kan någon räkna ut vem det gäller?");
    found
        .add(at, count, message)
        .hint("Kontrollera att ingen kan kännas igen, annars skriv ”färre än fem”.");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::AccountsBlock;
    use crate::review::tests::{figure, id, t2, told};

    fn account(title: &str, count: &str) -> Vec<String> {
        let account = Account {
            id: id("konto"),
            title: title.into(),
            count: figure(count),
            ..Account::default()
        };
        let block =
            AccountsBlock { id: id("block"), accounts: vec![account], ..AccountsBlock::default() };
        told(&RULE, &t2(vec![Block::Accounts(block)]))
    }

    #[test]
    fn few_of_something_sensitive() {
        let says =
            "konto/count: Lex Sarah-utredningar: antalet är 3. Kan någon räkna ut vem det gäller?";
        assert_eq!(account("Lex Sarah-utredningar", "3"), [says]);
    }

    #[test]
    fn many_none_unsure_and_plain() {
        for (title, count) in [
            ("Lex Sarah", "5"),
            ("Lex Sarah", "0"),
            ("Lex Sarah", "drygt 3"),
            ("Informationsmöten", "3"),
        ] {
            assert_eq!(account(title, count), [""; 0], "{title} {count}");
        }
    }
}
