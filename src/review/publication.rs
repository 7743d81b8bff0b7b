//! What must not be published as it stands.

mod kanslisprak;
mod kontaktuppgift;
mod langa_meningar;
mod lanktext;
mod mnkr;
mod personnummer;
mod rubriknivaer;
mod sma_tal;
mod tabell_utan_rubriker;
mod typografi;

use super::Rule;

/// The rules of this group.
pub(super) const RULES: &[&Rule] = &[
    &personnummer::RULE,
    &kontaktuppgift::RULE,
    &sma_tal::RULE,
    &rubriknivaer::RULE,
    &tabell_utan_rubriker::RULE,
    &lanktext::RULE,
    &mnkr::RULE,
    &typografi::RULE,
    &langa_meningar::RULE,
    &kanslisprak::RULE,
];
