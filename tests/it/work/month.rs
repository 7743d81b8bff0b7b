//! Units' months.

use tertial::edit::{Pen, Wish};
use tertial::file::LogEntry;
use tertial::file::unit::{UnitMonthError, open_unit, save_unit};
use tertial::model::{Block, Date, Markdown, Report, ReportKind, Status};
use tertial::studio::Studio;
use tertial::work::month::{Choices, Place, Refusal, UnitMonth, apply, merge, sheet, write};

use super::*;
use crate::common::examples;

/// The year 2023 with an empty August, and what its eleven units say of it.
fn august() -> (Year, Vec<UnitMonth>) {
    let year = &examples()[1].year;
    let year = with(year, next(year, ReportKind::Month, 8));
    let report = year.report(&id("augusti-2023")).unwrap();
    let files = year.committee.units.iter().enumerate().map(|(at, unit)| {
        let mut sheet = sheet(&year, None, report, &unit.id);
        assert_eq!(sheet.goals.len(), 4, "{}", unit.id);
        assert!(sheet.goals.iter().all(|goal| !goal.short.is_empty()));
        // Three rows of July are blank in the document itself.
        assert!(sheet.goals.iter().filter(|goal| goal.before.is_some()).count() >= 1);
        let statuses = [Status::Green, Status::Yellow, Status::Red];
        for (number, goal) in sheet.goals.iter_mut().enumerate() {
            let row = goal.result.as_mut().unwrap();
            row.status.status = statuses[(at + number) % 3];
            row.comment = Markdown(format!("{} om {}", unit.name, goal.short));
        }
        sheet.month_of("Chefen", Date::parse("2023-09-01"), "09:00")
    });
    let files = files.collect();
    (year, files)
}

fn rows(report: &mut Report, visit: &mut dyn FnMut(&mut tertial::model::UnitResult, &Id)) {
    fn down(
        goals: &mut [tertial::model::Goal],
        visit: &mut dyn FnMut(&mut tertial::model::UnitResult, &Id),
    ) {
        for goal in goals {
            let id = goal.id.clone();
            goal.units.iter_mut().for_each(|row| visit(row, &id));
            down(&mut goal.goals, visit);
        }
    }
    for section in &mut report.sections {
        for block in &mut Arc::make_mut(section).blocks {
            if let Block::Goals(block) = block {
                down(&mut block.goals, visit);
            }
        }
    }
}

#[test]
fn eleven_files_are_as_eleven_people_typing() {
    let (year, mut files) = august();
    assert_eq!(files.len(), 11);
    // Two of them share a row, and the second finds what the first wrote.
    let shared: Vec<usize> =
        (0..11).filter(|at| files[*at].unit.as_str().starts_with("e-resurs")).collect();
    let plan = merge(&year, &files);
    assert_eq!(plan.files[shared[1]].conflicts.len(), 8);
    assert_eq!(plan.files[shared[1]].conflicts[0].with.as_deref(), Some("Resursenheten 1"));
    files.remove(shared[1]);
    let sent: Vec<UnitMonth> =
        files.iter().map(|file| open_unit(save_unit(file).as_bytes()).unwrap()).collect();
    assert_eq!(sent, files);
    let plan = merge(&year, &sent);
    assert!(plan.files.iter().all(|file| file.fills.len() == 8 && file.refused.is_empty()));
    let merged = apply(&year, &plan, &Choices::default());
    let mut typed = year.clone();
    let report = typed.reports.iter_mut().find(|own| own.id.as_str() == "augusti-2023").unwrap();
    rows(Arc::make_mut(report), &mut |row, goal| {
        let file = files.iter().find(|file| row.units.contains(&file.unit)).unwrap();
        let said = file.results.iter().find(|own| own.goal == *goal).unwrap();
        row.status.status = said.status;
        row.comment = said.comment.clone();
    });
    assert_eq!(file::save(&merged), file::save(&typed));
    let again = merge(&merged, &sent);
    assert!(again.is_empty());
    assert!(apply(&merged, &again, &Choices::default()) == merged, "merging twice changes nothing");
}

