-- Who agreed to be greeted on their birthday and for their years of service.
CREATE TABLE "Celebration" (
  "personId" TEXT NOT NULL PRIMARY KEY REFERENCES "Person"("id"),
  "greeting" BOOLEAN NOT NULL,
  "inGroup" BOOLEAN NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL
);
