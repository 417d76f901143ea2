CREATE TABLE "Cycle" (
  "quarter" TEXT NOT NULL PRIMARY KEY,
  "stage" TEXT NOT NULL,
  "opensOn" TEXT NOT NULL,
  "deadline" TEXT NOT NULL,
  "weightAttendance" INTEGER NOT NULL,
  "weightQuality" INTEGER NOT NULL,
  "weightInitiative" INTEGER NOT NULL,
  "publishing" TEXT NOT NULL,
  "rubric" JSONB NOT NULL,
  "newcomersFrom" TEXT NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  "openedAt" TIMESTAMPTZ(3),
  "closedAt" TIMESTAMPTZ(3),
  "publishedAt" TIMESTAMPTZ(3),
  CONSTRAINT "Cycle_weights" CHECK ("weightAttendance" + "weightQuality" + "weightInitiative" = 100)
);
CREATE TABLE "CycleUnitExcuse" (
  "quarter" TEXT NOT NULL REFERENCES "Cycle" ("quarter"),
  "unitId" TEXT NOT NULL,
  "reason" TEXT NOT NULL,
  PRIMARY KEY ("quarter", "unitId")
);
CREATE TABLE "Assignment" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "quarter" TEXT NOT NULL REFERENCES "Cycle" ("quarter"),
  "personId" TEXT NOT NULL,
  "unitId" TEXT NOT NULL,
  "appraiserId" TEXT,
  "superiorId" TEXT,
  "excused" TEXT,
  "reason" TEXT,
  "doneAt" TIMESTAMPTZ(3),
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL
);
CREATE UNIQUE INDEX "Assignment_quarter_personId_key" ON "Assignment" ("quarter", "personId");
CREATE INDEX "Assignment_quarter_appraiserId_idx" ON "Assignment" ("quarter", "appraiserId");
CREATE INDEX "Assignment_quarter_superiorId_idx" ON "Assignment" ("quarter", "superiorId");
CREATE INDEX "Assignment_quarter_unitId_idx" ON "Assignment" ("quarter", "unitId");
CREATE INDEX "Assignment_personId_idx" ON "Assignment" ("personId");
