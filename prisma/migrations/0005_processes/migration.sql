-- What several processes over one database share: who leads, and when the next message may go.

CREATE TABLE "Lease" (
  "name" TEXT PRIMARY KEY,
  "holder" TEXT NOT NULL,
  "until" TIMESTAMPTZ(3) NOT NULL
);

-- Nothing is lost when a crash empties it: the next message starts a new row.
CREATE UNLOGGED TABLE "Slot" (
  "key" TEXT PRIMARY KEY,
  "next" DOUBLE PRECISION NOT NULL
);
