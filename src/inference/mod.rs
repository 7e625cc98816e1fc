//! Operations of inference: forward passes over positions, with attention that grows with the context.
//!
//! All that counts inference uses this room: the key `inference` of a link, the study of use, and the rollouts of
//! post-training. It has the operations of a pass ([`Forward`]), of a request ([`Request`]), and of a network that is
//! given layer by layer ([`Network`]).

mod forward;
mod network;
mod request;

pub use forward::Forward;
pub use network::Network;
pub use request::Request;
