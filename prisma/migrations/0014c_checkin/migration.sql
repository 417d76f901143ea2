CREATE TABLE "NextStep" (
  "assignmentId" TEXT NOT NULL PRIMARY KEY REFERENCES "Assignment" ("id"),
  "appraisalId" TEXT NOT NULL REFERENCES "Appraisal" ("id"),
  "personId" TEXT NOT NULL REFERENCES "Person" ("id"),
  "plannedOn" TEXT NOT NULL,
  "dueOn" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "postponed" BOOLEAN NOT NULL,
  "answer" TEXT,
  "answeredAt" TIMESTAMPTZ(3),
  "toldId" TEXT,
  "toldOn" TEXT
);
CREATE INDEX "NextStep_state_dueOn_idx" ON "NextStep" ("state", "dueOn");
CREATE INDEX "NextStep_personId_idx" ON "NextStep" ("personId");
CREATE INDEX "NextStep_toldOn_answeredAt_idx" ON "NextStep" ("toldOn", "answeredAt");
CREATE INDEX "NextStep_toldId_toldOn_idx" ON "NextStep" ("toldId", "toldOn");
