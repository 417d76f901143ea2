-- Columns with fixed values become enums: the database refuses anything else, and the generated types name the values.
-- Values that are no identifiers (such as office-hours) stay text with a check, for Prisma's client would rename them.
-- So do arrays: PGlite cannot read a parameter that is an array of an enum.

CREATE TYPE "EmploymentStatus" AS ENUM ('PNS', 'PPPK');
CREATE TYPE "DelegationKind" AS ENUM ('plt', 'plh');
CREATE TYPE "ImportKind" AS ENUM ('people', 'attendance');
CREATE TYPE "ImportState" AS ENUM ('mapping', 'previewed', 'applied', 'refused');
CREATE TYPE "Locale" AS ENUM ('id', 'en');
CREATE TYPE "DeliveryState" AS ENUM ('queued', 'claimed', 'sending', 'sent', 'failed', 'unreachable', 'moot');
CREATE TYPE "WebAuthor" AS ENUM ('person', 'rekan');
CREATE TYPE "Berakhlak" AS ENUM ('berorientasi_pelayanan', 'akuntabel', 'kompeten', 'harmonis', 'loyal', 'adaptif', 'kolaboratif');
CREATE TYPE "CycleStage" AS ENUM ('planned', 'open', 'closed', 'published');
CREATE TYPE "Publishing" AS ENUM ('appraiser', 'officer');
CREATE TYPE "Rating" AS ENUM ('above', 'as', 'below');
CREATE TYPE "AttendanceCode" AS ENUM ('H', 'S', 'I', 'C', 'DL', 'TB', 'TK');
CREATE TYPE "EventAnswerState" AS ENUM ('yes', 'waiting', 'maybe', 'no');
CREATE TYPE "EventScope" AS ENUM ('unit', 'office');
CREATE TYPE "TargetState" AS ENUM ('proposed', 'agreed', 'dropped');
CREATE TYPE "TargetAspect" AS ENUM ('quantity', 'quality', 'time', 'cost');
CREATE TYPE "TargetDirection" AS ENUM ('higher', 'lower', 'yesno');
CREATE TYPE "ProposalKind" AS ENUM ('new', 'change', 'drop');
CREATE TYPE "ProposalSide" AS ENUM ('employee', 'appraiser', 'officer');
CREATE TYPE "ProposalState" AS ENUM ('open', 'agreed', 'declined', 'withdrawn');
CREATE TYPE "TrainingTopic" AS ENUM ('public_service', 'time_management', 'leadership', 'technical', 'digital', 'communication', 'innovation', 'integrity', 'other');
CREATE TYPE "Criterion" AS ENUM ('attendance', 'quality', 'initiative');
CREATE TYPE "PlaceState" AS ENUM ('asked', 'joined', 'waiting', 'declined', 'left');
CREATE TYPE "TrainingAttendance" AS ENUM ('present', 'absent');
CREATE TYPE "OutsideTrainingState" AS ENUM ('reported', 'confirmed', 'declined');
CREATE TYPE "DataRequestKind" AS ENUM ('correction', 'deletion');
CREATE TYPE "DataRequestDecision" AS ENUM ('done', 'partly', 'declined');
CREATE TYPE "AppraisalNoteKind" AS ENUM ('answer', 'reply');
CREATE TYPE "ObjectionDecision" AS ENUM ('stays', 'changed', 'rejected');
CREATE TYPE "NextStepState" AS ENUM ('waiting', 'asked', 'answered');
CREATE TYPE "NextStepAnswer" AS ENUM ('done', 'later', 'help');
CREATE TYPE "FeedbackKind" AS ENUM ('praise', 'suggestion');
CREATE TYPE "FeedbackAskedState" AS ENUM ('asked', 'given', 'declined');
CREATE TYPE "AwardRecipient" AS ENUM ('person', 'unit');
CREATE TYPE "AwardState" AS ENUM ('nominated', 'returned', 'approved', 'withdrawn');
CREATE TYPE "CalendarDayKind" AS ENUM ('off', 'worked');
CREATE TYPE "UnitWeek" AS ENUM ('five', 'six', 'shifts');

-- Its predicate compares text.
DROP INDEX "TargetProposal_one_open";

ALTER TABLE "Person" ALTER COLUMN "status" TYPE "EmploymentStatus" USING "status"::"EmploymentStatus";
ALTER TABLE "AwardKind"
  ALTER COLUMN "status" TYPE "EmploymentStatus" USING "status"::"EmploymentStatus",
  ALTER COLUMN "forWhom" TYPE "AwardRecipient" USING "forWhom"::"AwardRecipient";
ALTER TABLE "Delegation" ALTER COLUMN "kind" TYPE "DelegationKind" USING "kind"::"DelegationKind";
ALTER TABLE "Import"
  ALTER COLUMN "kind" TYPE "ImportKind" USING "kind"::"ImportKind",
  ALTER COLUMN "state" TYPE "ImportState" USING "state"::"ImportState";
ALTER TABLE "Preference" ALTER COLUMN "locale" TYPE "Locale" USING "locale"::"Locale";
ALTER TABLE "Delivery" ALTER COLUMN "state" TYPE "DeliveryState" USING "state"::"DeliveryState";
ALTER TABLE "WebMessage" ALTER COLUMN "from" TYPE "WebAuthor" USING "from"::"WebAuthor";
ALTER TABLE "Kudos" ALTER COLUMN "value" TYPE "Berakhlak" USING "value"::"Berakhlak";
ALTER TABLE "OngoingFeedback"
  ALTER COLUMN "value" TYPE "Berakhlak" USING "value"::"Berakhlak",
  ALTER COLUMN "kind" TYPE "FeedbackKind" USING "kind"::"FeedbackKind";
