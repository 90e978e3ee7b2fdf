//! What the rules speak of by its part in the work, such as "the kickoff meeting": the content says
//! which fact, question, item or link has each role. No rule knows an id.

use super::id::{FactId, ItemId, LinkId, QuestionId};

/// What has a role.
#[derive(Clone, Copy, Debug)]
pub enum Role {
    /// A fact, such as when the kickoff is.
    Fact(FactId),
    /// A question, such as how the engagement starts.
    Question(QuestionId),
    /// An item, such as the kickoff meeting.
    Item(ItemId),
    /// A link of the source, such as a guide.
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
    /// When the engagement was assigned; its day is day 0 of the two business days (R30).
    assigned_at: Fact(FactId),
    /// When the customer was first contacted (R30). One that lies ahead is a plan.
    contacted_at: Fact(FactId),
    /// When the kickoff meeting begins, as planned or as it was.
    kickoff_at: Fact(FactId),
    /// When the kickoff meeting was over.
    kickoff_ended: Fact(FactId),
    /// How many seats the customer has bought in all (R20).
    seats: Fact(FactId),
    /// How many active users there are by now (R20).
    active_users: Fact(FactId),
    /// How many users are to be migrated; the source gives no number (R21).
    migration_target: Fact(FactId),
    /// How many users are migrated by now (R21).
    migrated: Fact(FactId),
    /// The day on which completion was discussed with the customer (R22).
    disengagement_discussed: Fact(FactId),
    /// Which days are business days.
    calendar: Fact(FactId),
    /// The zone of the engagement's own clock, such as `Asia/Tokyo`.
    time_zone: Fact(FactId),
    /// What to show the customer next (R64).
    demo_next: Fact(FactId),
    /// How the engagement starts (R10, C1).
    motion: Question(QuestionId),
    /// Whether there is an account team.
    managed: Question(QuestionId),
    /// Whether any project risk has come up (R33, C5).
    risk_seen: Question(QuestionId),
    /// Whether there are fewer than 1,000 seats (R20, C11).
    under_1000_seats: Question(QuestionId),
    /// Whether Configuration Manager is at current branch (R39, C8).
    config_manager_current: Question(QuestionId),
    /// Whether a migration is required, and so has to be complete as well (R19, C12).
    migration_required: Question(QuestionId),
    /// Whether any service is Blocked or No Intent (R68, C16).
    blocked_or_no_intent: Question(QuestionId),
    /// Whether any part of DIBS is still unconfirmed (R67, C17).
    dibs_missing: Question(QuestionId),
    /// Whether anything of SSAT is known; a part is enough (R46, C13).
    ssat_available: Question(QuestionId),
    /// Whether any knowledge gap is still open (R32, C18).
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
    /// The other of the two (R70).
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
