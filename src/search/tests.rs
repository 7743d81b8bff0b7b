use std::sync::Arc;

use super::*;
use crate::document::View;
use crate::generate::{Size, generate};
use crate::model::*;

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn row(name: &str, label: &str) -> Row {
    Row { id: id(name), label: label.into(), ..Row::default() }
}

fn goals() -> Block {
    let indicator = Indicator {
        id: id("beslut"),
        code: "N00973".into(),
        name: "Beslutade insatser för barn".into(),
        ..Indicator::default()
    };
    let again = Indicator {
        id: id("beslut-2"),
        same_as: Some(id("beslut")),
        name: "Beslut om insats".into(),
        ..Indicator::default()
    };
    let result = UnitResult {
        id: id("resultat-1"),
        units: vec![id("stod")],
        label: "Stöd".into(),
        ..UnitResult::default()
    };
    let goal = Goal {
        id: id("mal-1"),
        short: "Medarbetare".into(),
        title: "Vi är en attraktiv arbetsgivare".into(),
        indicators: vec![indicator, again],
        units: vec![result],
        ..Goal::default()
    };
    Block::Goals(GoalsBlock { id: id("malblock"), goals: vec![goal], ..GoalsBlock::default() })
}

fn economy(hvb: &str) -> Block {
    let rows = vec![
        row("hvb", hvb),
        row("stod-rad", "Försörjningsstöd"),
        row("sjuk", "Sjukfrånvaro"),
        row("risk-rad", "Riskbuffert"),
    ];
    Block::Figures(FigureTable { id: id("tabell"), rows, ..FigureTable::default() })
}

fn risks() -> Block {
    let risk = Risk {
        id: id("risk-1"),
        text: "**Brand** i lokal\n\nEller [vatten](https://exempel.se/ras).".into(),
        ..Risk::default()
    };
    Block::Risks(RisksBlock { id: id("risker"), risks: vec![risk], ..RisksBlock::default() })
}

fn report(name: &str, kind: ReportKind, month: u8, blocks: Vec<Block>) -> Arc<Report> {
    let section =
        Section { id: id("ekonomi"), title: "Ekonomi".into(), blocks, ..Section::default() };
    let to = Date::new(2020, month, 28).unwrap();
    Arc::new(Report {
        id: id(name),
        kind,
        period: Period { to, ..Period::default() },
        sections: vec![Arc::new(section)],
        ..Report::default()
    })
}

/// A year with a plan, T1 and T2, and a unit that no result is of.
fn year(name: &str, number: u16) -> Year {
    let unit =
        |name, title: &str| OrgUnit { id: id(name), name: title.into(), ..OrgUnit::default() };
    let committee = Committee {
        name: "Arbets- och socialnämnden".into(),
        short: "ASN".into(),
        units: vec![unit("stod", "Stöd och försörjning"), unit("vuxen", "Vuxenheten")],
        ..Committee::default()
    };
    let reports = vec![
        report("plan", ReportKind::Plan, 12, vec![goals(), economy("HVB")]),
        report(
            "t2",
            ReportKind::T2,
            8,
            vec![goals(), economy("Hem för vård eller boende"), risks()],
        ),
        report("t1", ReportKind::T1, 4, vec![economy("HVB-dygn")]),
    ];
    Year { id: id(name), year: number, committee, reports, ..Year::default() }
}

fn index() -> Index {
    let mut index = Index::default();
    index.put(&year("asn-2020", 2020));
    index
}

fn titles(index: &Index, query: &str) -> Vec<String> {
    index.find(query, None, 20).into_iter().map(|hit| hit.title).collect()
}

/// The first hit's element, report or page.
fn first(query: &str) -> String {
    let hits = index().find(query, None, 20);
    let href = hits.first().map(|hit| hit.href.as_str()).unwrap_or_default();
    href.rsplit('/').next().unwrap_or_default().to_owned()
}

