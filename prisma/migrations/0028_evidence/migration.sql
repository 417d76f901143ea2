-- Evidence is kept in the database, where every process and every backup has it. What is there already lies in a folder
-- or an S3 store: a row without bytes stands for each, and a folder is taken in at the next start.
CREATE TABLE "Evidence" (
  "id" TEXT NOT NULL,
  "bytes" BYTEA,
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "Evidence_pkey" PRIMARY KEY ("id")
);
INSERT INTO "Evidence" ("id", "createdAt")
SELECT f."id", f."at" FROM (
  SELECT "fileId" AS "id", "filedAt" AS "at" FROM "Objection"
  UNION ALL SELECT "evidenceId", "createdAt" FROM "TargetProgress"
  UNION ALL SELECT "certificateFileId", coalesce("certificateAt", "askedAt") FROM "TrainingPlace"
  UNION ALL SELECT "fileId", "createdAt" FROM "OutsideTraining") AS f
WHERE f."id" IS NOT NULL
ON CONFLICT DO NOTHING;
CREATE INDEX "Evidence_createdAt_idx" ON "Evidence" ("createdAt");
CREATE INDEX "Objection_fileId_idx" ON "Objection" ("fileId");
CREATE INDEX "TrainingPlace_certificateFileId_idx" ON "TrainingPlace" ("certificateFileId");
CREATE INDEX "OutsideTraining_fileId_idx" ON "OutsideTraining" ("fileId");
ALTER TABLE "Objection" ADD CONSTRAINT "Objection_fileId_fkey"
  FOREIGN KEY ("fileId") REFERENCES "Evidence" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "TargetProgress" ADD CONSTRAINT "TargetProgress_evidenceId_fkey"
  FOREIGN KEY ("evidenceId") REFERENCES "Evidence" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "TrainingPlace" ADD CONSTRAINT "TrainingPlace_certificateFileId_fkey"
  FOREIGN KEY ("certificateFileId") REFERENCES "Evidence" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "OutsideTraining" ADD CONSTRAINT "OutsideTraining_fileId_fkey"
  FOREIGN KEY ("fileId") REFERENCES "Evidence" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION;
