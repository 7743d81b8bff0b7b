//! Whether two wordings are the same but for what printing changes: case, punctuation, footnote
//! marks, brackets, a letter mistyped.

/// Longest change within a word that is taken for a misprint or another ending.
const SLIP: usize = 2;
/// From here on a difference would be cut away in a message.
const FAR: usize = 40;
/// Shortest word that may have one.
const LONG: usize = 6;

/// Whether two texts say the same.
pub(super) fn is_same(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (all_a, all_b) = (words(a), words(b));
    are_close(&all_a, &all_b) || are_close(&words(&unbracketed(a)), &words(&unbracketed(b)))
}

/// Whether two texts have nothing in common.
pub(super) fn is_other(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    !a.is_empty() && !b.is_empty() && !a.iter().any(|word| word.len() > 3 && b.contains(word))
}

/// Two long texts from a word or two before they part, so that a message shows the difference.
pub(super) fn parting(a: &str, b: &str) -> (String, String) {
    let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    if common < FAR {
        return (a.to_owned(), b.to_owned());
    }
    let same: String = a.chars().take(common).collect();
    let mut before = same.rsplitn(3, ' ');
    let shown = before.next().map_or(0, str::len) + before.next().map_or(0, |word| word.len() + 1);
    let from = same.len().saturating_sub(shown);
    let part = |text: &str| format!("… {}", text.get(from..).unwrap_or(text));
    (part(a), part(b))
}

fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let parts = lower.split(|c: char| !c.is_alphanumeric());
    parts.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The text without what stands in brackets.
fn unbracketed(text: &str) -> String {
    let mut depth = 0_usize;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

fn are_close(a: &[String], b: &[String]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_close(a, b)) && !a.is_empty()
}

/// Equal, or long and different in one place by a letter or two.
fn is_close(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let is_word = |text: &str| !text.chars().any(|c| c.is_ascii_digit());
    let (long_a, long_b) = (a.chars().count(), b.chars().count());
    let (shorter, longer) = (long_a.min(long_b), long_a.max(long_b));
    if shorter < LONG || !is_word(a) || !is_word(b) {
        return false;
    }
    let before = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let after = a.chars().rev().zip(b.chars().rev()).take_while(|(a, b)| a == b).count();
    // *Integration* and *Integrationsområdet* are one area.
    before == shorter || before + after.min(shorter - before) + SLIP >= longer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_printing_changes() {
        for (a, b) in [
            ("Sjukfrånvaro kort (< 60 dagar)", "Sjukfrånvaro kort < 60 dagar"),
            ("minst en etablering är \"JA\"", "Minst en etablering är ”JA”."),
            ("HME – Totalindex", "HME - Totalindex (Alla)"),
            ("Valfärdsteknik och digitalisering", "Välfärdsteknik och digitalisering"),
            ("Minska antalet vårddygner", "Minska antalet vårddygn"),
            ("Integration", "Integrationsområdet"),
        ] {
            assert!(is_same(a, b), "{a} = {b}");
        }
    }

    #[test]
    fn what_people_change() {
        for (a, b) in [
            ("Barn 0-12 år", "Barn 0-20 år"),
            ("Antal placeringar", "Andel placeringar"),
            ("Andel i arbete", "Andel i studier"),
            ("Arbete", "Arbete och studier"),
        ] {
            assert!(!is_same(a, b), "{a} ≠ {b}");
        }
        let (a, b) = parting(
            "Samverkan för rätt stöd till personer med psykisk funktionsnedsättning",
            "Samverkan för rätt stöd till personer inom socialpsykiatri",
        );
        assert_eq!(a, "Samverkan för rätt stöd till personer med psykisk funktionsnedsättning");
        assert_eq!(b, "Samverkan för rätt stöd till personer inom socialpsykiatri");
        let (a, b) = parting(
            "Ta fram en modell för rätt stöd till de personer som har en funktionsnedsättning",
            "Ta fram en modell för rätt stöd till de personer som finns inom psykiatrin",
        );
        assert_eq!(a, "… som har en funktionsnedsättning");
        assert_eq!(b, "… som finns inom psykiatrin");
        assert!(is_other("Andel i arbete", "Sjukfrånvaro kort"));
        assert!(!is_other("Andel i arbete", "Antal i arbete"));
    }
}
