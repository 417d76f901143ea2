-- A unit is its name below its parent; PPPK Paruh Waktu; what an import changed, to take it back within a day.

DROP INDEX "Unit_name_key";
CREATE INDEX "Unit_name_idx" ON "Unit"("name");
CREATE UNIQUE INDEX "Unit_parentId_name_key" ON "Unit"("parentId", "name");

ALTER TABLE "Person" ADD COLUMN "partTime" BOOLEAN;

ALTER TYPE "ImportState" ADD VALUE 'undone';

CREATE TYPE "ImportedTable" AS ENUM ('Unit', 'Person', 'Account', 'LinkingCode', 'Delegation');
CREATE TABLE "ImportChange" (
    "importId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "table" "ImportedTable" NOT NULL,
    "subject" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "ImportChange_pkey" PRIMARY KEY ("importId","position")
);
ALTER TABLE "ImportChange" ADD CONSTRAINT "ImportChange_importId_fkey" FOREIGN KEY ("importId") REFERENCES "Import"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;
