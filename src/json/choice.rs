//! The declaration of a closed set of words.

/// Declares an enum written as one of a few words in the file. The first is the default and is
/// left out.
#[macro_export]
macro_rules! choice {
    ($(
        $(#[doc = $doc:literal])+
        pub enum $name:ident {
            $(#[doc = $first_doc:literal])+ $first:ident = $first_word:literal,
            $( $(#[doc = $variant_doc:literal])+ $variant:ident = $word:literal, )*
        }
    )+) => { $(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name {
            $(#[doc = $first_doc])+ #[default] $first,
            $( $(#[doc = $variant_doc])+ $variant, )*
        }

        impl $name {
            /// Every choice, in the order of the declaration.
            pub const ALL: &'static [Self] = &[Self::$first, $( Self::$variant, )*];

            /// The word in the file.
            pub fn word(self) -> &'static str {
                match self {
                    Self::$first => $first_word,
                    $( Self::$variant => $word, )*
                }
            }
        }

        impl $crate::json::Field for $name {
            const INLINE: bool = true;
            const SHAPE: $crate::json::Shape =
                $crate::json::Shape::Choice(stringify!($name), &[$first_word, $( $word ),*]);

            fn read(reader: &mut $crate::json::Reader<'_>) -> Result<Self, $crate::json::Stop> {
                let word = reader.string()?;
                let found = Self::ALL.iter().copied().find(|choice| choice.word() == word);
                found.ok_or_else(|| $crate::json::Stop::Unknown(word.into_owned()))
            }

            fn write(&self, out: &mut $crate::json::Writer) {
                out.string(self.word());
            }

            fn schema(schemas: &mut $crate::json::Schemas) -> serde_json::Value {
                schemas.define(stringify!($name), |_| serde_json::json!({
                    "description": concat!($($doc),+).trim(),
                    "enum": [$first_word, $( $word ),*],
                }))
            }
        }
    )+ };
}
