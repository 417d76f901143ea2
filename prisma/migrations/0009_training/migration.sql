CREATE TABLE "Training" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "requestKey" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "topic" TEXT NOT NULL,
  "provider" TEXT NOT NULL,
  "about" TEXT,
  "hours" INTEGER NOT NULL,
  "startsAt" TIMESTAMPTZ(3) NOT NULL,
  "endsAt" TIMESTAMPTZ(3) NOT NULL,
  "place" TEXT NOT NULL,
  "seats" INTEGER NOT NULL,
  "deadline" TEXT NOT NULL,
  "unitIds" TEXT[] NOT NULL,
  "positions" TEXT[] NOT NULL,
  "criterion" TEXT,
  "needsConsent" BOOLEAN NOT NULL,
  "trainerId" TEXT,
  "secret" TEXT NOT NULL,
  "version" INTEGER NOT NULL,
  "createdById" TEXT,
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  "publishedAt" TIMESTAMPTZ(3),
  "announcedTo" TEXT,
  "announcedAt" TIMESTAMPTZ(3),
  "cancelledAt" TIMESTAMPTZ(3),
  "cancelReason" TEXT,
  "closedAt" TIMESTAMPTZ(3)
);

CREATE TABLE "TrainingPlace" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "trainingId" TEXT NOT NULL,
  "personId" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "askedAt" TIMESTAMPTZ(3) NOT NULL,
  "round" INTEGER NOT NULL,
  "decidedById" TEXT,
  "decidedAt" TIMESTAMPTZ(3),
  "reason" TEXT,
  "attendance" TEXT,
  "attendedHow" TEXT,
  "attendedAt" TIMESTAMPTZ(3),
  "failedCodes" INTEGER NOT NULL,
  "lockedUntil" TIMESTAMPTZ(3),
  "certificateFileId" TEXT,
  "certificateName" TEXT,
  "certificateMime" TEXT,
  "certificateNumber" TEXT,
  "certificateAt" TIMESTAMPTZ(3),
  "evaluated" BOOLEAN NOT NULL
);

CREATE TABLE "TrainingEvaluation" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "trainingId" TEXT NOT NULL,
  "useful" INTEGER NOT NULL,
  "trainer" INTEGER NOT NULL,
  "organised" INTEGER NOT NULL,
  "applied" TEXT
);

CREATE TABLE "TrainingNeed" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "personId" TEXT NOT NULL,
  "unitId" TEXT NOT NULL,
  "criterion" TEXT NOT NULL,
  "source" TEXT NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL
);

CREATE UNIQUE INDEX "Training_requestKey_key" ON "Training" ("requestKey");
CREATE INDEX "Training_startsAt_idx" ON "Training" ("startsAt");
CREATE INDEX "Training_endsAt_idx" ON "Training" ("endsAt");
CREATE UNIQUE INDEX "TrainingPlace_trainingId_personId_key" ON "TrainingPlace" ("trainingId", "personId");
CREATE INDEX "TrainingPlace_trainingId_state_askedAt_idx" ON "TrainingPlace" ("trainingId", "state", "askedAt");
CREATE INDEX "TrainingPlace_personId_idx" ON "TrainingPlace" ("personId");
CREATE UNIQUE INDEX "TrainingPlace_certificateNumber_key" ON "TrainingPlace" ("certificateNumber");
CREATE INDEX "TrainingEvaluation_trainingId_idx" ON "TrainingEvaluation" ("trainingId");
CREATE INDEX "TrainingNeed_createdAt_criterion_idx" ON "TrainingNeed" ("createdAt", "criterion");
CREATE INDEX "TrainingNeed_personId_idx" ON "TrainingNeed" ("personId");

ALTER TABLE "Training" ADD FOREIGN KEY ("trainerId") REFERENCES "Person" ("id");
ALTER TABLE "TrainingPlace" ADD FOREIGN KEY ("trainingId") REFERENCES "Training" ("id");
ALTER TABLE "TrainingPlace" ADD FOREIGN KEY ("personId") REFERENCES "Person" ("id");
ALTER TABLE "TrainingEvaluation" ADD FOREIGN KEY ("trainingId") REFERENCES "Training" ("id");
ALTER TABLE "TrainingNeed" ADD FOREIGN KEY ("personId") REFERENCES "Person" ("id");
