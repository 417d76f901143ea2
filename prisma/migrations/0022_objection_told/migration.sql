ALTER TABLE "Objection" ADD COLUMN "toldId" TEXT;
UPDATE "Objection" SET "toldId" = "deciderId";
