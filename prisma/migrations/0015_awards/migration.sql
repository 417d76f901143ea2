CREATE TABLE "AwardKind" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "requestKey" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "about" TEXT NOT NULL,
  "forWhom" TEXT NOT NULL,
  "unitId" TEXT REFERENCES "Unit" ("id"),
  "status" TEXT,
  "restQuarters" INTEGER NOT NULL,
  "minMonths" INTEGER NOT NULL,
  "needsAppraisal" BOOLEAN NOT NULL,
  "weightTargets" INTEGER NOT NULL,
  "weightAppraisal" INTEGER NOT NULL,
  "weightKudos" INTEGER NOT NULL,
  "retiredAt" TIMESTAMPTZ(3),
  "createdAt" TIMESTAMPTZ(3) NOT NULL
);

CREATE UNIQUE INDEX "AwardKind_requestKey_key" ON "AwardKind" ("requestKey");

CREATE TABLE "AwardDraft" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "kindId" TEXT NOT NULL REFERENCES "AwardKind" ("id"),
  "quarter" TEXT NOT NULL,
  "eligible" INTEGER NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL
);

CREATE UNIQUE INDEX "AwardDraft_quarter_kindId_key" ON "AwardDraft" ("quarter", "kindId");

CREATE TABLE "AwardCandidate" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "draftId" TEXT NOT NULL REFERENCES "AwardDraft" ("id"),
  "personId" TEXT REFERENCES "Person" ("id"),
  "unitId" TEXT REFERENCES "Unit" ("id"),
  "rank" INTEGER NOT NULL,
  "position" INTEGER NOT NULL,
  "allReached" BOOLEAN NOT NULL,
  "appraised" BOOLEAN NOT NULL,
  "kudos" INTEGER NOT NULL
);

CREATE INDEX "AwardCandidate_draftId_position_idx" ON "AwardCandidate" ("draftId", "position");
CREATE INDEX "AwardCandidate_personId_idx" ON "AwardCandidate" ("personId");

CREATE TABLE "Award" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "requestKey" TEXT NOT NULL,
  "kindId" TEXT NOT NULL REFERENCES "AwardKind" ("id"),
  "quarter" TEXT NOT NULL,
  "personId" TEXT REFERENCES "Person" ("id"),
  "unitId" TEXT NOT NULL REFERENCES "Unit" ("id"),
  "title" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "position" TEXT,
  "unitName" TEXT NOT NULL,
  "reason" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "nominatedById" TEXT NOT NULL,
  "nominatedAt" TIMESTAMPTZ(3) NOT NULL,
  "decidedById" TEXT,
  "decidedAt" TIMESTAMPTZ(3),
  "decidedReason" TEXT,
  "year" INTEGER,
  "number" INTEGER,
  "numberText" TEXT,
  "code" TEXT,
  "announceAt" TIMESTAMPTZ(3),
  "announcedAt" TIMESTAMPTZ(3),
  "withdrawnById" TEXT,
  "withdrawnAt" TIMESTAMPTZ(3),
  "withdrawnReason" TEXT
);

CREATE UNIQUE INDEX "Award_requestKey_key" ON "Award" ("requestKey");
CREATE UNIQUE INDEX "Award_code_key" ON "Award" ("code");
CREATE UNIQUE INDEX "Award_year_number_key" ON "Award" ("year", "number");
CREATE INDEX "Award_kindId_quarter_idx" ON "Award" ("kindId", "quarter");
CREATE INDEX "Award_state_quarter_idx" ON "Award" ("state", "quarter");
CREATE INDEX "Award_personId_idx" ON "Award" ("personId");
CREATE INDEX "Award_unitId_idx" ON "Award" ("unitId");
CREATE INDEX "Award_announceAt_idx" ON "Award" ("announceAt");
