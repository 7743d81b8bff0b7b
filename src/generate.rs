//! Seeded synthetic years for measurements and tests: the same seed and size give the same year.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::model::*;
use crate::number::{Figure, Unit};

/// How large a year to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Units of the committee.
    pub units: usize,
    /// Indicators per report.
    pub indicators: usize,
    /// Economy rows per report.
    pub rows: usize,
    /// Volume series per report.
    pub series: usize,
    /// Risks per report.
    pub risks: usize,
    /// Reports besides the plan.
    pub reports: usize,
}

impl Size {
    /// A year as most committees have it: about 1.5 MB.
    pub const USUAL: Self =
        Self { units: 11, indicators: 120, rows: 60, series: 12, risks: 15, reports: 15 };
    /// The largest year that must work well: about 10 MB.
    pub const LARGEST: Self =
        Self { units: 60, indicators: 1000, rows: 500, series: 40, risks: 60, reports: 15 };
    /// A year for quick tests.
    pub const SMALL: Self =
        Self { units: 3, indicators: 6, rows: 8, series: 2, risks: 3, reports: 2 };
}

/// Makes a year.
pub fn generate(seed: u64, size: Size) -> Year {
    let mut maker = Maker { state: seed };
    let units = (1..=size.units).map(|n| OrgUnit {
        id: id("enhet", n),
        name: format!("Enhet {n}"),
        ..OrgUnit::default()
    });
    let committee = Committee {
        id: id("namnd", 1),
        name: "Provnämnden".into(),
        short: "PN".into(),
        municipality: "Provköpings kommun".into(),
        administration: "Provförvaltningen".into(),
        units: units.collect(),
        ..Committee::default()
    };
    let reports = (0..=size.reports).map(|index| Arc::new(maker.report(index, size)));
    Year {
        id: id("prov", (seed % 10_000) as usize),
        year: 2026,
        committee,
        reports: reports.collect(),
        ..Year::default()
    }
}

/// A small generator of numbers (splitmix64) with what is made from them.
struct Maker {
    state: u64,
}

/// Words that sentences are made of.
const WORDS: [&str; 24] = [
    "insatser",
    "uppföljning",
    "verksamheten",
    "utvecklas",
    "behov",
    "placeringar",
    "samverkan",
    "enheterna",
    "kostnaderna",
    "minskar",
    "ökar",
    "under",
    "perioden",
    "stöd",
    "barn",
    "vuxna",
    "familjer",
    "personal",
    "rekrytering",
    "prognosen",
    "budget",
    "åtgärder",
    "genomförs",
    "kvalitet",
];

/// What a thing is called: the same in every report, as names are.
fn name_of(kind: &str, number: usize, words: usize) -> String {
    let state = kind.bytes().fold(number as u64, |state, byte| state * 31 + u64::from(byte));
    Maker { state }.sentence(words)
}

