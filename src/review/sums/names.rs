//! Names that speak of the same thing in other words.

/// Words that tell nothing apart.
const SMALL: [&str; 19] = [
    "i", "av", "och", "för", "på", "med", "till", "per", "den", "det", "under", "år", "året",
    "året", "samt", "varav", "inom", "från", "antal",
];

/// The words of a name that tell it from others, in small letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::review) struct Words(Vec<String>);

impl Words {
    /// The words of a name.
    pub(in crate::review) fn of(name: &str) -> Self {
        let parts = name.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
        let words = parts.map(str::to_lowercase).filter(|word| !SMALL.contains(&word.as_str()));
        Self(words.collect())
    }

    /// The same without some.
    pub(in crate::review) fn without(mut self, is_out: impl Fn(&str) -> bool) -> Self {
        self.0.retain(|word| !is_out(word));
        self
    }

    /// How many there are.
    pub(in crate::review) fn count(&self) -> usize {
        self.0.len()
    }

    /// Each of them.
    pub(in crate::review) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether a word stands here, also in another form.
    pub(in crate::review) fn has(&self, word: &str) -> bool {
        self.0.iter().any(|own| is_form_of(own, word))
    }

    /// Whether all words of another name stand here.
    pub(in crate::review) fn hold(&self, other: &Self) -> bool {
        !other.0.is_empty() && other.0.iter().all(|word| self.has(word))
    }

    /// Whether both have the same words, in other forms perhaps.
    pub(in crate::review) fn match_all(&self, other: &Self) -> bool {
        self.hold(other) && other.hold(self)
    }
}

/// *familjeomsorg* and *familjeomsorgen*: the one begins with the other, and only an ending is added.
fn is_form_of(a: &str, b: &str) -> bool {
    const SHORTEST: usize = 5;
    const ENDING: usize = 3;
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short == long {
        return true;
    }
    let is_word = short.len() >= SHORTEST && short.chars().all(char::is_alphabetic);
    is_word && long.strip_prefix(short).is_some_and(|rest| rest.len() <= ENDING)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_thing_in_other_words() {
        let indicator = Words::of("Antal dygn på HVB-hem för barn och unga 13-20 år för året");
        assert!(indicator.hold(&Words::of("HVB 13–20 år")));
        assert!(
            Words::of("Individ- och familjeomsorgen")
                .match_all(&Words::of("Individ & familjeomsorg"))
        );
    }

    #[test]
    fn other_things() {
        let indicator = Words::of("Antal dygn på HVB-hem för barn och unga 13-20 år");
        assert!(!indicator.hold(&Words::of("HVB vuxen")));
        assert!(!Words::of("IFO 2020").hold(&Words::of("IFO 2021")));
        assert!(!indicator.hold(&Words::of("på för")), "nothing that tells apart");
    }
}
