-- A claim on a message ends with the process that made it: each process says every few seconds that it lives.

CREATE TABLE "Process" (
  "id" TEXT PRIMARY KEY,
  "since" TIMESTAMPTZ(3) NOT NULL,
  "until" TIMESTAMPTZ(3) NOT NULL
);

ALTER TABLE "Delivery" ADD COLUMN "claimedBy" TEXT;

-- When a turn was last taken: a clock that went back since then has not moved the turns away.
DELETE FROM "Slot";
ALTER TABLE "Slot" ADD COLUMN "at" DOUBLE PRECISION NOT NULL;
