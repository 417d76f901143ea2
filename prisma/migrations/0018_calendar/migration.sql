-- What the office changes about the decreed holidays: a local holiday, a decree that came late, a day worked all the same.
CREATE TABLE "CalendarDay" (
  "day" TEXT PRIMARY KEY,
  "kind" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL
);