#[test]
fn words_are_found_whole_begun_inside_and_misspelt() {
    for query in [
        "försörjningsstöd",
        "försörj",
        "FORSORJ",
        "ningsstöd",
        "forsorjnigs",
        "försöjningst",
        "fösrörjningsstöd",
        "försörjningstöd",
        "fo\u{308}rso\u{308}rjnings\u{ad}sto\u{308}d",
    ] {
        assert_eq!(first(query), "stod-rad", "{query}");
    }
    assert_eq!(first("frånvaro"), "sjuk");
    assert_eq!(first("sjukfranvrao"), "sjuk");
}

/// The slips between two words by the whole table.
fn slips(a: &[u8], b: &[u8]) -> usize {
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let least = (table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                least.min(table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]))
            };
            let is_swap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if is_swap {
                table[i][j] = table[i][j].min(table[i - 2][j - 2] + 1);
            }
        }
    }
    table[a.len()][b.len()]
}

#[test]
fn slips_are_those_of_the_whole_table() {
    use closeness::{INSIDE, MISSPELT, which_letters};
    // Of three letters, so that many words are near each other; of 3 to 10 letters.
    let mut words = Vec::new();
    let mut state = 1_u64;
    for _ in 0..300 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let length = 3 + (state >> 33) % 8;
        let letter = |at| char::from(b'a' + ((state >> (20 + 2 * at)) % 3) as u8);
        words.push((0..length).map(letter).collect::<String>());
    }
    for (asked, word) in words.iter().flat_map(|a| words.iter().map(move |b| (a, b))) {
        let distance = Asked::new(asked).distance(word, which_letters(word));
        if distance <= INSIDE {
            assert!(word.contains(asked.as_str()), "{asked} {word} {distance}");
            continue;
        }
        let (a, b) = (asked.as_bytes(), word.as_bytes());
        let most = [0, 0, 0, 0, 1, 1, 1].get(a.len()).copied().unwrap_or(2);
        let begun = (a.len()..=b.len().min(a.len() + most)).map(|end| slips(a, &b[..end])).min();
        let near = |slips: usize, more| MISSPELT + 2 * (slips as u8 - 1) + more;
        let expected = match (slips(a, b), begun) {
            (whole, _) if whole <= most => near(whole, 0),
            (_, Some(begun)) if begun <= most => near(begun, 1),
            _ => OTHER,
        };
        assert_eq!(distance, expected, "{asked} {word}");
    }
}

#[test]
fn short_words_and_numbers_forgive_nothing() {
    assert_eq!(first("hvx"), "");
    assert_eq!(first("2021"), "");
    assert_eq!(first("N00974"), "");
    assert_eq!(first("barm"), "beslut");
    assert_eq!(first("bxrm"), "");
}

#[test]
fn codes_short_names_and_other_names_are_found() {
    assert_eq!(first("n00973"), "beslut");
    assert_eq!(first("00973"), "beslut");
    assert_eq!(first("medarbetare"), "mal-1");
    assert_eq!(first("t2"), "t2");
    assert_eq!(first("vatten"), "risk-1");
}

#[test]
fn all_words_must_be_found_in_any_order() {
    for query in ["barn insatser", "insatser, barn!", "insatsr för beslut"] {
        assert_eq!(first(query), "beslut", "{query}");
    }
    assert_eq!(first("barn försörjningsstöd"), "");
}

#[test]
fn the_year_and_the_kind_may_be_said_too() {
    assert_eq!(first("brand 2020"), "risk-1");
    assert_eq!(first("risk brand asn"), "risk-1");
    assert_eq!(first("brand 2019"), "");
    // But alone they find what is called so, not all there is.
    assert_eq!(titles(&index(), "asn"), ["ASN 2020"]);
}

#[test]
fn an_element_of_several_reports_is_one_hit_of_the_latest() {
    for query in ["hvb", "boende", "dygn"] {
        let hits = index().find(query, None, 20);
        assert_eq!(hits.len(), 1, "{query}: {hits:?}");
        assert_eq!(hits[0].title, "Hem för vård eller boende");
        assert_eq!(hits[0].kind, "Rad");
        assert_eq!(hits[0].place, "Delårsrapport 2 · ASN 2020, och i 2 andra rapporter");
        assert_eq!(hits[0].href, "#/asn-2020/t2/hvb");
    }
    let place = &index().find("n00973", None, 1)[0].place;
    assert_eq!(place, "Delårsrapport 2 · ASN 2020, och i 1 annan rapport");
}

