//! The address of an element: one idea for links, findings, edits, comparison and merging.

use std::fmt;

use super::Id;

/// Where an element stands: file, report, id, field. No titles and no parents, so that renaming
/// and moving change nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// The year's file.
    pub file: Id,
    /// The plan or report in it; missing for the year itself.
    pub report: Id,
    /// The element in the report; missing for the report itself.
    pub element: Id,
    /// The part of the element, for instance `outcome`, a column's id or `price.3`; may be empty.
    pub field: String,
}

/// Why a text is no address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressError(pub String);

impl fmt::Display for AddressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "”{}” är ingen adress. En adress ser ut så här: asn-2020/t2-2020/hvb-dygn/outcome.",
            self.0
        )
    }
}

impl Address {
    /// The address of an element in a report.
    pub fn new(file: &Id, report: &Id, element: &Id) -> Self {
        let (file, report, element) = (file.clone(), report.clone(), element.clone());
        Self { file, report, element, field: String::new() }
    }

    /// The same element's field.
    pub fn field(&self, field: impl Into<String>) -> Self {
        Self { field: field.into(), ..self.clone() }
    }

    /// Another element of the same report.
    pub fn element(&self, element: &Id) -> Self {
        Self::new(&self.file, &self.report, element)
    }

    /// The part within the report, `element` or `element/field`: the anchor on the report's page.
    pub fn anchor(&self) -> String {
        match (self.element.as_str(), self.field.as_str()) {
            (element, "") => element.to_owned(),
            (element, field) => format!("{element}/{field}"),
        }
    }

    /// Reads `file[/report[/element[/field]]]`. A missing element before a field is the report itself,
    /// a missing report the year itself.
    ///
    /// # Errors
    /// When a part cannot be an id, a missing part is the last, or there are more than four.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let error = || AddressError(text.to_owned());
        let mut parts = text.splitn(4, '/');
        let mut id = |required: bool| match parts.next() {
            None | Some("") if !required => Ok(Id::default()),
            part => part.and_then(Id::new).ok_or_else(error),
        };
        let (file, report, element) = (id(true)?, id(false)?, id(false)?);
        let field = parts.next().unwrap_or_default();
        let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_');
        let orphan = text.ends_with('/');
        if orphan || !field.bytes().all(plain) {
            return Err(error());
        }
        Ok(Self { file, report, element, field: field.to_owned() })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.file.as_str())?;
        let parts = [self.report.as_str(), self.element.as_str(), &self.field];
        let last = parts.iter().rposition(|part| !part.is_empty()).map_or(0, |at| at + 1);
        for part in &parts[..last] {
            write!(f, "/{part}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_read_what_they_write() {
        for text in [
            "asn-2020",
            "asn-2020/t2",
            "asn-2020/t2/hvb-dygn",
            "asn-2020/t2/hvb/price.3",
            "asn-2020/t2//title",
            "asn-2020///committee.name",
            "asn-2020//enhet/name",
        ] {
            assert_eq!(Address::parse(text).map(|a| a.to_string()).as_deref(), Ok(text));
        }
    }

    #[test]
    fn hostile_addresses_are_refused() {
        for text in
            ["", "/", "a/", "A/b", "a/b/c/d/e", "a/b/c/<script>", "../x", "å", "a/b/", "a//"]
        {
            assert!(Address::parse(text).is_err(), "{text}");
        }
    }
}
