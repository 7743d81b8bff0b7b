//! From the model to the document: order, headings, tables, computed values, charts.

mod again;
mod assignments;
mod charts;
mod economy;
mod figure;
mod goals;
mod indicators;
mod overview;
mod reference;
mod risks;
mod rows;
mod staff;
mod units;
mod volumes;
mod writing;

pub use again::{Source, compose_again};
pub(crate) use charts::{forecast_against_budget, lower_first, values_row};

use crate::compute::{Context, Derivation, freeze_text};
use crate::document::markdown::{self, TextNode};
use crate::document::{
    Align, Body, Cell, ContentsEntry, Document, FrontPage, Head, PagePlace, Piece, StatusView,
    TextLook, View,
};
use crate::model::{
    Address, Assessment, Block, Frozen, Id, Legend, Markdown, Numbering, Page, Period, Report,
    Section, Stage, State, TextStyle, Year, walk,
};

/// Composes a plan or report.
pub fn compose(year: &Year, report: &Report) -> Document {
    let context = Context::new(year, report);
    Composer::new(&context).report()
}

/// What a report is called in lists.
pub fn report_name(report: &Report) -> String {
    if report.title.is_empty() { report.kind.label().to_owned() } else { report.title.clone() }
}

/// The pieces of one block as its report shows them, for pages that show it beside others.
pub(crate) fn block_pieces<'a>(context: &'a Context<'a>, block: &'a Block) -> Vec<Piece> {
    let mut composer = Composer::new(context);
    composer.numbered = false;
    composer.block(block, 2);
    composer.document.pieces
}

/// The derived values to keep when a report is made ready: those its document shows.
fn freeze(document: &Document) -> Vec<Frozen> {
    let mut frozen: Vec<Frozen> = Vec::new();
    for (at, derivation) in &document.derivations {
        let (at, value) = (at.anchor(), freeze_text(derivation.value));
        frozen.push(Frozen { at, value, ..Frozen::default() });
    }
    frozen
}

/// A report as it is from *klar* on: with the settings it used and the values it shows.
pub fn make_ready(year: &Year, report: &Report, state: State) -> Report {
    let ready = State { stage: Stage::Ready, own_settings: report.settings.is_some(), ..state };
    let stages = report.stages.iter().cloned().chain([ready]);
    Report {
        settings: Some(year.settings_of(report).clone()),
        frozen: freeze(&compose(year, report)),
        stages: stages.collect(),
        ..report.clone()
    }
}

/// The fields whose reason has a place beside them.
const REASONED: [&str; 3] = ["status", "expected", "effect"];

/// The document under construction.
struct Composer<'a> {
    context: &'a Context<'a>,
    document: Document,
    /// The page that follows what the next heading names.
    follow: Option<View>,
    /// The count of numbered headings per level.
    counters: Vec<u32>,
    page: PagePlace,
    /// Whether headings are numbered here.
    numbered: bool,
    /// Elements that the next piece stands for as well.
    also: Vec<Address>,
    /// Whether what is empty has a place too, so that it can be filled in.
    writing: bool,
    /// Rows of the chapter under construction that are as they were.
    known: rows::Known,
}

impl<'a> Composer<'a> {
    fn new(context: &'a Context<'a>) -> Self {
        Self {
            context,
            document: Document::default(),
            follow: None,
            counters: Vec::new(),
            page: PagePlace::Flow,
            numbered: context.report.numbering == Numbering::Auto,
            also: Vec::new(),
            writing: false,
            known: rows::Known::default(),
        }
    }

    fn report(mut self) -> Document {
        self.front();
        for section in &self.context.report.sections {
            self.section(section, 1);
        }
        self.document
    }

    /// Whether something is shown: it is there, or it can be written here.
    fn shows(&self, is_there: bool) -> bool {
        is_there || self.writing
    }

    /// Where the caption of a block's table stands, while one writes.
    fn caption_at(&self, block: &Address) -> Option<Address> {
        self.writing.then(|| block.field("caption"))
    }

    fn at(&self, element: &Id) -> Address {
        self.context.at(element)
    }

    fn push(&mut self, address: Address, body: Body) {
        let page = self.page;
        if page == PagePlace::NewPage {
            self.page = PagePlace::Flow;
        }
        let also = std::mem::take(&mut self.also);
        self.document.pieces.push(Piece { address, also, place: None, page, body });
    }

    fn front(&mut self) {
        let report = self.context.report;
        let committee = &self.context.year.committee;
        let front = &report.front;
        let sender = if front.sender.is_empty() { &committee.name } else { &front.sender };
        let title = report_name(report);
        self.document.address = self.at(&Id::default());
        self.document.title = title;
        self.document.kicker = vec![sender.clone(), report.period.in_text(), state_in_text(report)];
        self.document.front = FrontPage {
            subtitle: front.subtitle.clone(),
            date: front.date,
            record_number: front.record_number.clone(),
            motto: markdown::parse(&front.motto.0),
            picture: front.picture.clone(),
        };
    }