#[test]
fn what_stands_there_is_kept_until_somebody_chooses() {
    let (year, files) = august();
    let merged = apply(&year, &merge(&year, &files[..1]), &Choices::default());
    let mut other = files[0].clone();
    other.results[0].status = Status::NotMeasured;
    let plan = merge(&merged, &[other]);
    assert_eq!((plan.files[0].fills.len(), plan.files[0].conflicts.len()), (0, 1));
    assert!(apply(&merged, &plan, &Choices::default()) == merged);
    let taken = apply(&merged, &plan, &Choices::take_all(&plan));
    assert!(taken != merged);
    assert!(merge(&taken, &[]).is_empty());
}

#[test]
fn the_later_file_of_a_unit_holds() {
    let (year, files) = august();
    let mut later = files[0].clone();
    later.time = "10:30".into();
    later.results[0].status = Status::NotMeasured;
    let plan = merge(&year, &[later, files[0].clone()]);
    assert_eq!(plan.files[0].fills.len(), 8);
    assert!(matches!(plan.files[1].refused[..], [Refusal::Superseded(_)]));
}

#[test]
fn what_has_no_place_is_said() {
    let (year, files) = august();
    let file = &files[0];
    let refused = |file: UnitMonth, year: &Year| {
        let plan = merge(year, &[file]);
        assert!(plan.files[0].fills.len() < 8);
        plan.files[0].refused[0].clone()
    };
    let elsewhere = UnitMonth { year: id("asn-2024"), ..file.clone() };
    assert_eq!(refused(elsewhere, &year), Refusal::OtherYear(id("asn-2024")));
    let nobody = UnitMonth { unit: id("x"), unit_name: "Ingen".into(), ..file.clone() };
    assert_eq!(refused(nobody, &year), Refusal::NoUnit("Ingen".into()));
    let mut goalless = file.clone();
    goalless.results[0].goal = id("inget-mal");
    assert!(matches!(refused(goalless, &year), Refusal::NoGoal(_)));
    let july = UnitMonth { report: id("juli-2023"), ..file.clone() };
    assert!(matches!(refused(july, &year), Refusal::Locked(..)));
    // A renamed id still finds its unit by name.
    let renamed = UnitMonth { unit: id("x"), ..file.clone() };
    assert_eq!(merge(&year, &[renamed]).files[0].fills.len(), 8);
}

#[test]
fn a_unit_without_a_row_gets_one() {
    let (mut year, files) = august();
    let report = year.reports.iter_mut().find(|own| own.id.as_str() == "augusti-2023").unwrap();
    let bare = |goals: &mut Vec<tertial::model::Goal>| {
        for goal in goals.iter_mut().flat_map(|goal| &mut goal.goals) {
            goal.units.retain(|row| !row.units.contains(&files[0].unit));
        }
    };
    for section in &mut Arc::make_mut(report).sections {
        for block in &mut Arc::make_mut(section).blocks {
            if let Block::Goals(block) = block {
                bare(&mut block.goals);
            }
        }
    }
    let merged = apply(&year, &merge(&year, &files[..1]), &Choices::default());
    assert_eq!(new_problems(&year, &merged), Vec::<String>::new());
    assert!(merge(&merged, &files[..1]).is_empty());
    assert_eq!(merge(&merged, &files[..1]).files[0].same, 8);
}

#[test]
fn broken_files_are_refused_with_a_sentence() {
    let (_, files) = august();
    let text = save_unit(&files[0]);
    let error = |text: &str| open_unit(text.as_bytes()).unwrap_err();
    assert_eq!(error(&text[..text.len() / 2]), UnitMonthError::CutOff);
    assert_eq!(error(&text.replace("green", "red")), UnitMonthError::Damaged);
    assert_eq!(error(&examples()[0].text), UnitMonthError::IsYear);
    assert_eq!(error("{}"), UnitMonthError::NotOurs);
    assert_eq!(error(&text.replace("\"version\": 1", "\"version\": 9")), UnitMonthError::TooNew(9));
    assert!(open_unit(b"").is_err() && open_unit(b"PK\x03\x04").is_err());
}

