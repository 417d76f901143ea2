-- Machines know people by a number of their own.
CREATE TABLE "AttendancePin" (
    "pin" TEXT NOT NULL,
    "personId" TEXT NOT NULL,

    CONSTRAINT "AttendancePin_pkey" PRIMARY KEY ("pin")
);

CREATE INDEX "AttendancePin_personId_idx" ON "AttendancePin"("personId");
