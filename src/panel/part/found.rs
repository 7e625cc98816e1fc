//! The part that asks the worker, and draws what was found.

use super::{DrawnReply, FoundPart};
use crate::panel::files::{self, Reply, Request};
use crate::panel::jobs;

/// The part that asks the worker, and draws what was found.
#[derive(Debug, Default)]
pub struct Found;

impl FoundPart for Found {
    fn write(&self, request: &Request) -> Vec<u8> {
        request.to_bytes()
    }

    fn read(&self, answer: &[u8]) -> DrawnReply {
        let reply = Reply::from_bytes(answer);
        DrawnReply {
            change: reply.change,
            files: reply.files.as_ref().map(files::draw),
            jobs: reply.jobs.as_ref().map(jobs::draw),
            is_account: reply.is_account,
        }
    }
}
