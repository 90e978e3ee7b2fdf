//! How work is kept in the browser and handed over as a file.
//!
//! From the outside in: a [`mod@file`] is what people hand over; a [`document`] is one engagement as
//! JSON, the same in files and in the browser, and [`migrate`] brings those of older versions to the
//! present shape; a [`record`] is a document with what it takes to tell whether it is whole; a
//! [`engagements`] is where records are, under keys of ours only; a [`key_value`] is the raw storage below
//! it; an [`archive`] is where what nobody is at work on is.
//!
//! What a save promises: a file or record of any released version opens for ever. `tests/saves/`
//! holds one of each, and a browser's whole storage, never edited. Older documents are brought
//! along by named steps; fields and members of a newer version are carried along; a newer schema is
//! refused with words, and never written over.

pub mod agenda;
pub mod archive;
pub mod card;
pub mod checksum;
pub mod document;
pub mod document_error;
pub mod engagements;
pub mod file;
pub mod foreign;
pub mod import;
pub mod key_value;
pub mod migrate;
pub mod record;
pub mod same_file;
pub mod sample;
#[cfg(not(target_arch = "wasm32"))]
pub mod schema;
pub mod sealed;
pub mod team_folder;
