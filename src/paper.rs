//! The paper: a report as HTML piece by piece, and which pieces a step changed.

use std::collections::HashSet;

use crate::compose::{Source, compose_again};
use crate::document::{Body, Document, Piece};
use crate::draw;
use crate::edit::{Editor, Typing};
use crate::html::rows::{self, SomeRows};
use crate::html::{Hook, Own, Renderer, Taken};
use crate::model::{Address, Id};

/// A report as it was handed to the page.
#[derive(Clone, Debug, Default)]
pub struct Paper {
    /// The report.
    pub report: Id,
    /// Whether it is for writing.
    pub writing: bool,
    /// The front.
    pub front: String,
    /// The pieces in order.
    pub pieces: Vec<String>,
    /// What they show, with title and contents.
    pub document: Document,
    /// What that was composed from.
    source: Source,
    /// What it was before, until there is time to let go of it.
    before: Document,
    own: Vec<Own>,
    taken: Taken,
}

/// What has changed on the paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patch {
    /// The front, if it is another.
    pub front: Option<String>,
    /// Pieces that are others, by index.
    pub changed: Vec<(usize, String)>,
    /// Tables of which some rows are others: the piece, and those rows.
    pub rows: Vec<(usize, SomeRows)>,
    /// Where the number of pieces is another: from which piece, how many go, what comes.
    pub spliced: Option<(usize, usize, Vec<String>)>,
    /// Whether the list of contents is another.
    pub contents: bool,
}

impl Paper {
    /// A report as it is now; `None` when the year has none of this id.
    pub fn of(editor: &Editor, report: &Id, writing: bool, is_narrow: bool) -> Option<Self> {
        let mut paper = Self { report: report.clone(), writing, ..Self::default() };
        paper.renew(editor, &HashSet::new(), is_narrow)?;
        Some(paper)
    }

    /// Makes it the report after a step that touched these elements, and tells what has changed. Pieces
    /// that show what they showed, and none of these elements, stay as they are.
    pub fn renew(
        &mut self,
        editor: &Editor,
        touched: &HashSet<Id>,
        is_narrow: bool,
    ) -> Option<Patch> {
        let own = editor.year.report(&self.report)?;
        let last = (&mut self.source, &mut self.document);
        let (document, kept) = compose_again(&editor.year, own, self.writing, last);
        let hooks = |at: &Address| hook(editor, at);
        let renderer = Renderer::new(&draw::drawing).folded_later().narrow(is_narrow);
        let mut renderer = renderer.writing(if self.writing { Some(&hooks) } else { None });
        let front = renderer.front(&document);
        let contents = self.document.contents != document.contents;
        let before = std::mem::replace(&mut self.document, document);
        let mut patch = if before.pieces.len() == self.document.pieces.len() {
            self.changed((&before, &kept), &mut renderer, touched)
        } else {
            self.spliced(&mut renderer)
        };
        self.before = before;
        patch.contents = contents;
        patch.front = (self.front != front).then(|| front.clone());
        self.front = front;
        Some(patch)
    }

    /// Lets go of what the last step has made obsolete: thousands of cells, and the page waits for none
    /// of them.
    pub fn tidy(&mut self) {
        self.before = Document::default();
    }

    /// Renders the pieces that are others than in the document before.
    fn changed(
        &mut self,
        (before, kept): (&Document, &[bool]),
        renderer: &mut Renderer<'_>,
        touched: &HashSet<Id>,
    ) -> Patch {
        renderer.give_taken(&mut self.taken);
        let stale = self.stale((before, kept), renderer, touched);
        let mut rows = Vec::new();
        let is_touched = |address: &Address| touched.contains(&address.element);
        let stale: Vec<usize> = match stale.as_slice() {
            // The common case. Where more is stale, what one had may now be shown by another.
            [index] => {
                match self.stale_rows(*index, &before.pieces[*index], renderer, is_touched) {
                    Some(some) => {
                        rows.extend((!some.numbers.is_empty()).then_some((*index, some)));
                        Vec::new()
                    }
                    None => stale,
                }
            }
            _ => stale,
        };
        for index in &stale {
            renderer.release(&self.own[*index]);
        }
        let mut changed = Vec::new();
        for index in stale {
            let (html, own) = renderer.piece_under(&self.document.pieces[index], &self.own[index]);
            self.own[index] = own;
            if html != self.pieces[index] {
                self.pieces[index].clone_from(&html);
                changed.push((index, html));
            }
        }
        renderer.give_taken(&mut self.taken);
        Patch { changed, rows, ..Patch::default() }
    }

