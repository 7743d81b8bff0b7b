//! Texts as the words they are found by: small letters without accents.

/// What a character is to a word.
enum Letter {
    /// A letter or digit of it.
    Part(char),
    /// Nothing: an accent written by itself, a soft hyphen. The word goes on.
    Nothing,
    /// The end of it.
    End,
}

/// Calls `visit` with each word of the text, folded.
pub(super) fn each_word(text: &str, visit: &mut dyn FnMut(&str)) {
    let mut word = String::new();
    // The space ends the last word.
    for c in text.chars().chain([' ']) {
        match letter(c) {
            Letter::Part(c) => word.push(c),
            Letter::Nothing => {}
            Letter::End if word.is_empty() => {}
            Letter::End => {
                visit(&word);
                word.clear();
            }
        }
    }
}

/// Folds by hand: the standard library's small letters bring Unicode's tables to the page. What
/// Swedish texts do not contain stays as it is.
fn letter(c: char) -> Letter {
    Letter::Part(match c {
        'a'..='z' | '0'..='9' => c,
        'A'..='Z' => c.to_ascii_lowercase(),
        'À'..='Æ' | 'à'..='æ' => 'a',
        'Ç' | 'ç' => 'c',
        'È'..='Ë' | 'è'..='ë' => 'e',
        'Ì'..='Ï' | 'ì'..='ï' => 'i',
        'Ñ' | 'ñ' => 'n',
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' => 'o',
        'Ù'..='Ü' | 'ù'..='ü' => 'u',
        'Ý' | 'ý' | 'ÿ' => 'y',
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{300}'..='\u{36f}' => return Letter::Nothing,
        '×' | '÷' => return Letter::End,
        // Other alphabets, without signs and emoji.
        '\u{d0}'..='\u{1fff}' | '\u{3040}'..='\u{d7ff}' => c,
        _ => return Letter::End,
    })
}
