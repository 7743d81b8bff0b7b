//! The declaration of an object or a tagged union of the file.

/// Declares a struct whose fields are the members of a JSON object, in canonical order.
///
/// The doc comment of the struct and of each field becomes its description in the JSON Schema.
/// Members equal to their default are left out; members that cannot be placed end up in `kept`.
#[macro_export]
macro_rules! record {
    ($(
        $(#[doc = $doc:literal])+
        pub struct $name:ident {
            $( $(#[doc = $field_doc:literal])+ pub $field:ident: $type:ty, )+
        }
    )+) => { $(
        $(#[doc = $doc])+
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            $( $(#[doc = $field_doc])+ pub $field: $type, )+
            /// Members that could not be placed, word for word.
            pub kept: $crate::json::Kept,
        }

        impl $crate::json::Field for $name {
            const SHAPE: $crate::json::Shape = $crate::json::Shape::Record(stringify!($name));

            fn inner(&self, key: &str) -> Option<&dyn $crate::json::Member> {
                match key {
                    $( stringify!($field) => Some(&self.$field), )+
                    $crate::json::KEPT => Some(&self.kept),
                    _ => None,
                }
            }

            fn inner_mut(&mut self, key: &str) -> Option<&mut dyn $crate::json::Member> {
                match key {
                    $( stringify!($field) => Some(&mut self.$field), )+
                    $crate::json::KEPT => Some(&mut self.kept),
                    _ => None,
                }
            }

            fn each_inner(&self, visit: &mut dyn FnMut(&str, &dyn $crate::json::Member)) {
                $crate::json::Record::each_member(self, &mut |key, member| visit(key, member));
            }

            fn read(reader: &mut $crate::json::Reader<'_>) -> Result<Self, $crate::json::Stop> {
                #[allow(non_camel_case_types, clippy::enum_variant_names)]
                enum Index { $( $field, )+ }
                const KEYS: &[&str] = &[$( stringify!($field), )+];
                let mut record = Self::default();
                record.kept = $crate::json::read_members(reader, KEYS, &mut |reader, index| {
                    $( if index == Index::$field as usize {
                        return $crate::json::read_into(reader, &mut record.$field);
                    } )+
                    Ok(())
                })?;
                Ok(record)
            }

            fn write(&self, out: &mut $crate::json::Writer) {
                $crate::json::write_record(None, self, out);
            }

            fn schema(schemas: &mut $crate::json::Schemas) -> serde_json::Value {
                schemas.define(stringify!($name), <Self as $crate::json::Record>::object_schema)
            }

            fn is_absent(&self) -> bool {
                $crate::json::is_empty_record(self)
            }
        }

        impl $crate::json::Record for $name {
            fn each_member(&self, visit: &mut dyn FnMut(&'static str, &dyn $crate::json::Member)) {
                $( visit(stringify!($field), &self.$field); )+
            }

            fn kept(&self) -> &$crate::json::Kept {
                &self.kept
            }

            fn object_schema(schemas: &mut $crate::json::Schemas) -> serde_json::Value
            where
                Self: Sized,
            {
                $crate::json::object_schema(
                    concat!($($doc),+),
                    [$( (
                        stringify!($field),
                        concat!($($field_doc),+),
                        <$type as $crate::json::Field>::schema(schemas),
                    ) ),+],
                )
            }
        }
    )+ };
}

/// Declares an enum of records told apart by their member `kind`, with a variant for kinds this
/// version does not know, kept word for word.
#[macro_export]
macro_rules! union {
    (
        $(#[doc = $doc:literal])+
        pub enum $name:ident {
            $( $(#[doc = $variant_doc:literal])+ $variant:ident($record:ty) = $tag:literal, )+
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq)]
        pub enum $name {
            $( $(#[doc = $variant_doc])+ $variant($record), )+
            /// A kind of a later version, or a misspelt one, word for word.
            Unknown($crate::json::Raw),
        }

        impl Default for $name {
            fn default() -> Self {
                Self::Unknown($crate::json::Raw("{}".into()))
            }
        }

        impl $crate::json::Field for $name {
            const SHAPE: $crate::json::Shape =
                $crate::json::Shape::Union(stringify!($name), &[$( $tag ),+]);

            fn inner(&self, key: &str) -> Option<&dyn $crate::json::Member> {
                match self {
                    $( Self::$variant(record) => $crate::json::Field::inner(record, key), )+
                    Self::Unknown(_) => None,
                }
            }

            fn inner_mut(&mut self, key: &str) -> Option<&mut dyn $crate::json::Member> {
                match self {
                    $( Self::$variant(record) => $crate::json::Field::inner_mut(record, key), )+
                    Self::Unknown(_) => None,
                }
            }

            fn each_inner(&self, visit: &mut dyn FnMut(&str, &dyn $crate::json::Member)) {
                match self {
                    $( Self::$variant(record) => $crate::json::Field::each_inner(record, visit), )+
                    Self::Unknown(_) => {}
                }
            }

            fn read(reader: &mut $crate::json::Reader<'_>) -> Result<Self, $crate::json::Stop> {
                match $crate::json::tag_of(reader)?.as_deref() {
                    $( Some($tag) => <$record as $crate::json::Field>::read(reader).map(Self::$variant), )+
                    other => $crate::json::unknown_kind(reader, other).map(Self::Unknown),
                }
            }

            fn write(&self, out: &mut $crate::json::Writer) {
                match self {
                    $( Self::$variant(record) => $crate::json::write_record(Some($tag), record, out), )+
                    Self::Unknown(raw) => out.raw(&raw.0),
                }
            }

            fn schema(schemas: &mut $crate::json::Schemas) -> serde_json::Value {
                schemas.define(stringify!($name), |schemas| serde_json::json!({
                    "description": concat!($($doc),+).trim(),
                    "oneOf": [$( $crate::json::tagged_schema(
                        $tag,
                        <$record as $crate::json::Record>::object_schema(schemas),
                    ) ),+],
                }))
            }

            fn is_absent(&self) -> bool {
                false
            }
        }
    };
}
