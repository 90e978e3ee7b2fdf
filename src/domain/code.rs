//! Closed lists of choices. Stored data holds the codes; the words are in the playbook's content.

/// A choice from a closed list, with the code that is stored for it.
pub trait Code: Copy + Sized + 'static {
    /// Every choice, in the order of the list.
    const ALL: &'static [Self];
    /// The code of each, in the order of [`Code::ALL`].
    const CODES: &'static [&'static str];

    /// What is stored for the choice, whatever the language.
    fn code(self) -> &'static str;

    /// The choice that a code stands for; `None` if it is not on the list.
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
        /// The motion that the source calls Customer Health.
        CustomerHealth = "customer-health",
        /// A request for assistance: it alone has the two business days (R30) and a completion (R18
        /// to R22).
        Rfa = "rfa",
        /// The motion that the source calls Targeting.
        Targeting = "targeting",
    }

    /// The answer to a yes-or-no question. "Not asked yet" is the absence of one.
    pub enum YesNo {
        /// It is so.
        Yes = "yes",
        /// It is not so.
        No = "no",
    }

    /// The customer's intent for a service, the I of DIBS (R44).
    pub enum Intent {
        /// The customer means to deploy it.
        Yes = "yes",
        /// The customer does not mean to deploy it.
        No = "no",
        /// A note for the next talk, not an intent: the part is still missing.
        Unclear = "unclear",
    }

    /// Where a service stands (L1 entitlement status; R68, C16).
    pub enum ServiceStatus {
        /// Status Unknown: it decides as little as no status.
        Unknown = "unknown",
        /// In Progress.
        InProgress = "in-progress",
        /// No Intent: the customer does not mean to deploy it.
        NoIntent = "no-intent",
        /// Blocked: something keeps the customer from deploying it.
        Blocked = "blocked",
        /// Duplicate/Invalid.
        Duplicate = "duplicate",
    }

    /// Whose person somebody is (R26).
    pub enum Side {
        /// The customer's.
        Customer = "customer",
        /// Microsoft's.
        Microsoft = "microsoft",
        /// The partner's.
        Partner = "partner",
    }

    /// What a knowledge gap is about (R07).
    pub enum Facet {
        /// What the product is good for.
        Benefit = "benefit",
        /// What has to be in place before it is adopted.
        Prerequisite = "prerequisite",
    }

    /// The life of a knowledge gap (R32).
    pub enum GapState {
        /// Written down, and nothing offered yet.
        Captured = "captured",
        /// A follow-up was offered.
        Offered = "offered",
        /// The follow-up has its day.
        Scheduled = "scheduled",
        /// The gap is no more. A gap in any other state, or in none, is open.
        Closed = "closed",
    }

    /// What kind of project risk (R33).
    pub enum RiskKind {
        /// Something is in the way.
        Blocker = "blocker",
        /// It is outside the FastTrack scope.
        OutOfScope = "out-of-scope",
        /// A constraint on the customer's side.
        Constraint = "constraint",
    }

    /// The source's four examples of what a partner can take on (R36).
    pub enum PartnerNeed {
        /// Overall project management.
        ProjectManagement = "project-management",
        /// Design and customisation of a complex solution.
        ComplexDesign = "complex-design",
        /// Work outside the FastTrack scope.
        OutOfBenefit = "out-of-benefit",
        /// Adoption and change management.
        AdoptionChange = "adoption-change",
    }

    /// Who does a piece of work (R08).
    pub enum ScopeOwner {
        /// The FastTrack Manager.
        Fm = "fm",
        /// The partner.
        Partner = "partner",
        /// The customer.
        Customer = "customer",
        /// Nobody of them: it is out of scope.
        OutOfScope = "out-of-scope",
    }

    /// What kind of follow-up meeting (R69).
    pub enum MeetingKind {
        /// A business value discussion.
        Bvd = "bvd",
        /// A meeting with a technical expert (SME).
        TechnicalExpert = "technical-expert",
        /// A meeting with an adoption expert (SME).
        AdoptionExpert = "adoption-expert",
        /// A follow-up that is held as a workshop (R32).
        Workshop = "workshop",
        /// Any other.
        Other = "other",
    }

    /// Where an action stands; none is open.
    pub enum ActionState {
        /// It is still to be done.
        Open = "open",
        /// It is done.
        Done = "done",
        /// It was called off.
        Dropped = "dropped",
    }

    /// A need of the customer: for soon or for later (R05, R06).
    pub enum Horizon {
        /// For soon (short term).
        Short = "short",
        /// For later (long term).
        Long = "long",
    }

    /// (M) or (O) of an FTOP task (R28).
    pub enum Necessity {
        /// (M): the task has to be done.
        Mandatory = "mandatory",
        /// (O): the task may be done.
        Optional = "optional",
    }

    /// Whom something is for. What nobody has decided about is decided by
    /// [`default`](super::audience::default).
    pub enum Audience {
        /// For the team alone.
        Internal = "internal",
        /// For the customer, too.
        Shared = "shared",
    }

    /// What the delivery team says of a point that was handed over. None is not looked at yet.
    pub enum Receipt {
        /// Taken over as it is.
        Accepted = "accepted",
        /// Sent back, to be seen to again.
        Returned = "returned",
    }

    /// Which days are business days (R30).
    pub enum CalendarChoice {
        /// All but Saturdays and Sundays.
        Weekends = "weekends",
        /// All but weekends and Japan's national holidays; so it is where nobody has chosen.
        Japan = "japan",
        /// All but weekends, Japan's national holidays and the own closed days.
        JapanOwn = "japan-own",
        /// All but weekends and the own closed days.
        Own = "own",
    }
}
