-- Coffee pairs: who takes part, and who was brought together when.
CREATE TABLE "CoffeeMember" (
  "personId" TEXT NOT NULL PRIMARY KEY REFERENCES "Person"("id"),
  "at" TIMESTAMPTZ(3) NOT NULL
);
CREATE TABLE "CoffeeRound" (
  "round" INTEGER NOT NULL PRIMARY KEY,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "askedAt" TIMESTAMPTZ(3)
);
CREATE TABLE "CoffeeGroup" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "round" INTEGER NOT NULL,
  "personIds" TEXT[] NOT NULL,
  "meetAt" TIMESTAMPTZ(3) NOT NULL,
  "metAt" TIMESTAMPTZ(3)
);
CREATE INDEX "CoffeeGroup_round_idx" ON "CoffeeGroup"("round");
