//! Closed lists of choices. Stored data holds the codes; the words are in the playbook's content.

/// A choice from a closed list, with the code that is stored for it.
pub trait Code: Copy + Sized + 'static {
    const ALL: &'static [Self];
    const CODES: &'static [&'static str];

    fn code(self) -> &'static str;

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.code() == code)
    }
}

/// Declares an enum with the code of each variant, so that a code is written in one place.
macro_rules! codes {
    ($($(#[$doc:meta])* pub enum $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub enum $name { $($(#[$vdoc])* $variant),* }

        impl $crate::domain::code::Code for $name {
            const ALL: &'static [$name] = &[$($name::$variant),*];
            const CODES: &'static [&'static str] = &[$($code),*];

            fn code(self) -> &'static str {
                match self { $($name::$variant => $code),* }
            }
        }
    )*};
}
pub(crate) use codes;

codes! {
    /// How an engagement starts (R10, C1).
    pub enum Motion {
        CustomerHealth = "customer-health",
        Rfa = "rfa",
        Targeting = "targeting",
    }

    /// The answer to a yes-or-no question. "Not asked yet" is the absence of one.
    pub enum YesNo { Yes = "yes", No = "no" }

    /// The customer's intent for a service, the I of DIBS (R44).
    pub enum Intent { Yes = "yes", No = "no", Unclear = "unclear" }

    /// Where a service stands (L1 entitlement status; R68, C16).
    pub enum ServiceStatus {
        Unknown = "unknown",
        InProgress = "in-progress",
        NoIntent = "no-intent",
        Blocked = "blocked",
        Duplicate = "duplicate",
    }

    /// Whose person somebody is (R26).
    pub enum Side { Customer = "customer", Microsoft = "microsoft", Partner = "partner" }

    /// What a knowledge gap is about (R07).
    pub enum Facet { Benefit = "benefit", Prerequisite = "prerequisite" }

    /// The life of a knowledge gap (R32).
    pub enum GapState {
        Captured = "captured",
        Offered = "offered",
        Scheduled = "scheduled",
        Closed = "closed",
    }

    /// What kind of project risk (R33).
    pub enum RiskKind { Blocker = "blocker", OutOfScope = "out-of-scope", Constraint = "constraint" }

    /// The source's four examples of what a partner can take on (R36).
    pub enum PartnerNeed {
        ProjectManagement = "project-management",
        ComplexDesign = "complex-design",
        OutOfBenefit = "out-of-benefit",
        AdoptionChange = "adoption-change",
    }

    /// Who does a piece of work (R08).
    pub enum ScopeOwner {
        Fm = "fm",
        Partner = "partner",
        Customer = "customer",
        OutOfScope = "out-of-scope",
    }

    /// What kind of follow-up meeting (R69).
    pub enum MeetingKind {
        Bvd = "bvd",
        TechnicalExpert = "technical-expert",
        AdoptionExpert = "adoption-expert",
        /// A follow-up that is held as a workshop (R32).
        Workshop = "workshop",
        Other = "other",
    }

    /// Where an action stands; none is open.
    pub enum ActionState { Open = "open", Done = "done", Dropped = "dropped" }

    /// A need of the customer: for soon or for later (R05, R06).
    pub enum Horizon { Short = "short", Long = "long" }

    /// (M) or (O) of an FTOP task (R28).
    pub enum Necessity { Mandatory = "mandatory", Optional = "optional" }

    /// Whom something is for. What nobody has decided about is decided by
    /// [`default`](super::audience::default).
    pub enum Audience { Internal = "internal", Shared = "shared" }

    /// What the delivery team says of a point that was handed over (R74). None is not looked at yet.
    pub enum Receipt { Accepted = "accepted", Returned = "returned" }

    /// Which days are business days (R30).
    pub enum CalendarChoice {
        Weekends = "weekends",
        Japan = "japan",
        JapanOwn = "japan-own",
        Own = "own",
    }
}
