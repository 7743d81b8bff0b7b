//! Who reports.

use super::Id;
use crate::{choice, record};

choice! {
    /// The level of a part of the organisation.
    pub enum OrgKind {
        /// A unit (*enhet*).
        Unit = "unit",
        /// The administration (*förvaltning*).
        Administration = "administration",
        /// A department (*avdelning*).
        Department = "department",
        /// A sector (*sektor*).
        Sector = "sector",
        /// A field of activity (*verksamhetsområde*).
        Field = "field",
    }
}

record! {
    /// A committee (*nämnd*) and what is under it.
    pub struct Committee {
        /// Same in every year.
        pub id: Id,
        /// The full name.
        pub name: String,
        /// The usual short name, for instance ASN.
        pub short: String,
        /// The municipality.
        pub municipality: String,
        /// The administration.
        pub administration: String,
        /// The parts of the organisation.
        pub units: Vec<OrgUnit>,
    }

    /// A part of the organisation.
    pub struct OrgUnit {
        /// Same in every year.
        pub id: Id,
        /// Its level.
        pub kind: OrgKind,
        /// Its name.
        pub name: String,
        /// The part it belongs to.
        pub parent: Option<Id>,
    }
}
