-- A message that was sent is changed in place at most so often: whatever changes meanwhile is shown at once.
ALTER TABLE "Delivery" ADD COLUMN "staleAt" TIMESTAMPTZ(3);
ALTER TABLE "Delivery" ADD COLUMN "refreshedAt" TIMESTAMPTZ(3);

CREATE TABLE "Event" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "requestKey" TEXT NOT NULL,
  "makerId" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "about" TEXT NOT NULL,
  "place" TEXT NOT NULL,
  "startsAt" TIMESTAMPTZ(3) NOT NULL,
  "endsAt" TIMESTAMPTZ(3) NOT NULL,
  "seats" INTEGER,
  "deadline" TEXT,
  "audience" TEXT[] NOT NULL,
  "unitIds" TEXT[] NOT NULL,
  "picture" JSONB,
  "revision" INTEGER NOT NULL,
  "turns" INTEGER NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  "changedAt" TIMESTAMPTZ(3) NOT NULL,
  "announcedAt" TIMESTAMPTZ(3),
  "toldTo" TEXT,
  "toldAt" TIMESTAMPTZ(3),
  "told" INTEGER NOT NULL,
  "countedAt" TIMESTAMPTZ(3),
  "shownAt" TIMESTAMPTZ(3),
  "cancelledAt" TIMESTAMPTZ(3),
  "cancelReason" TEXT,
  "dayToldAt" TIMESTAMPTZ(3),
  "hourToldAt" TIMESTAMPTZ(3),
  "rollAt" TIMESTAMPTZ(3),
  "ratingAt" TIMESTAMPTZ(3),
  "summedAt" TIMESTAMPTZ(3)
);
CREATE UNIQUE INDEX "Event_requestKey_key" ON "Event"("requestKey");
CREATE INDEX "Event_startsAt_idx" ON "Event"("startsAt");
CREATE INDEX "Event_endsAt_idx" ON "Event"("endsAt");
CREATE INDEX "Event_makerId_idx" ON "Event"("makerId");

CREATE TABLE "EventAnswer" (
  "eventId" TEXT NOT NULL REFERENCES "Event"("id"),
  "personId" TEXT NOT NULL REFERENCES "Person"("id"),
  "state" TEXT NOT NULL,
  "turn" INTEGER NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "attended" BOOLEAN NOT NULL,
  "rated" BOOLEAN NOT NULL,
  PRIMARY KEY ("eventId", "personId")
);
CREATE INDEX "EventAnswer_eventId_state_turn_idx" ON "EventAnswer"("eventId", "state", "turn");
CREATE INDEX "EventAnswer_personId_idx" ON "EventAnswer"("personId");

CREATE TABLE "EventPhoto" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "eventId" TEXT NOT NULL REFERENCES "Event"("id"),
  "byId" TEXT NOT NULL,
  "file" JSONB NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX "EventPhoto_eventId_createdAt_idx" ON "EventPhoto"("eventId", "createdAt");

CREATE TABLE "EventRating" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "eventId" TEXT NOT NULL REFERENCES "Event"("id"),
  "rating" INTEGER NOT NULL,
  "good" TEXT,
  "better" TEXT
);
CREATE INDEX "EventRating_eventId_idx" ON "EventRating"("eventId");

CREATE TABLE "EventMaker" (
  "personId" TEXT NOT NULL PRIMARY KEY REFERENCES "Person"("id"),
  "scope" TEXT NOT NULL,
  "byId" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL
);
