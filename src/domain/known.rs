//! Facts, questions and items that the rules know by name. The content test makes sure that the
//! playbook has each of them; everything else of a playbook the engine takes as it comes.

use super::id::{FactId, ItemId, LinkId, QuestionId};

pub const CUSTOMER: FactId = FactId::known("customer");
pub const ASSIGNED_AT: FactId = FactId::known("assigned-at");
pub const CONTACTED_AT: FactId = FactId::known("contacted-at");
pub const SEATS: FactId = FactId::known("seats");
pub const ACTIVE_USERS: FactId = FactId::known("active-users");
pub const MIGRATION_TARGET: FactId = FactId::known("migration-target");
pub const MIGRATED: FactId = FactId::known("migrated");
pub const DISENGAGEMENT_DISCUSSED: FactId = FactId::known("disengagement-discussed");
pub const CALENDAR: FactId = FactId::known("calendar");
pub const TIME_ZONE: FactId = FactId::known("time-zone");
pub const KICKOFF_AT: FactId = FactId::known("kickoff-at");

pub const MOTION: QuestionId = QuestionId::known("motion");
pub const MANAGED: QuestionId = QuestionId::known("managed");
pub const RISK_SEEN: QuestionId = QuestionId::known("risk-seen");
pub const UNDER_1000_SEATS: QuestionId = QuestionId::known("under-1000-seats");
pub const CONFIG_MANAGER_CURRENT: QuestionId = QuestionId::known("config-manager-current");
pub const MIGRATION_REQUIRED: QuestionId = QuestionId::known("migration-required");
pub const SERVICES: QuestionId = QuestionId::known("services");
pub const BLOCKED_OR_NO_INTENT: QuestionId = QuestionId::known("blocked-or-no-intent");
pub const DIBS_MISSING: QuestionId = QuestionId::known("dibs-missing");
pub const SSAT_AVAILABLE: QuestionId = QuestionId::known("ssat-available");
pub const GAP_OPEN: QuestionId = QuestionId::known("gap-open");

/// The kickoff meeting itself (R42).
pub const KICKOFF_MEETING: ItemId = ItemId::known("ftop.994");

/// The initial outreach (R28).
pub const FIRST_OUTREACH: ItemId = ItemId::known("ftop.3616");

/// The task that the source names without a number (R22).
pub const DISENGAGED: ItemId = ItemId::known("ftop.disengaged");

/// The help for services that are Blocked or No Intent (R68).
pub const STALLED_SERVICES: ItemId = ItemId::known("next.blocked");

/// What a Configuration Manager below current branch means (R39).
pub const OUTDATED_MANAGER: ItemId = ItemId::known("call.win10-upgrade");

/// The guide to the four prerequisites and the four success factors (R44, R46).
pub const GUIDE_4_PLUS_4: LinkId = LinkId::known("link.guide-4-plus-4");

/// What to do when a part of them is not there (R67).
pub const GUIDANCE_4_PLUS_4_MISSING: LinkId = LinkId::known("link.guidance-4-plus-4-missing");

/// The two playbooks that the gate leads to (R70).
pub const SUCCESS_WORKSHOP: LinkId = LinkId::known("link.success-workshop");
pub const TECHNICAL_ASSESSMENT: LinkId = LinkId::known("link.technical-assessment");