    /// Renders those rows of a table that are others, if nothing else of it is.
    fn stale_rows(
        &mut self,
        index: usize,
        before: &Piece,
        renderer: &mut Renderer<'_>,
        is_touched: impl Fn(&Address) -> bool,
    ) -> Option<SomeRows> {
        let piece = &self.document.pieces[index];
        let some = rows::changed(before, piece, is_touched)?;
        let some = renderer.rows_under(piece, &some, &self.own[index])?;
        rows::put(&mut self.pieces[index], &some);
        Some(some)
    }

    /// The pieces to render again, with the heading that each now stands under.
    fn stale(
        &mut self,
        (before, kept): (&Document, &[bool]),
        renderer: &mut Renderer<'_>,
        touched: &HashSet<Id>,
    ) -> Vec<usize> {
        let mut stale = Vec::new();
        for (index, piece) in self.document.pieces.iter().enumerate() {
            let is_under_same = renderer.is_under_same(&self.own[index]);
            let is_same = kept[index] || before.pieces[index] == *piece;
            if !is_same || !is_under_same || has_touched(piece, touched) {
                renderer.put_under(&mut self.own[index]);
                stale.push(index);
            }
            renderer.pass(piece);
        }
        stale
    }

    /// Renders all pieces, whose number is another.
    fn spliced(&mut self, renderer: &mut Renderer<'_>) -> Patch {
        let old = std::mem::take(&mut self.pieces);
        self.own.clear();
        for piece in &self.document.pieces {
            let (html, own) = renderer.piece_with_own(piece);
            self.pieces.push(html);
            self.own.push(own);
        }
        self.taken = Taken::default();
        renderer.give_taken(&mut self.taken);
        splice(&old, &self.pieces)
    }
}

fn has_touched(piece: &Piece, touched: &HashSet<Id>) -> bool {
    let is_touched = |address: &Address| touched.contains(&address.element);
    let in_rows = match &piece.body {
        Body::Table(table) => table.rows.iter().any(|row| is_touched(&row.address)),
        _ => false,
    };
    in_rows || is_touched(&piece.address)
}

/// What can be typed in a place of a report.
fn hook(editor: &Editor, at: &Address) -> Option<Hook> {
    let Typing { kind, value, label } = editor.typing(at)?;
    Some(Hook { kind, value, label, ..Hook::default() })
}

/// What can be typed on a page over many reports: what stands in one place of one report of the open
/// year.
pub fn hook_over(editor: &Editor, at: &Address) -> Option<Hook> {
    if at.file != editor.year.id || at.report.is_missing() {
        return None;
    }
    let element = at.field("").to_string();
    hook(editor, at).map(|hook| Hook { element, ..hook })
}

/// Where two lists of pieces differ, told as one exchange.
fn splice(old: &[String], new: &[String]) -> Patch {
    let most = old.len().min(new.len());
    let start = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let end = old.iter().rev().zip(new.iter().rev());
    let end = end.take(most - start).take_while(|(old, new)| old == new).count();
    let come = new[start..new.len() - end].to_vec();
    Patch { spliced: Some((start, old.len() - end - start, come)), ..Patch::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spliced(old: &[&str], new: &[&str]) {
        let texts = |of: &[&str]| of.iter().map(ToString::to_string).collect::<Vec<_>>();
        let (mut old, new) = (texts(old), texts(new));
        let patch = splice(&old, &new);
        let (from, count, come) = patch.spliced.unwrap();
        old.splice(from..from + count, come);
        assert_eq!(old, new);
    }

    #[test]
    fn a_splice_makes_one_list_the_other() {
        spliced(&["a", "b", "c"], &["a", "c"]);
        spliced(&["a", "c"], &["a", "b", "c"]);
        spliced(&[], &["a"]);
        spliced(&["a", "a"], &["a"]);
        spliced(&["a", "b", "a"], &["a", "b", "b", "a"]);
        spliced(&["a", "b"], &[]);
    }
}