#[test]
fn a_second_place_is_found_as_the_first() {
    let hits = index().find("beslut om", None, 20);
    assert_eq!(hits.len(), 1);
    assert_eq!(hits[0].href, "#/asn-2020/t2/beslut");
}

#[test]
fn units_are_found_by_their_results() {
    let hits = index().find("stöd och", None, 20);
    assert_eq!(hits[0].title, "Stöd: Medarbetare");
    assert_eq!((hits[0].kind, hits[0].href.as_str()), ("Enhet", "#/asn-2020/t2/resultat-1"));
    let hits = index().find("vuxenheten", None, 20);
    assert_eq!((hits[0].kind, hits[0].href.as_str()), ("Enhet", "#/asn-2020"));
}

#[test]
fn same_names_are_told_apart() {
    let named = |name, staff, label: &str| StaffMeasure {
        id: id(name),
        staff,
        label: label.into(),
        group: "Förvaltningen".into(),
        ..StaffMeasure::default()
    };
    let measures = vec![
        named("m-1", StaffKind::SickLeave, "Avdelning 3"),
        named("m-2", StaffKind::Turnover, "Personalomsättning"),
        named("m-3", StaffKind::Other, "Avdelning 4"),
    ];
    let staff = StaffBlock { id: id("personal"), measures, ..StaffBlock::default() };
    let table = |name, caption: &str, row_name| FigureTable {
        id: id(name),
        caption: caption.into(),
        rows: vec![row(row_name, "Summa")],
        ..FigureTable::default()
    };
    let (net, invested) = (table("netto", "Netto", "s-1"), table("inv", "Investering", "s-2"));
    let blocks = vec![Block::Staff(staff), Block::Figures(net), Block::Figures(invested)];
    let mut year = year("asn-2020", 2020);
    year.reports.push(report("helar", ReportKind::Annual, 12, blocks));
    let mut index = Index::default();
    index.put(&year);
    assert_eq!(titles(&index, "avdelning 3"), ["Avdelning 3: Sjukfrånvaro"]);
    assert_eq!(titles(&index, "avdelning 4"), ["Avdelning 4: Förvaltningen"]);
    assert_eq!(titles(&index, "personalomsättning förvaltningen"), ["Personalomsättning"]);
    assert_eq!(titles(&index, "summa"), ["Summa: Netto", "Summa: Investering"]);
    assert_eq!(titles(&index, "summa investering"), ["Summa: Investering"]);
}

#[test]
fn titles_are_plain_and_short() {
    assert_eq!(titles(&index(), "brand"), ["Brand i lokal Eller vatten."]);
    let mut long = year("asn-2020", 2020);
    long.committee.units[1].name = "vuxenheten ".repeat(100);
    let mut index = Index::default();
    index.put(&long);
    let title = &titles(&index, "vuxenheten")[0];
    assert!(title.ends_with("vuxenheten…") && title.chars().count() < 165, "{title}");
}

#[test]
fn better_matches_come_first() {
    // Whole page, section, row that begins so.
    let hits = index().find("ekonomi", None, 20);
    assert_eq!(hits[0].href, "#/asn-2020/sida.ekonomi");
    assert_eq!(hits[1].kind, "Avsnitt");
    assert_eq!(titles(&index(), "risk"), ["Riskbuffert", "Risker"]);
    assert_eq!(titles(&index(), "risker"), ["Risker"]);
    // Goals and indicators before what only is a unit.
    let kinds: Vec<&str> =
        index().find("medarbetare", None, 9).iter().map(|hit| hit.kind).collect();
    assert_eq!(kinds, ["Mål", "Enhet"]);
}

#[test]
fn the_current_year_comes_first_then_the_newest() {
    let mut index = index();
    index.put(&year("asn-2023", 2023));
    index.put(&year("asn-2021", 2021));
    let years = |current| -> Vec<String> {
        let hits = index.find("sjukfrånvaro", current, 20);
        hits.iter().map(|hit| hit.href[2..10].to_owned()).collect()
    };
    assert_eq!(years(None), ["asn-2023", "asn-2021", "asn-2020"]);
    assert_eq!(years(Some("asn-2021")), ["asn-2021", "asn-2023", "asn-2020"]);
    assert_eq!(index.find("sjukfrånvaro", None, 2).len(), 2);
    assert!(index.find("sjukfrånvaro", None, 0).is_empty());
}