    fn section(&mut self, section: &Section, level: u8) {
        let page = self.page;
        self.page = place(section.page, page);
        let numbered = self.numbered;
        self.numbered &= section.numbering == Numbering::Auto && !section.appendix;
        if self.shows(!section.title.is_empty()) {
            let at = self.at(&section.id);
            let period = section.period.as_ref();
            let kicker = period.map(Period::in_text).unwrap_or_default();
            let places = self.period_places(&at, period);
            self.heading_with(at, level, &section.title, (&kicker, places));
            self.ready(section, level);
        }
        for block in &section.blocks {
            self.block(block, level + 1);
        }
        for section in &section.sections {
            self.section(section, level + 1);
        }
        self.numbered = numbered;
        self.page = if page == PagePlace::NewPage { PagePlace::Flow } else { page };
    }

    /// Who marked a section of a draft ready; chapters can be marked while writing.
    fn ready(&mut self, section: &Section, level: u8) {
        let can_be = self.writing && level == 1;
        if self.context.report.is_locked() || (section.ready.is_none() && !can_be) {
            return;
        }
        let mark = section.ready.as_ref().map(|mark| {
            let date = mark.date.map(|date| date.to_string()).unwrap_or_default();
            format!("{} {date}", mark.by).trim().to_owned()
        });
        let body = Body::Ready { section: section.title.clone(), mark };
        self.push(self.at(&section.id).field("ready"), body);
    }

    /// Where the ends of a period stand, while one writes.
    fn period_places(&self, of: &Address, period: Option<&Period>) -> Vec<(Address, String)> {
        let Some(period) = period.filter(|_| self.writing) else { return Vec::new() };
        let ends = [("period.from", period.from), ("period.to", period.to)];
        ends.map(|(field, date)| (of.field(field), date.to_string())).to_vec()
    }

    /// A heading with its number, entered in the list of contents down to the second level.
    fn heading(&mut self, address: Address, level: u8, title: &str, kicker: &str) {
        self.heading_with(address, level, title, (kicker, Vec::new()));
    }

    /// The same with what of its kicker is typed where it stands.
    fn heading_with(
        &mut self,
        address: Address,
        level: u8,
        title: &str,
        (kicker, places): (&str, Vec<(Address, String)>),
    ) {
        let number = if self.numbered { self.next_number(level) } else { String::new() };
        if level <= 2 {
            self.document.contents.push(ContentsEntry {
                address: address.clone(),
                level,
                number: number.clone(),
                title: title.to_owned(),
            });
        }
        let body = Body::Heading {
            level: (level + 1).min(6),
            number,
            text: title.to_owned(),
            kicker: kicker.to_owned(),
            places,
            follow: self.follow.take(),
        };
        self.push(address, body);
    }

    fn next_number(&mut self, level: u8) -> String {
        self.counters.resize(level.into(), 0);
        if let Some(last) = self.counters.last_mut() {
            *last += 1;
        }
        let parts: Vec<String> = self.counters.iter().map(u32::to_string).collect();
        parts.join(".")
    }

    fn block(&mut self, block: &Block, level: u8) {
        if let Some((id, _)) = walk::block_head(block).filter(|(id, _)| !id.is_missing()) {
            self.also.push(self.at(id));
        }
        match block {
            Block::Text(block) => self.text(self.at(&block.id), look(block.style), &block.text),
            Block::Picture(block) => {
                self.push(self.at(&block.id), Body::Picture(block.alt.clone()));
            }
            Block::Goals(block) => self.goals(block, level),
            Block::Overview(block) => self.overview(block),
            Block::Actions(block) => self.actions(block),
            Block::Assignments(block) => self.assignments(block),
            Block::Tally(block) => self.tally(block),
            Block::Risks(block) => self.risks(block),
            Block::Controls(block) => self.controls(block),
            Block::Figures(block) => self.figures(block),
            Block::Bridge(block) => self.bridge(block),
            Block::Effects(block) => self.effects(block),
            Block::Volumes(block) => self.volumes(block, level),
            Block::Staff(block) => self.staff(block),
            Block::Accounts(block) => self.accounts(block, level),
            Block::Wheel(block) => self.wheel(block, level),
            Block::Governing(block) => self.governing(block, level),
            Block::Decisions(block) => self.decisions(block, level),
            Block::Table(block) => self.table(block),
            Block::Unknown(_) => {
                let text = "Här står innehåll av en sort som den här versionen av Tertial inte \
                            känner. Det finns kvar i filen.";
                let body = Body::Text(TextLook::Small, markdown::paragraph(text));
                self.push(self.document.address.field("unknown"), body);
            }
        }
    }

