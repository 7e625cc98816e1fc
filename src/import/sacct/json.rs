//! The output of `sacct --json`, by any of the data parsers from 0.0.36 (Slurm 21.08) to 0.0.46
//! (26.11): `JOB` and `TRES` in `src/plugins/data_parser/*/parsers.c`.
//!
//! They differ in how they write a number that may be unset (`7`, `null`, `{"set": true,
//! "infinite": false, "number": 7}`) and a state (`"RUNNING"`, `["RUNNING"]`). One visitor walks
//! through all of it and keeps the fields of a job that hours need.

use super::problem::ProblemKind;
use super::{Account, Gpus, Job, JobState};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// Slurm’s own numbers for “none” and “no end”: the last two of 32 bits.
const NO_VALUE: u64 = u32::MAX as u64 - 1;

/// The place of a value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Top,
    Jobs,
    Job,
    Time,
    Tres,
    Allocated,
    Resource,
    Array,
    Het,
    /// A number or a text, or the object around one.
    Value(Field),
}

/// The fields that are kept.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Id,
    Name,
    JobState,
    Elapsed,
    Nodes,
    ArrayId,
    TaskId,
    Tasks,
    HetId,
    Offset,
    // Fields of a resource.
    Kind,
    Resource,
    Count,
}

const FIELDS: usize = Field::Count as usize + 1;

/// The place of a value, by the place of its object and its key.
const PLACES: [(Place, &str, Place); 19] = [
    (Place::Top, "jobs", Place::Jobs),
    (Place::Job, "job_id", Place::Value(Field::Id)),
    (Place::Job, "name", Place::Value(Field::Name)),
    (Place::Job, "state", Place::Value(Field::JobState)),
    (Place::Job, "allocation_nodes", Place::Value(Field::Nodes)),
    (Place::Job, "time", Place::Time),
    (Place::Job, "tres", Place::Tres),
    (Place::Job, "array", Place::Array),
    (Place::Job, "het", Place::Het),
    (Place::Time, "elapsed", Place::Value(Field::Elapsed)),
    (Place::Tres, "allocated", Place::Allocated),
    (Place::Array, "job_id", Place::Value(Field::ArrayId)),
    (Place::Array, "task_id", Place::Value(Field::TaskId)),
    (Place::Array, "task", Place::Value(Field::Tasks)),
    (Place::Het, "job_id", Place::Value(Field::HetId)),
    (Place::Het, "job_offset", Place::Value(Field::Offset)),
    (Place::Resource, "type", Place::Value(Field::Kind)),
    (Place::Resource, "name", Place::Value(Field::Resource)),
    (Place::Resource, "count", Place::Value(Field::Count)),
];

/// Returns the place of a key’s value, if it is needed.
fn place_within(place: Place, key: &str) -> Option<Place> {
    // The object around a number or a state.
    if matches!(place, Place::Value(_)) {
        return matches!(key, "number" | "current").then_some(place);
    }
    let mut places = PLACES.iter();
    let (.., inside) = places.find(|(of, name, _)| *of == place && *name == key)?;
    Some(*inside)
}

/// Reads the jobs. Their steps are ignored.
pub(super) fn read(text: &str) -> Account {
    let mut reading = Reading::default();
    let mut from = serde_json::Deserializer::from_str(text);
    let whole = Walk(Place::Top, &mut reading).deserialize(&mut from);
    let mut account = reading.account;
    if let Err(error) = whole.and_then(|()| from.end()) {
        let message = format!("The JSON is cut off or damaged ({error}).");
        account.jobs.clear();
        account.complain(0, ProblemKind::Json(message));
    }
    account
}

/// The jobs read so far.
#[derive(Default)]
struct Reading {
    account: Account,
    /// Fields of the current job, numbers as text.
    fields: [Option<String>; FIELDS],
    /// Its resources, as in the table of sacct.
    tres: Option<String>,
}

impl Reading {
    fn take(&mut self, field: Field) -> Option<String> {
        self.fields[field as usize].take()
    }

