//! Logs: one JSON object a line.

use std::fmt;

use serde_json::{Map, Value};
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::time::{FormatTime, SystemTime};
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields, MakeWriter};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::registry::LookupSpan;

use crate::settings::SERVICE;
use crate::trace::Trace;

/// What writes time (RFC 3339, UTC), level, logger, service, message, what the call added, and `trace_id` when the task is
/// part of a trace. Libraries are heard from warnings on.
pub fn subscriber<W>(level: LevelFilter, writer: W) -> impl Subscriber + Send + Sync
where
    W: for<'writer> MakeWriter<'writer> + Send + Sync + 'static,
{
    let heard = Targets::new()
        .with_target(env!("CARGO_CRATE_NAME"), level)
        .with_default(level.min(LevelFilter::WARN));
    let lines = tracing_subscriber::fmt::layer()
        .event_format(JsonLines)
        .with_writer(writer);
    tracing_subscriber::registry().with(heard).with(lines)
}

/// The time now, in RFC 3339.
pub fn now() -> String {
    let mut time = String::new();
    // A string takes everything.
    let _ = SystemTime.format_time(&mut Writer::new(&mut time));
    time
}

struct JsonLines;

impl<S, N> FormatEvent<S, N> for JsonLines
where
    S: Subscriber + for<'span> LookupSpan<'span>,
    N: for<'writer> FormatFields<'writer> + 'static,
{
    fn format_event(
        &self,
        _context: &FmtContext<'_, S, N>,
        mut writer: Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        let metadata = event.metadata();
        let mut entry = Entry(Map::new());
        event.record(&mut entry);
        entry.put("time", now());
        entry.put("level", name(*metadata.level()));
        entry.put("logger", metadata.target());
        entry.put("service", SERVICE);
        if let Some(trace) = Trace::current() {
            entry.put("trace_id", trace.id());
        }
        writeln!(writer, "{}", Value::Object(entry.0))
    }
}

fn name(level: Level) -> &'static str {
    match level {
        Level::ERROR => "error",
        Level::WARN => "warning",
        Level::INFO => "info",
        _ => "debug",
    }
}

struct Entry(Map<String, Value>);

impl Entry {
    fn put(&mut self, name: &str, value: impl Into<Value>) {
        self.0.insert(name.to_owned(), value.into());
    }
}

impl Visit for Entry {
    fn record_bool(&mut self, field: &Field, value: bool) {
        self.put(field.name(), value);
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.put(field.name(), value);
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.put(field.name(), value);
    }

    fn record_f64(&mut self, field: &Field, value: f64) {
        self.put(field.name(), value);
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.put(field.name(), value);
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.put(field.name(), format!("{value:?}"));
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Lines(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Lines {
        fn entries(&self) -> Vec<Value> {
            let bytes = self.0.lock().unwrap();
            serde_json::Deserializer::from_slice(&bytes)
                .into_iter()
                .collect::<Result<_, _>>()
                .unwrap()
        }
    }

    fn capture() -> (Lines, tracing::subscriber::DefaultGuard) {
        let lines = Lines::default();
        let writer = lines.clone();
        let subscriber = subscriber(LevelFilter::INFO, move || writer.clone());
        (lines, tracing::subscriber::set_default(subscriber))
    }

    #[test]
    fn an_entry_has_what_a_reader_looks_for() {
        let (lines, _guard) = capture();
        tracing::warn!(attempt = 2, error = %"line\nbreak", "it failed");
        tracing::debug!("too much");
        let entries = lines.entries();
        assert_eq!(entries.len(), 1);
        assert_eq!(entries[0]["level"], "warning");
        assert_eq!(entries[0]["logger"], "app::logs::tests");
        assert_eq!(entries[0]["service"], SERVICE);
        assert_eq!(entries[0]["message"], "it failed");
        assert_eq!(entries[0]["attempt"], 2);
        assert_eq!(entries[0]["error"], "line\nbreak");
        let time = entries[0]["time"].as_str().unwrap();
        assert!(time.ends_with('Z') && time.as_bytes()[10] == b'T', "{time}");
    }

    #[tokio::test]
    async fn an_entry_names_the_trace_of_its_task() {
        let (lines, _guard) = capture();
        let trace =
            Trace::parse("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01").unwrap();
        trace.run(async { tracing::info!("inside") }).await;
        tracing::info!("outside");
        let entries = lines.entries();
        assert_eq!(entries[0]["trace_id"], "4bf92f3577b34da6a3ce929d0e0e4736");
        assert_eq!(entries[1].get("trace_id"), None);
    }

    #[test]
    fn libraries_are_heard_from_warnings_on() {
        let (lines, _guard) = capture();
        tracing::info!(target: "library", "chatter");
        tracing::warn!(target: "library", "trouble");
        let messages: Vec<_> = lines
            .entries()
            .iter()
            .map(|entry| entry["message"].clone())
            .collect();
        assert_eq!(messages, ["trouble"]);
    }
}
