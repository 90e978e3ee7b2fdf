//! What the rules speak of by its part in the work, such as "the kickoff meeting": the content says
//! which fact, question, item or link has each role. No rule knows an id.

use super::id::{FactId, ItemId, LinkId, QuestionId};

/// What has a role.
#[derive(Clone, Copy, Debug)]
pub enum Role {
    Fact(FactId),
    Question(QuestionId),
    Item(ItemId),
    Link(LinkId),
}

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident: $group:ident($id:ident),)*) => {
        /// Who has which role in one playbook. A role that nothing has is called by no name, so what
        /// asks for it finds nothing, and its rule is off.
        #[derive(Debug)]
        pub struct Roles {
            $($(#[$doc])* pub $name: $id,)*
        }

        impl Roles {
            const COUNT: usize = Roles::NAMES.len();

            /// As they are called in the content.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($name)),*];

            /// Who has them, in the order of [`Roles::NAMES`].
            pub fn of(ids: [&'static str; Roles::COUNT]) -> Roles {
                let [$($name),*] = ids;
                Roles { $($name: $id::stored($name)),* }
            }

            /// Each with its name.
            pub fn all(&self) -> [(&'static str, Role); Roles::COUNT] {
                [$((stringify!($name), Role::$group(self.$name))),*]
            }
        }
    };
}

roles! {
    /// The customer's name, the only role that no playbook can do without.
    customer: Fact(FactId),
    assigned_at: Fact(FactId),
    contacted_at: Fact(FactId),
    kickoff_at: Fact(FactId),
    kickoff_ended: Fact(FactId),
    seats: Fact(FactId),
    active_users: Fact(FactId),
    migration_target: Fact(FactId),
    migrated: Fact(FactId),
    disengagement_discussed: Fact(FactId),
    /// Which days are business days.
    calendar: Fact(FactId),
    time_zone: Fact(FactId),
    /// What to show the customer next (R64).
    demo_next: Fact(FactId),
    motion: Question(QuestionId),
    /// Whether there is an account team.
    managed: Question(QuestionId),
    risk_seen: Question(QuestionId),
    under_1000_seats: Question(QuestionId),
    config_manager_current: Question(QuestionId),
    migration_required: Question(QuestionId),
    blocked_or_no_intent: Question(QuestionId),
    dibs_missing: Question(QuestionId),
    ssat_available: Question(QuestionId),
    gap_open: Question(QuestionId),
    /// Whether only some of the entitled services are intended at first (R57).
    not_all_workloads: Question(QuestionId),
    /// The kickoff meeting itself (R42).
    kickoff_meeting: Item(ItemId),
    /// The initial outreach (R28).
    first_outreach: Item(ItemId),
    /// The task of the end (R22).
    disengaged: Item(ItemId),
    /// The help for services that are Blocked or No Intent (R68).
    stalled_services: Item(ItemId),
    /// What a Configuration Manager below current branch means (R39).
    outdated_manager: Item(ItemId),
    /// The guide to the four prerequisites and the four success factors (R44, R46).
    guide_4_plus_4: Link(LinkId),
    /// What to do when a part of them is not there (R67).
    guidance_4_plus_4_missing: Link(LinkId),
    /// The two playbooks that the gate leads to (R70).
    success_workshop: Link(LinkId),
    technical_assessment: Link(LinkId),
}

impl Role {
    /// The name of what has it; empty if nothing has.
    pub fn id(self) -> &'static str {
        match self {
            Role::Fact(id) => id.as_str(),
            Role::Question(id) => id.as_str(),
            Role::Item(id) => id.as_str(),
            Role::Link(id) => id.as_str(),
        }
    }
}