    fn text(&mut self, at: Address, look: TextLook, text: &Markdown) {
        if self.shows(!text.is_empty()) {
            self.push(at, Body::Text(look, markdown::parse(&text.0)));
        }
    }

    fn legend(&mut self, id: &Id, legend: Option<&Legend>) {
        let Some(legend) = legend else { return };
        if legend.entries.is_empty() && !self.shows(!legend.note.is_empty()) {
            return;
        }
        let entries = legend.entries.iter();
        let entries = entries.map(|entry| (entry.status, markdown::parse(&entry.text.0))).collect();
        let note = markdown::parse(&legend.note.0);
        self.push(self.at(id).field("legend"), Body::Legend { entries, note });
    }

    /// Keeps a computed value that is shown, so that it can be explained and frozen.
    fn derived(&mut self, at: Address, derivation: &Derivation) {
        self.document.derivations.push((at, derivation.clone()));
    }

    /// A stated status beside the computed one.
    fn status_view(
        &mut self,
        at: Address,
        stated: &Assessment,
        computed: Option<&Derivation>,
    ) -> StatusView {
        if let Some(computed) = computed {
            self.derived(at.clone(), computed);
        }
        let rule = computed.and_then(Derivation::status);
        let is_stated = stated.status != crate::model::Status::Unset;
        StatusView {
            status: if is_stated { stated.status } else { rule.unwrap_or_default() },
            computed: !is_stated && rule.is_some(),
            rule_says: rule.filter(|rule| is_stated && *rule != stated.status),
            reason: markdown::parse(&stated.reason.0),
            // A reason belongs to the status it is given for; an overview's row names its by their goals.
            reason_at: (self.writing && REASONED.contains(&at.field.as_str()))
                .then(|| at.field(format!("{}.reason", at.field))),
        }
    }
}

/// A head that shows what is usual until it has a text of its own.
fn own_head(own: &str, usual: &str, align: Align, at: Address) -> Head {
    Head::new(if own.is_empty() { usual } else { own }, align).at(at)
}

fn nodes(text: &Markdown) -> Vec<TextNode> {
    markdown::parse(&text.0)
}

fn text_cell(text: &Markdown) -> Cell {
    if text.is_empty() { Cell::default() } else { Cell::text(nodes(text)) }
}

fn state_in_text(report: &Report) -> String {
    let mut text = report.stage().label().to_owned();
    let Some(state) = report.state() else { return text };
    if let Some(date) = state.date.filter(|_| state.stage > Stage::Draft) {
        text.push_str(&format!(" {}", date.in_text()));
    }
    if !state.paragraph.is_empty() && state.stage >= Stage::Decided {
        text.push_str(&format!(", {}", state.paragraph));
    }
    text
}

fn place(page: Page, outer: PagePlace) -> PagePlace {
    match page {
        Page::Flow => outer,
        Page::New => PagePlace::NewPage,
        Page::Landscape => PagePlace::Landscape,
    }
}

fn look(style: TextStyle) -> TextLook {
    match style {
        TextStyle::Body => TextLook::Body,
        TextStyle::Lead => TextLook::Lead,
        TextStyle::Quote => TextLook::Quote,
        TextStyle::Verse => TextLook::Verse,
        TextStyle::Small => TextLook::Small,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::generate::{Size, generate};
    use crate::model::Settings;

    #[test]
    fn a_ready_report_keeps_what_it_showed() {
        let mut year = generate(7, Size::SMALL);
        let before = compose(&year, &year.reports[1]);
        let other = Settings { year_days: Some(100), ..Settings::default() };
        year.reports[1] = Arc::new(make_ready(&year, &year.reports[1], State::default()));
        year.settings = other;
        let after = compose(&year, &year.reports[1]);
        let values = |document: &Document| {
            document.derivations.iter().map(|(at, d)| (at.clone(), d.value)).collect::<Vec<_>>()
        };
        assert!(values(&before) == values(&after), "the settings do not change a ready report");
        // Values that come from an earlier report stay even when that is gone.
        let plan = year.reports.remove(0);
        let alone = compose(&year, &year.reports[0]);
        assert!(values(&before) == values(&alone), "the values do not go with the plan");
        year.reports.insert(0, plan);
        let mut draft = Report::clone(&year.reports[1]);
        draft.stages.clear();
        draft.settings = None;
        let draft = compose(&year, &draft);
        assert!(values(&before) != values(&draft), "the settings do change a draft");
    }
}
