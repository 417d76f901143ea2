-- Trainings elsewhere, with the participant's own certificate.
CREATE TABLE "OutsideTraining" (
  "id" TEXT PRIMARY KEY,
  "requestKey" TEXT NOT NULL UNIQUE,
  "personId" TEXT NOT NULL REFERENCES "Person" ("id"),
  "title" TEXT NOT NULL,
  "provider" TEXT NOT NULL,
  "hours" INTEGER NOT NULL,
  "endedOn" TEXT NOT NULL,
  "fileId" TEXT NOT NULL,
  "fileName" TEXT NOT NULL,
  "fileMime" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "reason" TEXT,
  "decidedById" TEXT,
  "decidedAt" TIMESTAMPTZ(3),
  "createdAt" TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX "OutsideTraining_personId_endedOn_idx" ON "OutsideTraining" ("personId", "endedOn");
CREATE INDEX "OutsideTraining_state_createdAt_idx" ON "OutsideTraining" ("state", "createdAt");