#[test]
fn files_of_generated_years_in_any_order() {
    for seed in 0..10 {
        let year = generate(seed, Size { units: 11, ..Size::SMALL });
        let year = with(&year, next(&year, ReportKind::Annual, 12));
        let report = year.report(&id("helar-2026")).unwrap();
        let mut random = crate::common::Random(seed);
        let mut typed = year.clone();
        let mut files = Vec::new();
        for unit in &year.committee.units {
            let mut sheet = sheet(&year, None, report, &unit.id);
            for row in sheet.goals.iter_mut().filter_map(|goal| goal.result.as_mut()) {
                row.status.status = Status::ALL[random.below(Status::ALL.len())];
                row.expected.status = Status::ALL[random.below(Status::ALL.len())];
                row.comment =
                    Markdown(if random.below(2) == 0 { String::new() } else { "Därför.".into() });
            }
            let own = typed.reports.last_mut().unwrap();
            rows(Arc::make_mut(own), &mut |row, goal| {
                let said = sheet.goals.iter().find(|own| own.goal == *goal).unwrap();
                if row.units.contains(&unit.id) {
                    *row = said.result.clone().unwrap();
                }
            });
            files.push(sheet.month_of("Chefen", None, ""));
        }
        for _ in 0..files.len() {
            let at = random.below(files.len());
            files.swap(0, at);
        }
        let at_once = apply(&year, &merge(&year, &files), &Choices::default());
        let one_by_one = files.iter().fold(year.clone(), |year, file| {
            apply(&year, &merge(&year, std::slice::from_ref(file)), &Choices::default())
        });
        assert!(at_once == typed && one_by_one == typed);
        assert!(merge(&typed, &files).is_empty());
    }
}

#[test]
fn what_a_unit_writes_itself_holds() {
    let (year, files) = august();
    let own = &files[0];
    let once = write(&year, own).unwrap();
    let mut emptied = own.clone();
    emptied.results[0].comment = Markdown::default();
    let after = write(&once, &emptied).unwrap();
    let report = after.report(&id("augusti-2023")).unwrap();
    let page = sheet(&after, None, report, &own.unit);
    let comment = |at: usize| page.goals[at].result.as_ref().unwrap().comment.clone();
    assert!(comment(0).is_empty());
    assert_eq!(comment(1), own.results[1].comment);
    let locked = UnitMonth { report: id("juli-2023"), ..own.clone() };
    assert!(matches!(write(&year, &locked), Err(Refusal::Locked(..))));
}

/// The page of the unit with everything it said, on its own copy of the year.
fn pages(year: &Year, files: &[UnitMonth]) -> Vec<UnitMonth> {
    let report = year.report(&id("augusti-2023")).unwrap();
    let of = |file: &UnitMonth| {
        let mut sheet = sheet(year, None, report, &file.unit);
        let row = sheet.goals[1].result.as_mut().unwrap();
        row.status.status = Status::Unset;
        row.comment = Markdown::default();
        sheet.month_of("Chefen", Date::parse("2023-09-02"), "09:00")
    };
    files.iter().map(of).collect()
}

