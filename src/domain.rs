//! What a kickoff is. Nothing here knows about browsers, signals, files or the clock: time and
//! unique ids come in as arguments.

pub mod code;
pub mod id;
pub mod iso;
pub mod spoken_day;
pub mod stamp;
pub mod text;
pub mod timeline;
pub mod tsv;

pub mod condition;
pub mod parts;
pub mod phase;
pub mod playbook;
pub mod roles;

pub mod edition;
pub mod engagement;
pub mod field;
pub mod library;
pub mod link;
pub mod merge;
pub mod overwritten;
pub mod register;
pub mod unknown;
pub mod value;
pub mod version_vector;
pub mod versions;

pub mod calendar;
pub mod holidays;

pub mod agenda;
pub mod assessment;
pub mod audience;
pub mod capture;
pub mod completion;
pub mod deadline;
pub mod derived;
pub mod findings;
pub mod four_plus_four;
pub mod gate;
pub mod next;
pub mod pasted;
pub mod progress;
pub mod readiness;
pub mod receipt;
pub mod revision;
