//! Ids and names that pieces of one document have taken: each is given to the first that asks.

use std::collections::HashSet;

use super::Renderer;
use crate::document::{Body, Piece};

/// What is taken, and what the piece under way has taken.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    all: HashSet<String>,
    fresh: Vec<String>,
}

impl Taken {
    /// Takes an id or name; `false` when another piece has it.
    pub(super) fn insert(&mut self, name: String) -> bool {
        let is_new = self.all.insert(name.clone());
        if is_new {
            self.fresh.push(name);
        }
        is_new
    }
}

/// What a piece has of its own in its document, so that it can be rendered again by itself.
#[derive(Clone, Debug, Default)]
pub struct Own {
    taken: Vec<String>,
    heading: (u8, String),
}

impl Renderer<'_> {
    /// A piece, and what it has of its own.
    pub fn piece_with_own(&mut self, piece: &Piece) -> (String, Own) {
        self.taken.fresh.clear();
        let heading = self.heading.clone();
        let html = self.piece(piece);
        (html, Own { taken: std::mem::take(&mut self.taken.fresh), heading })
    }

    /// A piece in its document once more, under the heading it stands under.
    pub fn piece_under(&mut self, piece: &Piece, own: &Own) -> (String, Own) {
        self.heading = own.heading.clone();
        self.piece_with_own(piece)
    }

    /// What a piece had is free for whoever asks.
    pub fn release(&mut self, own: &Own) {
        for name in &own.taken {
            self.taken.all.remove(name);
        }
    }

    /// What a piece had is its own again.
    pub(super) fn take_back(&mut self, own: &Own) {
        self.taken.all.extend(own.taken.iter().cloned());
    }

    /// Notes the heading that a piece stands under now.
    pub fn put_under(&self, own: &mut Own) {
        own.heading.clone_from(&self.heading);
    }

    /// Exchanges what is taken with what was taken when the document was rendered before.
    pub fn give_taken(&mut self, taken: &mut Taken) {
        std::mem::swap(&mut self.taken, taken);
    }

    /// Goes past a piece that is as it was.
    pub fn pass(&mut self, piece: &Piece) {
        if let Body::Heading { level, text, .. } = &piece.body {
            self.heading = (*level, text.clone());
        }
    }

    /// Whether a piece would be rendered as it was: under the same heading.
    pub fn is_under_same(&self, own: &Own) -> bool {
        self.heading == own.heading
    }
}
