CREATE TABLE "Objection" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "requestKey" TEXT NOT NULL,
  "year" INTEGER NOT NULL,
  "serial" INTEGER NOT NULL,
  "assignmentId" TEXT NOT NULL REFERENCES "Assignment" ("id"),
  "appraisalId" TEXT NOT NULL REFERENCES "Appraisal" ("id"),
  "quarter" TEXT NOT NULL,
  "personId" TEXT NOT NULL REFERENCES "Person" ("id"),
  "appraiserId" TEXT NOT NULL,
  "deciderId" TEXT,
  "namedById" TEXT,
  "reason" TEXT NOT NULL,
  "fileId" TEXT,
  "fileName" TEXT,
  "fileMime" TEXT,
  "filedAt" TIMESTAMPTZ(3) NOT NULL,
  "movedAt" TIMESTAMPTZ(3) NOT NULL,
  "decision" TEXT,
  "decisionReason" TEXT,
  "decidedById" TEXT,
  "decidedAt" TIMESTAMPTZ(3),
  "changedId" TEXT
);
CREATE UNIQUE INDEX "Objection_requestKey_key" ON "Objection" ("requestKey");
CREATE UNIQUE INDEX "Objection_year_serial_key" ON "Objection" ("year", "serial");
CREATE UNIQUE INDEX "Objection_assignmentId_key" ON "Objection" ("assignmentId");
CREATE INDEX "Objection_personId_idx" ON "Objection" ("personId");
CREATE INDEX "Objection_deciderId_idx" ON "Objection" ("deciderId");
CREATE INDEX "Objection_decidedAt_filedAt_idx" ON "Objection" ("decidedAt", "filedAt");

CREATE TABLE "ObjectionQuestion" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "requestKey" TEXT NOT NULL,
  "objectionId" TEXT NOT NULL REFERENCES "Objection" ("id"),
  "askedId" TEXT NOT NULL,
  "question" TEXT NOT NULL,
  "askedAt" TIMESTAMPTZ(3) NOT NULL,
  "answer" TEXT,
  "answeredAt" TIMESTAMPTZ(3)
);
CREATE UNIQUE INDEX "ObjectionQuestion_requestKey_key" ON "ObjectionQuestion" ("requestKey");
CREATE INDEX "ObjectionQuestion_objectionId_idx" ON "ObjectionQuestion" ("objectionId");
CREATE INDEX "ObjectionQuestion_askedId_idx" ON "ObjectionQuestion" ("askedId");
