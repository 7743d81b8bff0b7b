//! How close a word is to the one asked for.

/// The very word.
pub(super) const WHOLE: u8 = 0;
/// The word begins so.
pub(super) const BEGINNING: u8 = 2;
/// A part of a compound word.
pub(super) const INSIDE: u8 = 5;
/// The word with one slip of the fingers; more than two parts of compounds.
pub(super) const MISSPELT: u8 = 12;
/// Another word.
pub(super) const OTHER: u8 = u8::MAX;

/// Fewest letters looked for inside words: two stand in nearly all of them.
const SHORTEST_PART: usize = 3;

/// Longest word looked for with slips, in bytes.
const LONGEST: usize = 40;

/// Most slips forgiven.
const MOST_SLIPS: usize = 2;

/// More slips than any that count, with room to add to.
const FAR: u8 = 100;

/// A word of a query.
pub(super) struct Asked {
    letters: Vec<u8>,
    which: u32,
    slips: usize,
}

/// Which letters a folded word has, a bit for each; a digit shares the bit of a letter.
pub(super) fn which_letters(word: &str) -> u32 {
    word.bytes().fold(0, |which, byte| which | 1 << (byte & 31))
}

impl Asked {
    /// A folded word. Letters beyond ASCII count as two or three, which only forgives more.
    pub fn new(word: &str) -> Self {
        // A slip in a number or code makes another number or code.
        let is_name = !word.bytes().any(|byte| byte.is_ascii_digit());
        let slips = match word.len() {
            4..=6 if is_name => 1,
            7..=LONGEST if is_name => MOST_SLIPS,
            _ => 0,
        };
        Self { letters: word.as_bytes().to_vec(), which: which_letters(word), slips }
    }

    /// The distance to a folded word that has these letters: [`WHOLE`] to [`OTHER`].
    pub fn distance(&self, word: &str, which: u32) -> u8 {
        // A slip accounts for one letter that is not there. This alone rules out most words.
        let missing = (self.which & !which).count_ones();
        if missing > self.slips as u32 {
            return OTHER;
        }
        let (asked, word) = (self.letters.as_slice(), word.as_bytes());
        if missing == 0 && word.starts_with(asked) {
            return if word.len() == asked.len() { WHOLE } else { BEGINNING };
        }
        if missing == 0 && asked.len() >= SHORTEST_PART && contains(word, asked) {
            return INSIDE;
        }
        if self.slips == 0 {
            return OTHER;
        }
        match slips(asked, word, self.slips) {
            Some((slips, is_whole)) => MISSPELT + 2 * (slips - 1) + u8::from(!is_whole),
            None => OTHER,
        }
    }
}

fn contains(word: &[u8], part: &[u8]) -> bool {
    word.windows(part.len()).any(|window| window[0] == part[0] && window == part)
}

/// The fewest letters left out, put in, exchanged or swapped between what is asked for and the
/// word, or else its beginning; `None` if there are more than `most`. Only the cells at most `most`
/// beside the diagonal are computed, and most words are given up after a few letters.
fn slips(asked: &[u8], word: &[u8], most: usize) -> Option<(u8, bool)> {
    let end = word.len().min(asked.len() + most);
    if end + most < asked.len() {
        return None;
    }
    let mut rows = Rows([[FAR; _]; 3]);
    (0..=most.min(end)).for_each(|at| rows.0[0][at] = at as u8);
    for i in 1..=asked.len() {
        let least = rows.fill(asked, &word[..end], i, most);
        if usize::from(least) > most {
            return None;
        }
    }
    let last = &rows.0[asked.len() % 3];
    let few = |slips: &u8| usize::from(*slips) <= most;
    let whole = Some(last[end]).filter(|slips| end == word.len() && few(slips));
    // Not shorter than what was asked for: its last letters were typed for a reason.
    let beginning = || last.get(asked.len()..=end)?.iter().copied().min().filter(few);
    whole.map(|slips| (slips, true)).or_else(|| beginning().map(|slips| (slips, false)))
}

/// The last three rows of the table of slips, one row per letter asked for: a swap looks two back.
struct Rows([[u8; LONGEST + MOST_SLIPS + 2]; 3]);

impl Rows {
    /// Computes the slips between the first `i` letters asked for and each beginning of the word;
    /// gives the fewest.
    fn fill(&mut self, asked: &[u8], word: &[u8], i: usize, most: usize) -> u8 {
        let (low, high) = (i.saturating_sub(most), word.len().min(i + most));
        let (this, above, before) = (i % 3, (i + 2) % 3, (i + 1) % 3);
        let (mut left, mut least) = (FAR, FAR);
        for j in low..=high {
            let mut slips = (self.0[above][j] + 1).min(left + 1);
            if j > 0 {
                let differ = u8::from(asked[i - 1] != word[j - 1]);
                slips = slips.min(self.0[above][j - 1] + differ);
            }
            let is_swap =
                i > 1 && j > 1 && asked[i - 1] == word[j - 2] && asked[i - 2] == word[j - 1];
            if is_swap {
                slips = slips.min(self.0[before][j - 2] + 1);
            }
            self.0[this][j] = slips;
            left = slips;
            least = least.min(slips);
        }
        // What stands here from three rows ago is no longer true.
        self.0[this][high + 1] = FAR;
        if low > 0 {
            self.0[this][low - 1] = FAR;
        }
        least
    }
}
