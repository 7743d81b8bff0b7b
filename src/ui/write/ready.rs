//! Sections begun and marked ready where they stand in the report.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Element;

use crate::route::Route;
use crate::ui::shell::Shell;
use crate::ui::work::Job;
use crate::ui::{places, platform};

/// A click; marks the section whose button it was on, or takes the mark away.
pub(super) fn click(shell: Shell, on: &Element) {
    let Some(button) = on.closest("button[data-ready]").ok().flatten() else { return };
    let Some(what) = button.get_attribute("data-ready") else { return };
    let Route::Report(at) = shell.route.get_untracked() else { return };
    let Some(section) = button.get_attribute("value") else { return };
    if !shell.write.is_on.get_untracked() {
        return;
    }
    let fields = [("report", at.report.as_str()), (what.as_str(), section.as_str())];
    let job = Job::new("missing", &fields);
    spawn_local(async move {
        if let Err(sentence) = shell.write_now(&job, &[]).await {
            shell.error(sentence);
        }
    });
}

/// A click; adds the first section where that was the button, and leads to its title.
pub(super) fn begin(shell: Shell, on: &Element) {
    let button = on.closest("button[data-begin]").ok().flatten();
    let list = button.and_then(|button| button.get_attribute("data-begin"));
    let Some(list) = list.filter(|_| shell.write.is_on.get_untracked()) else { return };
    spawn_local(async move {
        if let Err(sentence) = shell.wish("add", list.into(), String::new()).await {
            return shell.error(sentence);
        }
        for _ in 0..60 {
            if places::focus("main .bit [data-k]:not([data-f])") {
                return;
            }
            platform::pause(Duration::from_millis(50)).await;
        }
    });
}