ALTER TABLE "Cycle"
  ALTER COLUMN "stage" TYPE "CycleStage" USING "stage"::"CycleStage",
  ALTER COLUMN "publishing" TYPE "Publishing" USING "publishing"::"Publishing";
ALTER TABLE "Appraisal"
  ALTER COLUMN "results" TYPE "Rating" USING "results"::"Rating",
  ALTER COLUMN "behaviour" TYPE "Rating" USING "behaviour"::"Rating";
ALTER TABLE "AttendanceDay" ALTER COLUMN "code" TYPE "AttendanceCode" USING "code"::"AttendanceCode";
ALTER TABLE "EventAnswer" ALTER COLUMN "state" TYPE "EventAnswerState" USING "state"::"EventAnswerState";
ALTER TABLE "EventMaker" ALTER COLUMN "scope" TYPE "EventScope" USING "scope"::"EventScope";
ALTER TABLE "Target"
  ALTER COLUMN "state" TYPE "TargetState" USING "state"::"TargetState",
  ALTER COLUMN "aspect" TYPE "TargetAspect" USING "aspect"::"TargetAspect",
  ALTER COLUMN "direction" TYPE "TargetDirection" USING "direction"::"TargetDirection";
ALTER TABLE "TargetProposal"
  ALTER COLUMN "kind" TYPE "ProposalKind" USING "kind"::"ProposalKind",
  ALTER COLUMN "side" TYPE "ProposalSide" USING "side"::"ProposalSide",
  ALTER COLUMN "state" TYPE "ProposalState" USING "state"::"ProposalState";
ALTER TABLE "Training"
  ALTER COLUMN "topic" TYPE "TrainingTopic" USING "topic"::"TrainingTopic",
  ALTER COLUMN "criterion" TYPE "Criterion" USING "criterion"::"Criterion";
ALTER TABLE "TrainingNeed" ALTER COLUMN "criterion" TYPE "Criterion" USING "criterion"::"Criterion";
ALTER TABLE "TrainingPlace"
  ALTER COLUMN "state" TYPE "PlaceState" USING "state"::"PlaceState",
  ALTER COLUMN "attendance" TYPE "TrainingAttendance" USING "attendance"::"TrainingAttendance";
ALTER TABLE "OutsideTraining" ALTER COLUMN "state" TYPE "OutsideTrainingState" USING "state"::"OutsideTrainingState";
ALTER TABLE "DataRequest"
  ALTER COLUMN "kind" TYPE "DataRequestKind" USING "kind"::"DataRequestKind",
  ALTER COLUMN "decision" TYPE "DataRequestDecision" USING "decision"::"DataRequestDecision";
ALTER TABLE "AppraisalNote" ALTER COLUMN "kind" TYPE "AppraisalNoteKind" USING "kind"::"AppraisalNoteKind";
ALTER TABLE "Objection" ALTER COLUMN "decision" TYPE "ObjectionDecision" USING "decision"::"ObjectionDecision";
ALTER TABLE "NextStep"
  ALTER COLUMN "state" TYPE "NextStepState" USING "state"::"NextStepState",
  ALTER COLUMN "answer" TYPE "NextStepAnswer" USING "answer"::"NextStepAnswer";
ALTER TABLE "AnonymousWords" ALTER COLUMN "kind" TYPE "FeedbackKind" USING "kind"::"FeedbackKind";
ALTER TABLE "FeedbackAsked" ALTER COLUMN "state" TYPE "FeedbackAskedState" USING "state"::"FeedbackAskedState";
ALTER TABLE "Award" ALTER COLUMN "state" TYPE "AwardState" USING "state"::"AwardState";
ALTER TABLE "CalendarDay" ALTER COLUMN "kind" TYPE "CalendarDayKind" USING "kind"::"CalendarDayKind";
ALTER TABLE "UnitCalendar" ALTER COLUMN "week" TYPE "UnitWeek" USING "week"::"UnitWeek";

CREATE UNIQUE INDEX "TargetProposal_one_open" ON "TargetProposal" ("targetId") WHERE "state" = 'open';

ALTER TABLE "Person" ADD CONSTRAINT "Person_roles_check" CHECK ("roles" <@ ARRAY['officer', 'leader', 'administrator']);
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_timing_check" CHECK ("timing" IN ('soon', 'office-hours'));
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_excused_check" CHECK ("excused" IN ('newcomer', 'long-leave', 'study', 'unit', 'other'));
ALTER TABLE "TargetProgress" ADD CONSTRAINT "TargetProgress_state_check" CHECK ("state" IN ('reported', 'confirmed', 'asked-back', 'superseded'));
ALTER TABLE "TrainingPlace" ADD CONSTRAINT "TrainingPlace_attendedHow_check" CHECK ("attendedHow" IN ('code', 'list', 'walk-in'));
ALTER TABLE "TrainingNeed" ADD CONSTRAINT "TrainingNeed_source_check" CHECK ("source" IN ('appraisal', 'check-in'));
ALTER TABLE "KudosStanding" ADD CONSTRAINT "KudosStanding_value_check" CHECK ("value" IN ('any', 'berorientasi_pelayanan', 'akuntabel', 'kompeten', 'harmonis', 'loyal', 'adaptif', 'kolaboratif'));
