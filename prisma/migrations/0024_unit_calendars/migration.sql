-- Units that do not work from Monday to Friday: six days, or in shifts.
CREATE TABLE "UnitCalendar" (
  "unitId" TEXT PRIMARY KEY REFERENCES "Unit" ("id"),
  "week" TEXT NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL
);