#[test]
fn what_eleven_units_cleared_is_asked_about() {
    let (year, files) = august();
    let all = merge(&year, &files);
    let merged = apply(&year, &all, &Choices::default());
    let sent = pages(&merged, &files);
    for file in &sent {
        assert_eq!(file.results[1].cleared, [Place::Status, Place::Comment], "{}", file.unit);
        assert!(file.results[0].cleared.is_empty());
        assert_eq!(open_unit(save_unit(file).as_bytes()).unwrap(), *file);
    }
    let plan = merge(&merged, &sent);
    let (fills, conflicts): (Vec<_>, Vec<_>) =
        plan.files.iter().map(|file| (file.fills.len(), file.conflicts.len())).unzip();
    assert!(fills.iter().all(|count| *count == 0), "nothing goes silently");
    assert_eq!((conflicts[0], plan.files.len()), (2, 11));
    assert!(apply(&merged, &plan, &Choices::default()) == merged);
    let mut emptied = apply(&merged, &plan, &Choices::take_all(&plan));
    let report = emptied.reports.iter_mut().find(|own| own.id.as_str() == "augusti-2023").unwrap();
    let goal = sent[0].results[1].goal.clone();
    let mut blank = 0;
    rows(Arc::make_mut(report), &mut |row, own| {
        if *own == goal {
            assert!(row.status.status == Status::Unset && row.comment.is_empty());
            blank += 1;
        }
    });
    assert_eq!(blank, 10);
    // Where nothing stands there is nothing to take away.
    assert!(merge(&year, &sent[..1]).files[0].conflicts.is_empty());
}

#[test]
fn files_from_before_say_nothing_of_clearing() {
    let (_, files) = august();
    let text = save_unit(&files[0]);
    assert!(!text.contains("cleared"), "a file without it is as it was");
    assert_eq!(open_unit(text.as_bytes()).unwrap(), files[0]);
}

#[test]
fn the_log_says_what_each_unit_sent() {
    let (year, files) = august();
    let plan = merge(&year, &files);
    let choices = Choices::default();
    let told: Vec<_> = plan.files.iter().filter_map(|file| file.told(&choices)).collect();
    // Two units share a row, and the second has nothing left to fill.
    assert_eq!(told.len(), 10);
    let first = "Skickade Mottagning och utredning barn och unga 1: 8 rutor i 4 mål";
    assert_eq!(told[0], (first.to_owned(), id("augusti-2023")));
    // It is there again when the journal is replayed.
    let pen = Pen { by: "Controllern".into(), at: "2023-09-04 10.00".into(), seed: 1 };
    let entries = told.iter().zip(&plan.files).map(|((did, place), file)| LogEntry {
        at: pen.at.clone(),
        by: file.by.clone(),
        did: did.clone(),
        place: place.to_string(),
        ..LogEntry::default()
    });
    let entries: Vec<LogEntry> = entries.collect();
    let (name, new) = ("Läste in 10 enheter".to_owned(), apply(&year, &plan, &choices));
    let wish = Wish::Become { name, year: Box::new(new), unlocks: false };
    let mut studio = Studio::new(Arc::new(year.clone()), Vec::new(), "");
    let journal = studio.fulfil_with(wish, &pen, entries).unwrap().unwrap();
    let mut again = Studio::new(Arc::new(year), Vec::new(), "");
    again.replay(&journal).unwrap();
    assert_eq!(again.log(), studio.log());
    assert_eq!(studio.log().len(), 11);
    assert_eq!((&*studio.log()[0].by, &*studio.log()[10].by), ("Chefen", "Controllern"));
}

#[test]
fn january_sees_december() {
    let (last, files) = august();
    let mut last = apply(&last, &merge(&last, &files), &Choices::default());
    let report = last.reports.iter_mut().find(|own| own.id.as_str() == "augusti-2023").unwrap();
    Arc::make_mut(report).period = tertial::work::choice_of(2023, ReportKind::Month, 12).period;
    let mut january = next(&last, ReportKind::Month, 1);
    january.period = tertial::work::choice_of(2024, ReportKind::Month, 1).period;
    let mut year = Year { id: id("asn-2024"), year: 2024, ..last.clone() };
    year.reports = vec![Arc::new(january)];
    let report = &year.reports[0];
    let before = |last| sheet(&year, last, report, &files[0].unit).goals[0].before.clone();
    assert_eq!(before(None), None);
    let found = before(Some(&last)).unwrap();
    assert_eq!((&*found.report, found.status), ("december 2023", files[0].results[0].status));
}