    fn number(&mut self, field: Field) -> Option<u64> {
        let number = self.take(field)?.parse().ok()?;
        (number < NO_VALUE).then_some(number)
    }

    fn end_resource(&mut self) {
        let kind = self.take(Field::Kind);
        let name = self.take(Field::Resource).unwrap_or_default();
        let count = self.take(Field::Count).unwrap_or_default();
        if let Some(tres) = &mut self.tres
            && kind.as_deref() == Some("gres")
        {
            tres.push_str(&["gres/", &name, "=", &count, ","].concat());
        }
    }

    fn end_job(&mut self) {
        let id = self.id();
        let name = self.take(Field::Name).unwrap_or_default();
        let state = self.take(Field::JobState).unwrap_or_default();
        let seconds = self.number(Field::Elapsed);
        let nodes = self.number(Field::Nodes);
        let (Some(seconds), Some(tres)) = (seconds, self.tres.take()) else {
            let lacks = seconds.map_or("time.elapsed", |_| "tres.allocated");
            let message = format!(
                "Job {id} of the JSON has no {lacks}, which sacct --json prints and squeue and scontrol do not."
            );
            return self.account.complain(0, ProblemKind::Json(message));
        };
        match Gpus::read(&tres) {
            Ok(gpus) => {
                let mut job = Job::new(&id, &name, seconds, gpus);
                job.state = JobState::read(&state);
                job.nodes = nodes;
                self.account.jobs.push(job);
            }
            Err(part) => self.account.complain(0, ProblemKind::no_count(part)),
        }
    }

    /// Returns the job number as in the table of sacct: `123`, `123_4` of an array, `123+0` of a
    /// heterogeneous job.
    fn id(&mut self) -> String {
        let own = self.take(Field::Id).unwrap_or_default();
        let array = self.number(Field::ArrayId).filter(|id| *id > 0);
        let task = self.number(Field::TaskId);
        let tasks = self.take(Field::Tasks).unwrap_or_default();
        let het = self.number(Field::HetId).filter(|id| *id > 0);
        let offset = self.number(Field::Offset);
        match (array, task, het, offset) {
            (Some(array), Some(task), ..) => format!("{array}_{task}"),
            (Some(array), ..) => format!("{array}_[{tasks}]"),
            (_, _, Some(het), Some(offset)) => format!("{het}+{offset}"),
            _ => own,
        }
    }
}

/// Reads the value at a place.
struct Walk<'a>(Place, &'a mut Reading);

impl Walk<'_> {
    fn put(self, text: String) {
        if let Place::Value(field) = self.0 {
            self.1.fields[field as usize] = Some(text);
        }
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of jobs")
    }

    fn visit_u64<E>(self, number: u64) -> Result<(), E> {
        self.put(number.to_string());
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.put(text.to_owned());
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut seq: S) -> Result<(), S::Error> {
        let Self(place, reading) = self;
        match place {
            Place::Top | Place::Jobs => {
                while seq.next_element_seed(Walk(Place::Job, reading))?.is_some() {}
            }
            Place::Allocated => {
                reading.tres = Some(String::new());
                while seq
                    .next_element_seed(Walk(Place::Resource, reading))?
                    .is_some()
                {}
            }
            // The first of several states is the current one: `["CANCELLED", "REQUEUED"]`.
            _ => {
                seq.next_element_seed(Walk(place, reading))?;
                while seq.next_element::<IgnoredAny>()?.is_some() {}
            }
        }
        Ok(())
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<(), M::Error> {
        let Self(place, reading) = self;
        if place == Place::Job {
            reading.fields = Default::default();
            reading.tres = None;
        }
        let mut is_set = true;
        while let Some(key) = map.next_key::<String>()? {
            match place_within(place, &key) {
                Some(place) => map.next_value_seed(Walk(place, reading))?,
                None if key == "set" => is_set = map.next_value()?,
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        match place {
            Place::Job => reading.end_job(),
            Place::Resource => reading.end_resource(),
            Place::Value(field) if !is_set => drop(reading.take(field)),
            _ => {}
        }
        Ok(())
    }
}