#[test]
fn nothing_asked_for_gives_pages_and_reports() {
    let mut index = index();
    index.put(&year("asn-2021", 2021));
    let hits = index.find(" ", Some("asn-2020"), 20);
    let pages = View::ALL.map(|view| format!("#/asn-2020/sida.{}", view.word()));
    let reports = ["t2", "t1", "plan"].map(|report| format!("#/asn-2020/{report}"));
    let hrefs: Vec<&String> = hits.iter().map(|hit| &hit.href).collect();
    assert_eq!(hrefs, pages.iter().chain(&reports).collect::<Vec<_>>());
    assert_eq!(titles(&index, ""), ["ASN 2021", "ASN 2020"]);
}

#[test]
fn a_year_is_replaced_and_forgotten() {
    let mut index = index();
    let before = index.vocabulary.size();
    let mut changed = year("asn-2020", 2020);
    changed.committee.units[1].name = "Ungdomsenheten".into();
    index.put(&changed);
    assert!(titles(&index, "vuxenheten").is_empty());
    assert_eq!(titles(&index, "ungdomsenheten"), ["Ungdomsenheten"]);
    assert_eq!(index.vocabulary.size(), before);
    index.forget("asn-2020");
    index.forget("asn-2020");
    assert!(index.find("", None, 20).is_empty());
    assert_eq!(index.vocabulary.size(), (0, before.1));
    index.put(&year("asn-2021", 2021));
    assert_eq!(titles(&index, "sjukfrånvaro"), ["Sjukfrånvaro"]);
    assert_eq!(index.vocabulary.size(), before);
}

#[test]
fn hostile_queries_find_nothing_and_do_no_harm() {
    let long = "ö".repeat(10_000);
    let many = "mål ".repeat(10_000);
    for query in ["!?%&/()", "😀", "\u{301}", &long, "日本", "\u{0}", "*", "' OR 1=1"] {
        assert!(index().find(query, Some("asn-2020"), 20).is_empty(), "{query}");
    }
    assert_eq!(first(&many), "sida.mal");
    assert_eq!(first("mål😀"), "sida.mal");
    assert_eq!(first(&"sjukfrånvaro".repeat(3)), "");
}

#[test]
fn hostile_years_are_entered() {
    let mut index = Index::default();
    index.put(&Year::default());
    assert!(index.find("mål", None, 20).is_empty());
    let mut odd = year("odd", 2020);
    odd.committee.short = "ÅÄÖ\u{301}".repeat(5000);
    Arc::make_mut(&mut odd.reports[0]).id = Id::default();
    index.put(&odd);
    assert_eq!(index.find("hvb", None, 20)[0].href, "#/odd/t2/hvb");
    assert_eq!(index.find("aaoaao", None, 1)[0].href, "#/odd");
}

#[test]
fn every_hit_leads_somewhere() {
    let year = generate(7, Size::SMALL);
    let mut index = Index::default();
    index.put(&year);
    let letters: Vec<String> = ('a'..='z').map(String::from).collect();
    let hits: Vec<Hit> =
        letters.iter().flat_map(|query| index.find(query, None, usize::MAX)).collect();
    assert!(hits.len() > 50, "{}", hits.len());
    for Hit { href, title, .. } in hits {
        assert!(!title.is_empty(), "{href}");
        let path = href.strip_prefix("#/").unwrap();
        if let Some((file, page)) = path.split_once("/sida.") {
            assert!(file == "prov-7" && View::from_word(page).is_some(), "{href}");
            continue;
        }
        let address = Address::parse(path).unwrap();
        let report = year.report(&address.report);
        assert!(report.is_some() || address.report.is_missing(), "{href}");
        let mut is_there = address.element.is_missing();
        if let Some(report) = report {
            walk::elements(report, &mut |element| is_there |= *element.id == address.element);
        }
        assert!(is_there, "{href}");
    }
}
