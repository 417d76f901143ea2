-- Pulse survey: how many chose each value, and, apart from it, who has answered.
CREATE TABLE "PulseTally" (
  "month" TEXT NOT NULL,
  "question" TEXT NOT NULL,
  "unitId" TEXT NOT NULL,
  "n1" INTEGER NOT NULL,
  "n2" INTEGER NOT NULL,
  "n3" INTEGER NOT NULL,
  "n4" INTEGER NOT NULL,
  "n5" INTEGER NOT NULL,
  PRIMARY KEY ("month", "question", "unitId")
);
CREATE TABLE "PulseAnswered" (
  "month" TEXT NOT NULL,
  "question" TEXT NOT NULL,
  "personId" TEXT NOT NULL REFERENCES "Person"("id"),
  PRIMARY KEY ("month", "question", "personId")
);
CREATE INDEX "PulseAnswered_personId_idx" ON "PulseAnswered"("personId");
CREATE TABLE "PulseRound" (
  "month" TEXT NOT NULL PRIMARY KEY,
  "askedAt" TIMESTAMPTZ(3),
  "remindedAt" TIMESTAMPTZ(3)
);
