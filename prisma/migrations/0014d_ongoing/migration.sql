CREATE TABLE "OngoingFeedback" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "requestKey" TEXT NOT NULL,
  "giverId" TEXT NOT NULL REFERENCES "Person" ("id"),
  "receiverId" TEXT NOT NULL REFERENCES "Person" ("id"),
  "kind" TEXT NOT NULL,
  "value" TEXT,
  "situation" TEXT NOT NULL,
  "behaviour" TEXT NOT NULL,
  "impact" TEXT NOT NULL,
  "requestId" TEXT,
  "createdAt" TIMESTAMPTZ(3) NOT NULL
);
CREATE UNIQUE INDEX "OngoingFeedback_requestKey_key" ON "OngoingFeedback" ("requestKey");
CREATE INDEX "OngoingFeedback_giverId_createdAt_idx" ON "OngoingFeedback" ("giverId", "createdAt");
CREATE INDEX "OngoingFeedback_receiverId_createdAt_idx" ON "OngoingFeedback" ("receiverId", "createdAt");

CREATE TABLE "AnonymousWords" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "receiverId" TEXT NOT NULL REFERENCES "Person" ("id"),
  "kind" TEXT NOT NULL,
  "situation" TEXT NOT NULL,
  "behaviour" TEXT NOT NULL,
  "impact" TEXT NOT NULL,
  "round" INTEGER,
  "releasedOn" TEXT
);
CREATE INDEX "AnonymousWords_receiverId_round_idx" ON "AnonymousWords" ("receiverId", "round");

CREATE TABLE "AnonymousVoice" (
  "receiverId" TEXT NOT NULL,
  "giverId" TEXT NOT NULL REFERENCES "Person" ("id"),
  PRIMARY KEY ("receiverId", "giverId")
);

CREATE TABLE "FeedbackRequest" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "requestKey" TEXT NOT NULL,
  "askerId" TEXT NOT NULL REFERENCES "Person" ("id"),
  "topic" TEXT NOT NULL,
  "untilDay" TEXT NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL
);
CREATE UNIQUE INDEX "FeedbackRequest_requestKey_key" ON "FeedbackRequest" ("requestKey");
CREATE INDEX "FeedbackRequest_askerId_idx" ON "FeedbackRequest" ("askerId");

CREATE TABLE "FeedbackAsked" (
  "requestId" TEXT NOT NULL REFERENCES "FeedbackRequest" ("id"),
  "personId" TEXT NOT NULL REFERENCES "Person" ("id"),
  "state" TEXT NOT NULL,
  PRIMARY KEY ("requestId", "personId")
);
CREATE INDEX "FeedbackAsked_personId_idx" ON "FeedbackAsked" ("personId");
