//! The one layer that computes: columns, statuses, trends, counts, costs.
//!
//! A computed value is a [`Derivation`]: the value, the formula and the inputs with their
//! addresses. The document shows the value, the checks hold it against what is stated, and the
//! explanation shows the rest. Nothing else in the program does arithmetic on the model.

mod agreement;
mod bridge;
mod context;
mod derivation;
mod economy;
mod history;
mod risk;
mod roll_up;
mod status;
mod tally;
mod trend;
mod volume;

pub use agreement::{Agreement, agreement};
pub use bridge::{bridge_end, effect_sum};
pub use context::{Context, freeze_text};
pub use derivation::{Derivation, Formula, Input, Value};
pub use economy::{FigureCell, Sheet};
pub use history::{Point, indicator_history};
pub use risk::{Position, position, risk_value};
pub use roll_up::{goal_proposal, unit_count};
pub use status::{indicator_status, miss, period_target};
pub use tally::{count_of, total_of};
pub use trend::{compare, direction, forecast_before, trend};
pub use volume::{SeriesFigures, accumulated_cost, month_cost, series_figures};