impl Maker {
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit.max(1)
    }

    fn figure(&mut self, limit: u64, decimals: u32) -> Figure {
        Figure::Exact(Decimal::new(self.below(limit) as i64, decimals))
    }

    fn sentence(&mut self, words: usize) -> String {
        let words: Vec<&str> =
            (0..words).map(|_| WORDS[self.below(WORDS.len() as u64) as usize]).collect();
        let mut text = words.join(" ");
        text.push('.');
        text
    }

    fn status(&mut self) -> Status {
        [Status::Green, Status::Green, Status::Yellow, Status::Red][self.below(4) as usize]
    }

    fn assessment(&mut self) -> Assessment {
        Assessment { status: self.status(), ..Assessment::default() }
    }

    /// The plan (0), then reports month by month with T1, T2 and the year among them.
    fn report(&mut self, index: usize, size: Size) -> Report {
        let month = index.clamp(1, 12) as u8;
        let (kind, title) = match index {
            0 => (ReportKind::Plan, "Nämndplan 2026".to_owned()),
            4 => (ReportKind::T1, "Delårsrapport 1 2026".to_owned()),
            8 => (ReportKind::T2, "Delårsrapport 2 2026".to_owned()),
            12 => (ReportKind::Annual, "Verksamhetsberättelse 2026".to_owned()),
            other => (ReportKind::Month, format!("Månadsrapport {other} 2026")),
        };
        let last = Month::new(month).map_or(31, |month| month.days(2026));
        let to = if index == 0 { Date::new(2026, 12, 31) } else { Date::new(2026, month, last) };
        let from = Date::new(2026, 1, 1).unwrap_or_default();
        let period = Period { from, to: to.unwrap_or_default(), ..Period::default() };
        let mut sections = vec![
            self.section("handelser", "Viktiga händelser", vec![]),
            self.goals_section(index, size),
            self.economy_section(size),
            self.risks_section(size),
            self.volumes_section(month, size),
        ];
        if index > 0 {
            sections.push(self.staff_section(month, &period));
        }
        Report { id: id("rapport", index), kind, title, period, sections, ..Report::default() }
    }

    fn section(&mut self, name: &str, title: &str, blocks: Vec<Block>) -> Arc<Section> {
        let text = (0..4).map(|_| self.sentence(18)).collect::<Vec<_>>().join("\n\n");
        let text = TextBlock { id: id(name, 0), text: Markdown(text), ..TextBlock::default() };
        let blocks = [Block::Text(text)].into_iter().chain(blocks).collect();
        Arc::new(Section {
            id: Id::new(name).unwrap_or_default(),
            title: title.to_owned(),
            blocks,
            ..Section::default()
        })
    }

    fn goals_section(&mut self, report: usize, size: Size) -> Arc<Section> {
        const PER_GOAL: usize = 10;
        let goals = (0..size.indicators.div_ceil(PER_GOAL)).map(|goal| {
            let from = goal * PER_GOAL;
            let indicators = from..size.indicators.min(from + PER_GOAL);
            let units = if goal < 4 { self.units(goal, size.units) } else { Vec::new() };
            Goal {
                id: id("mal", goal + 1),
                title: name_of("mal", goal, 8),
                description: Markdown(self.sentence(20)),
                indicators: indicators.map(|n| self.indicator(n + 1, report)).collect(),
                unit_counts: unit_counts(&units),
                units,
                status: if report == 0 { Assessment::default() } else { self.assessment() },
                ..Goal::default()
            }
        });
        let goals = goals.collect();
        let columns = [
            (IndicatorField::Outcome, "Utfall"),
            (IndicatorField::Target, "Målnivå"),
            (IndicatorField::Status, "Bedömning"),
            (IndicatorField::Trend, "Förändring"),
            (IndicatorField::Comment, "Kommentar"),
        ];
        let columns = columns.map(|(field, title)| IndicatorColumn {
            field,
            title: title.to_owned(),
            ..IndicatorColumn::default()
        });
        let legend = Legend { rule: Rule::Deviation, ..Legend::default() };
        let block = GoalsBlock {
            id: id("malblock", 1),
            legend: Some(legend),
            columns: columns.to_vec(),
            goals,
            ..GoalsBlock::default()
        };
        self.section("mal", "Nämndmål", vec![Block::Goals(block)])
    }

    fn indicator(&mut self, number: usize, report: usize) -> Indicator {
        let is_plan = report == 0;
        let target = Bound {
            comparison: Comparison::AtLeast,
            value: Decimal::new((number % 90 + 5) as i64, 0),
            upper: None,
        };
        Indicator {
            id: id("indikator", number),
            name: format!("Indikator {number}: {}", name_of("indikator", number, 5)),
            unit: if number.is_multiple_of(3) { Unit::Percent } else { Unit::Number },
            target: Target { year: Some(target), ..Target::default() },
            outcome: Outcome {
                value: (!is_plan).then(|| self.figure(1000, 1)),
                ..Outcome::default()
            },
            status: if is_plan { Assessment::default() } else { self.assessment() },
            comment: Markdown(if is_plan { String::new() } else { self.sentence(7) }),
            ..Indicator::default()
        }
    }

    fn units(&mut self, goal: usize, count: usize) -> Vec<UnitResult> {
        let result = |n: usize| UnitResult {
            id: id(&format!("resultat-{goal}"), n),
            units: vec![id("enhet", n)],
            label: format!("Enhet {n}"),
            status: self.assessment(),
            ..UnitResult::default()
        };
        (1..=count).map(result).collect()
    }

    fn economy_section(&mut self, size: Size) -> Arc<Section> {
        let columns = [
            ("utfall", "Period", "Utfall", ColumnRole::Actual),
            ("budget", "Period", "Budget", ColumnRole::Budget),
            ("avvikelse", "Period", "Avvikelse", ColumnRole::Deviation),
            ("prognos", "Helår", "Prognos", ColumnRole::Forecast),
            ("helarsbudget", "Helår", "Budget", ColumnRole::YearBudget),
            ("helarsavvikelse", "Helår", "Avvikelse", ColumnRole::YearDeviation),
            ("forandring", "", "Prognosförändring", ColumnRole::ForecastChange),
        ];
        let columns = columns.map(|(name, group, title, role)| Column {
            id: Id::new(name).unwrap_or_default(),
            group: group.to_owned(),
            title: title.to_owned(),
            role,
            ..Column::default()
        });
        let mut rows: Vec<Row> = (1..=size.rows).map(|n| self.row(n)).collect();
        rows.push(Row {
            id: id("summa", 1),
            label: "Summa".into(),
            kind: RowKind::Total,
            sum: rows.iter().map(|row| row.id.clone()).collect(),
            ..Row::default()
        });
        let table = FigureTable {
            id: id("nettokostnad", 1),
            caption: "Nettokostnad per verksamhet".into(),
            subject: Subject::NetCost,
            unit: Unit::Tkr,
            columns: columns.to_vec(),
            rows,
            chart: if size.rows > 100 {
                ChartChoice::None
            } else {
                ChartChoice::ForecastAgainstBudget
            },
            ..FigureTable::default()
        };
        self.section("ekonomi", "Ekonomi", vec![Block::Figures(table)])
    }

    fn row(&mut self, number: usize) -> Row {
        let mut cells = Cells::default();
        for column in ["utfall", "budget", "prognos", "helarsbudget"] {
            let column = Id::new(column).unwrap_or_default();
            let figure = Figure::Exact(-Decimal::from(self.below(90_000)));
            cells.set(&column, Some(figure));
        }
        Row {
            id: id("rad", number),
            label: format!("Verksamhet {number}"),
            cells,
            ..Row::default()
        }
    }

    fn risks_section(&mut self, size: Size) -> Arc<Section> {
        let risks = (1..=size.risks).map(|n| Risk {
            id: id("risk", n),
            category: "Verksamhet".into(),
            text: Markdown(name_of("risk", n, 14)),
            likelihood: Some(self.below(5) as u8 + 1),
            consequence: Some(self.below(5) as u8 + 1),
            measures: Markdown(self.sentence(20)),
            status: self.assessment(),
            ..Risk::default()
        });
        let block = RisksBlock {
            id: id("risker", 1),
            threshold: Some(15),
            matrix: true,
            risks: risks.collect(),
            ..RisksBlock::default()
        };
        self.section("riskhantering", "Risker", vec![Block::Risks(block)])
    }

    fn volumes_section(&mut self, month: u8, size: Size) -> Arc<Section> {
        let series = (1..=size.series).map(|n| VolumeSeries {
            id: id("serie", n),
            name: format!("Serie {n}"),
            months: (1..=12)
                .map(|m| if m <= month { MonthKind::Actual } else { MonthKind::Forecast })
                .collect(),
            actual_title: "Utfall".into(),
            budget_title: "Budget".into(),
            measures: vec![
                self.measure("pris", "Pris per vårddygn", MeasureRole::Price, 5000),
                self.measure("antal", "Antal placeringar", MeasureRole::Count, 12),
            ],
            ..VolumeSeries::default()
        });
        let series = series.collect();
        let block = VolumesBlock { id: id("volymblock", 1), series, ..VolumesBlock::default() };
        self.section("volymer", "Volymer", vec![Block::Volumes(block)])
    }

    /// Sick leave and turnover, in the same months of this year and the last.
    fn staff_section(&mut self, month: u8, period: &Period) -> Arc<Section> {
        let last = Month::new(month).map_or(31, |month| month.days(2025));
        let before = Period {
            from: Date::new(2025, 1, 1).unwrap_or_default(),
            to: Date::new(2025, month, last).unwrap_or_default(),
            ..Period::default()
        };
        let periods = [before, period.clone()];
        let kinds = [
            StaffKind::SickLeave,
            StaffKind::ShortSickLeave,
            StaffKind::LongSickLeave,
            StaffKind::Turnover,
        ];
        let mut measures = kinds.map(|staff| StaffMeasure {
            id: id("personal", staff as usize),
            staff,
            label: staff.label().to_owned(),
            of_which: matches!(staff, StaffKind::ShortSickLeave | StaffKind::LongSickLeave),
            unit: Unit::Percent,
            ..StaffMeasure::default()
        });
        for period in periods {
            let (short, long) = (self.below(300) + 100, self.below(400) + 100);
            let percent = [short + long, short, long, self.below(1500)];
            for (measure, percent) in measures.iter_mut().zip(percent) {
                measure.values.push(StaffValue {
                    label: period.in_text(),
                    period: Some(period.clone()),
                    figure: Some(Figure::Exact(Decimal::new(percent as i64, 2))),
                    ..StaffValue::default()
                });
            }
        }
        let block = StaffBlock {
            id: id("personaltabell", 1),
            caption: "Personalnyckeltal".into(),
            head: "Nyckeltal".into(),
            measures: measures.to_vec(),
            ..StaffBlock::default()
        };
        self.section("personal", "Personal", vec![Block::Staff(block)])
    }

    fn measure(&mut self, name: &str, label: &str, role: MeasureRole, limit: u64) -> Measure {
        Measure {
            id: Id::new(name).unwrap_or_default(),
            label: label.to_owned(),
            role,
            actual: (0..12).map(|_| self.figure(limit, 0)).collect(),
            budget: vec![self.figure(limit, 0); 12],
            ..Measure::default()
        }
    }
}

/// How many units are green and red, as their results say.
fn unit_counts(units: &[UnitResult]) -> Vec<UnitCount> {
    let figure = |count: usize| Some(Figure::Exact(Decimal::from(count)));
    let count = |status: Status| UnitCount {
        question: UnitQuestion::Now,
        status,
        reached: figure(units.iter().filter(|unit| unit.status.status == status).count()),
        of: figure(units.len()),
        ..UnitCount::default()
    };
    let statuses = [Status::Green, Status::Red].into_iter().filter(|_| !units.is_empty());
    statuses.map(count).collect()
}

fn id(name: &str, number: usize) -> Id {
    Id::new(&format!("{name}-{number}")).unwrap_or_default()
}
