-- The board: how many kudos that count each person received, in a month and in a quarter, in the office and in their
-- unit, of every value and of each. Kept in step with the kudos in the same transaction, so that a page of the board
-- is one walk along an index, however many kudos there are.
CREATE TABLE "KudosStanding" (
  "period" TEXT NOT NULL,
  "scope" TEXT NOT NULL,
  "value" TEXT NOT NULL,
  "personId" TEXT NOT NULL,
  "received" INTEGER NOT NULL,
  PRIMARY KEY ("period", "scope", "value", "personId")
);
CREATE INDEX "KudosStanding_period_scope_value_received_personId_idx" ON "KudosStanding" ("period", "scope", "value", "received", "personId");
CREATE INDEX "KudosStanding_personId_idx" ON "KudosStanding" ("personId");
