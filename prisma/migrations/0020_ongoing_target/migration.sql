ALTER TABLE "OngoingFeedback" ADD COLUMN "targetId" TEXT;
ALTER TABLE "OngoingFeedback" ADD COLUMN "targetName" TEXT;
ALTER TABLE "FeedbackRequest" ADD COLUMN "targetId" TEXT;
ALTER TABLE "FeedbackRequest" ADD COLUMN "targetName" TEXT;
