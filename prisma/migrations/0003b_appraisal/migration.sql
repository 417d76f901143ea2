CREATE TABLE "Appraisal" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "requestKey" TEXT NOT NULL,
  "assignmentId" TEXT NOT NULL REFERENCES "Assignment" ("id"),
  "quarter" TEXT NOT NULL,
  "personId" TEXT NOT NULL,
  "version" INTEGER NOT NULL,
  "byId" TEXT NOT NULL,
  "attendance" DOUBLE PRECISION NOT NULL,
  "attendanceComputed" DOUBLE PRECISION,
  "attendanceFacts" JSONB NOT NULL,
  "attendanceReason" TEXT,
  "quality" DOUBLE PRECISION NOT NULL,
  "initiative" DOUBLE PRECISION NOT NULL,
  "results" TEXT NOT NULL,
  "behaviour" TEXT NOT NULL,
  "achievement" DOUBLE PRECISION,
  "explanation" TEXT,
  "good" TEXT NOT NULL,
  "improve" TEXT NOT NULL,
  "nextStep" TEXT NOT NULL,
  "nextStepOn" TEXT NOT NULL,
  "trainingId" TEXT,
  "trainingTitle" TEXT,
  "reason" TEXT,
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  "publishedAt" TIMESTAMPTZ(3)
);
CREATE UNIQUE INDEX "Appraisal_requestKey_key" ON "Appraisal" ("requestKey");
CREATE UNIQUE INDEX "Appraisal_assignmentId_version_key" ON "Appraisal" ("assignmentId", "version");
CREATE INDEX "Appraisal_personId_quarter_idx" ON "Appraisal" ("personId", "quarter");
CREATE INDEX "Appraisal_quarter_publishedAt_idx" ON "Appraisal" ("quarter", "publishedAt");
CREATE INDEX "Appraisal_byId_idx" ON "Appraisal" ("byId");
-- Who was told by which notice since when: what the plan of reminders asks.
CREATE INDEX "Delivery_notice_finishedAt_idx" ON "Delivery" ("notice", "finishedAt");
