CREATE TABLE "Target" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "personId" TEXT NOT NULL,
  "quarter" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "result" TEXT NOT NULL,
  "indicator" TEXT NOT NULL,
  "aspect" TEXT,
  "unit" TEXT NOT NULL,
  "direction" TEXT NOT NULL,
  "value" DOUBLE PRECISION NOT NULL,
  "weight" INTEGER NOT NULL,
  "version" INTEGER NOT NULL,
  "reportedValue" DOUBLE PRECISION,
  "confirmedValue" DOUBLE PRECISION,
  "reached" BOOLEAN NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL
);

CREATE TABLE "TargetProposal" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "requestKey" TEXT NOT NULL,
  "targetId" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "terms" JSONB NOT NULL,
  "side" TEXT NOT NULL,
  "byId" TEXT,
  "state" TEXT NOT NULL,
  "decidedById" TEXT,
  "decidedAt" TIMESTAMPTZ(3),
  "reason" TEXT,
  "createdAt" TIMESTAMPTZ(3) NOT NULL
);

CREATE TABLE "TargetProgress" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "requestKey" TEXT NOT NULL,
  "targetId" TEXT NOT NULL,
  "value" DOUBLE PRECISION NOT NULL,
  "note" TEXT,
  "evidenceId" TEXT,
  "evidenceName" TEXT,
  "evidenceMime" TEXT,
  "state" TEXT NOT NULL,
  "decidedById" TEXT,
  "decidedAt" TIMESTAMPTZ(3),
  "reason" TEXT,
  "createdAt" TIMESTAMPTZ(3) NOT NULL
);

CREATE INDEX "Target_quarter_personId_idx" ON "Target" ("quarter", "personId");
CREATE INDEX "Target_personId_quarter_idx" ON "Target" ("personId", "quarter");
CREATE UNIQUE INDEX "TargetProposal_requestKey_key" ON "TargetProposal" ("requestKey");
CREATE INDEX "TargetProposal_targetId_createdAt_idx" ON "TargetProposal" ("targetId", "createdAt");
-- One thing is decided at a time: a second proposal waits until the first has its answer.
CREATE UNIQUE INDEX "TargetProposal_one_open" ON "TargetProposal" ("targetId") WHERE "state" = 'open';
CREATE UNIQUE INDEX "TargetProgress_requestKey_key" ON "TargetProgress" ("requestKey");
CREATE INDEX "TargetProgress_targetId_createdAt_idx" ON "TargetProgress" ("targetId", "createdAt");
CREATE INDEX "TargetProgress_evidenceId_idx" ON "TargetProgress" ("evidenceId");

ALTER TABLE "Target" ADD FOREIGN KEY ("personId") REFERENCES "Person" ("id");
ALTER TABLE "TargetProposal" ADD FOREIGN KEY ("targetId") REFERENCES "Target" ("id");
ALTER TABLE "TargetProgress" ADD FOREIGN KEY ("targetId") REFERENCES "Target" ("id");
