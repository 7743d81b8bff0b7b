//! Places in the app, as the hash of its address writes them.

use crate::model::{Address, Id};

/// A place in the app.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// The years in this browser.
    #[default]
    Start,
    /// A year: its plan and reports.
    Year(Id),
    /// A report, or an element of it.
    Report(Address),
    /// An address that leads nowhere, as typed.
    Unknown(String),
}

impl Route {
    /// Reads a hash: `#/`, `#/asn-2020`, `#/asn-2020/t2-2020/hvb-dygn/outcome`.
    pub fn parse(hash: &str) -> Self {
        let path = hash.trim_start_matches('#').trim_matches('/');
        if path.is_empty() {
            return Self::Start;
        }
        match Address::parse(path) {
            Ok(address) if address.report.is_missing() => Self::Year(address.file),
            Ok(address) => Self::Report(address),
            Err(_) => Self::Unknown(path.to_owned()),
        }
    }

    /// The hash.
    pub fn to_hash(&self) -> String {
        match self {
            Self::Start => "#/".to_owned(),
            Self::Year(id) => format!("#/{id}"),
            Self::Report(address) => format!("#/{address}"),
            Self::Unknown(path) => format!("#/{path}"),
        }
    }

    /// The year the place is in.
    pub fn file(&self) -> Option<&Id> {
        match self {
            Self::Year(id) => Some(id),
            Self::Report(address) => Some(&address.file),
            Self::Start | Self::Unknown(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_read_what_they_write() {
        for hash in ["#/", "#/asn-2020", "#/asn-2020/t2", "#/asn-2020/t2/hvb/price.3", "#/Å ä"] {
            assert_eq!(Route::parse(hash).to_hash(), hash);
        }
        assert_eq!(Route::parse(""), Route::Start);
        assert!(matches!(Route::parse("#/<script>"), Route::Unknown(_)));
    }
}
