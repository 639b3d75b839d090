//! Tampering: repositories built by plain Git, each with one lapse that `verify` has to name, and honest ones, however
//! unusual, in which it must find nothing.

mod approvals;
mod authority;
mod days;
mod deeds;
mod findings;
mod grounds;
mod helps;
mod honest;
mod in_name;
mod kept;
mod keys;
mod missing;
mod mistakes;
mod parties;
mod records;
mod reported;
mod reports;
mod signed;
mod signed_branches;
mod words;
