-- One file of an attendance machine, as it was taken in. Later files replace days, never this row.
CREATE TABLE "AttendanceBatch" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "byId" TEXT,
  "fileName" TEXT NOT NULL,
  "fromDay" TEXT NOT NULL,
  "untilDay" TEXT NOT NULL,
  "days" INTEGER NOT NULL,
  "people" INTEGER NOT NULL,
  "replaced" INTEGER NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL
);

-- One person's day. What a later file replaced stays, with the batch that replaced it.
CREATE TABLE "AttendanceDay" (
  "batchId" TEXT NOT NULL,
  "personId" TEXT NOT NULL,
  "day" TEXT NOT NULL,
  "code" TEXT NOT NULL,
  "arrived" INTEGER,
  "left" INTEGER,
  "replacedById" TEXT,
  PRIMARY KEY ("batchId", "personId", "day")
);

CREATE INDEX "AttendanceBatch_createdAt_idx" ON "AttendanceBatch" ("createdAt");
-- Of each day one row counts, whatever two imports do at once; it is also how a person's days are found.
CREATE UNIQUE INDEX "AttendanceDay_current_key" ON "AttendanceDay" ("personId", "day") WHERE "replacedById" IS NULL;

ALTER TABLE "AttendanceDay" ADD FOREIGN KEY ("batchId") REFERENCES "AttendanceBatch" ("id");
