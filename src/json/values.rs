//! Plain values, lists and what may be absent.

use std::sync::Arc;

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::field::read_items;
use super::{Field, Member, Reader, Schemas, Shape, Stop, Writer, is_text};

impl Field for String {
    const INLINE: bool = true;
    const SHAPE: Shape = Shape::Line;

    fn read(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        reader.string().map(|text| text.into_owned())
    }

    fn write(&self, out: &mut Writer) {
        out.string(self);
    }

    fn plain(&self) -> Option<&str> {
        Some(self)
    }

    fn schema(_: &mut Schemas) -> Value {
        json!({ "type": "string" })
    }
}

impl Field for bool {
    const SHAPE: Shape = Shape::Flag;

    fn read(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        reader.boolean()
    }

    fn write(&self, out: &mut Writer) {
        out.raw(if *self { "true" } else { "false" });
    }

    fn schema(_: &mut Schemas) -> Value {
        json!({ "type": "boolean" })
    }
}

/// Whole numbers that fit the type; anything else is kept as it stands.
macro_rules! whole_number {
    ($($type:ty),*) => { $(
        impl Field for $type {
            const INLINE: bool = true;
            const SHAPE: Shape = Shape::Whole;

            fn read(reader: &mut Reader<'_>) -> Result<Self, Stop> {
                reader.number()?.parse().map_err(|_| Stop::Impossible("ett heltal i rätt storlek"))
            }

            fn write(&self, out: &mut Writer) {
                out.raw(&self.to_string());
            }

            fn schema(_: &mut Schemas) -> Value {
                json!({ "type": "integer", "minimum": <$type>::MIN, "maximum": <$type>::MAX })
            }
        }
    )* };
}

whole_number!(u8, u16, u32);

impl Field for Decimal {
    const INLINE: bool = true;
    const SHAPE: Shape = Shape::Decimal;

    fn read(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        let text = reader.string().map_err(|stop| match stop {
            Stop::Mismatch(_) => Stop::Mismatch("ett decimaltal inom citattecken"),
            other => other,
        })?;
        crate::number::parse_canonical(&text).ok_or(Stop::Impossible("ett decimaltal som \"12.5\""))
    }

    fn write(&self, out: &mut Writer) {
        out.string(&self.to_string());
    }

    fn schema(_: &mut Schemas) -> Value {
        json!({ "type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$" })
    }
}

impl<T: Field> Field for Option<T> {
    const SHAPE: Shape = T::SHAPE;
    const OPTIONAL: bool = true;

    fn read(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        if reader.null()? { Ok(None) } else { T::read(reader).map(Some) }
    }

    fn write(&self, out: &mut Writer) {
        match self {
            Some(value) => value.write(out),
            None => out.raw("null"),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn schema(schemas: &mut Schemas) -> Value {
        T::schema(schemas)
    }

    fn inner(&self, key: &str) -> Option<&dyn Member> {
        self.as_ref()?.inner(key)
    }

    fn inner_mut(&mut self, key: &str) -> Option<&mut dyn Member> {
        self.as_mut()?.inner_mut(key)
    }

    fn each_inner(&self, visit: &mut dyn FnMut(&str, &dyn Member)) {
        if let Some(value) = self {
            value.each_inner(visit);
        }
    }

    fn begin(&mut self) {
        self.get_or_insert_default();
    }
}

impl<T: Field> Field for Vec<T> {
    const SHAPE: Shape = Shape::List(&T::SHAPE);

    fn read(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        let mut items = Self::new();
        read_items(reader, &mut |reader| {
            items.push(T::read(reader)?);
            Ok(())
        })?;
        Ok(items)
    }

    fn write(&self, out: &mut Writer) {
        if T::INLINE {
            out.inline(self, |out, item| item.write(out));
        } else {
            out.array(&mut |out| {
                for item in self {
                    out.item();
                    item.write(out);
                }
            });
        }
    }

    fn schema(schemas: &mut Schemas) -> Value {
        json!({ "type": "array", "items": T::schema(schemas) })
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }

    fn inner(&self, key: &str) -> Option<&dyn Member> {
        let at = index_of(self, key)?;
        self.get(at).map(|item| item as &dyn Member)
    }

    fn inner_mut(&mut self, key: &str) -> Option<&mut dyn Member> {
        let at = index_of(self, key)?;
        self.get_mut(at).map(|item| item as &mut dyn Member)
    }

    fn each_inner(&self, visit: &mut dyn FnMut(&str, &dyn Member)) {
        for (index, item) in self.iter().enumerate() {
            visit(&index.to_string(), item);
        }
    }

    fn put_item(&mut self, at: usize, json: &str) -> Result<(), Stop> {
        if at > self.len() {
            return Err(Stop::Impossible("en plats i listan"));
        }
        self.insert(at, read_whole(json)?);
        Ok(())
    }

    fn take_item(&mut self, at: usize) -> Option<String> {
        (at < self.len()).then(|| {
            let mut out = Writer::default();
            self.remove(at).write(&mut out);
            out.into_string()
        })
    }
}

/// The index that a key names: a number, or the id of an item.
fn index_of<T: Field>(items: &[T], key: &str) -> Option<usize> {
    key.parse().ok().or_else(|| {
        items.iter().position(|item| item.inner("id").is_some_and(|id| is_text(id, key)))
    })
}

/// Reads a text that is one value and nothing else.
pub(super) fn read_whole<T: Field>(json: &str) -> Result<T, Stop> {
    let mut reader = Reader::new(json);
    let value = T::read(&mut reader)?;
    match reader.peek() {
        None => Ok(value),
        Some(_) => Err(Stop::Syntax(reader.position(), "slutet")),
    }
}

impl<T: Field + Clone> Field for Arc<T> {
    const SHAPE: Shape = T::SHAPE;

    fn inner(&self, key: &str) -> Option<&dyn Member> {
        (**self).inner(key)
    }

    fn inner_mut(&mut self, key: &str) -> Option<&mut dyn Member> {
        Self::make_mut(self).inner_mut(key)
    }

    fn each_inner(&self, visit: &mut dyn FnMut(&str, &dyn Member)) {
        (**self).each_inner(visit);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        T::read(reader).map(Self::new)
    }

    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }

    fn write(&self, out: &mut Writer) {
        (**self).write(out);
    }

    fn schema(schemas: &mut Schemas) -> Value {
        T::schema(schemas)
    }
}
