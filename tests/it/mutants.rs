//! The checks against mistakes made on purpose. Mutants are drawn by seed over every number, status,
//! date, id, row, table and sentence of clean years; an oracle of its own says which of them the year's
//! own data contradicts, and the rules must find those.

mod draw;
mod harmless;
mod letters;
mod operators;
mod oracle;
mod sites;
mod table;
mod world;

use crate::common::Random;
use table::Table;
use world::World;

/// Fewest percent of the detectable that the rules must find.
const REACH: usize = 95;
/// The same for each operator.
const EACH: usize = 80;

/// At most so many mutants of each operator and year.
fn run(mut worlds: Vec<World>, each: usize) -> Table {
    let mut table = Table::default();
    let mut random = Random(7);
    for world in &mut worlds {
        for mutant in draw::draw(&world.reports, each, &mut random) {
            let Some(year) = world.mutated(&mutant) else { continue };
            let verdict = world.judge(mutant.operator, &year);
            let at = format!("{}/{}", world.year.id, mutant.at);
            table.add(mutant.operator, &at, &mutant.what, &verdict);
        }
    }
    table
}

#[test]
fn a_sample_of_mutants_is_found() {
    let table = run(World::all(1..=1), 4);
    let print = table.print();
    assert!(table.total > 250, "{print}");
    assert!(table.reach() >= REACH, "{print}\n{}", table.survivors.join("\n"));
}

/// `make mutants`.
#[test]
#[ignore = "takes minutes; `make mutants` runs it"]
fn the_whole_run() {
    let table = run(World::all(1..=6), 45);
    println!("{}", table.print());
    for survivor in &table.survivors {
        println!("missed: {survivor}");
    }
    assert!(table.total >= 5_000);
    assert!(table.reach() >= REACH);
    for (operator, own) in &table.counts {
        let percent = own.found * 100 / (own.found + own.missed).max(1);
        assert!(percent >= EACH || own.found + own.missed == 0, "{}", operator.says().0);
    }
}
