CREATE TABLE "Receipt" (
  "appraisalId" TEXT NOT NULL PRIMARY KEY REFERENCES "Appraisal" ("id"),
  "assignmentId" TEXT NOT NULL,
  "personId" TEXT NOT NULL REFERENCES "Person" ("id"),
  "publishedAt" TIMESTAMPTZ(3) NOT NULL,
  "receivedAt" TIMESTAMPTZ(3),
  "readAt" TIMESTAMPTZ(3),
  "remindedAt" TIMESTAMPTZ(3),
  "replacedAt" TIMESTAMPTZ(3)
);
CREATE INDEX "Receipt_assignmentId_idx" ON "Receipt" ("assignmentId");
CREATE INDEX "Receipt_personId_idx" ON "Receipt" ("personId");
CREATE INDEX "Receipt_waiting_idx" ON "Receipt" ("publishedAt")
  WHERE "readAt" IS NULL AND "remindedAt" IS NULL AND "replacedAt" IS NULL;

CREATE TABLE "AppraisalNote" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "requestKey" TEXT NOT NULL,
  "appraisalId" TEXT NOT NULL REFERENCES "Appraisal" ("id"),
  "assignmentId" TEXT NOT NULL,
  "authorId" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "body" TEXT NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL
);
CREATE UNIQUE INDEX "AppraisalNote_requestKey_key" ON "AppraisalNote" ("requestKey");
CREATE UNIQUE INDEX "AppraisalNote_appraisalId_kind_key" ON "AppraisalNote" ("appraisalId", "kind");
CREATE INDEX "AppraisalNote_assignmentId_idx" ON "AppraisalNote" ("assignmentId");
CREATE INDEX "AppraisalNote_authorId_idx" ON "AppraisalNote" ("authorId");

CREATE TABLE "ScorePicture" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "fileId" TEXT NOT NULL,
  "madeAt" TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX "ScorePicture_madeAt_idx" ON "ScorePicture" ("madeAt");
