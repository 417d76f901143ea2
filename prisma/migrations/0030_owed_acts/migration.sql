-- What a platform brought and does not bring again (Slack is thanked at once) is kept until its answer was shown.
CREATE TABLE "OwedAct" (
  "channel" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  "payload" JSONB NOT NULL,
  "takenAt" TIMESTAMPTZ(3) NOT NULL,
  "claimedBy" TEXT,
  "tries" INTEGER NOT NULL,
  CONSTRAINT "OwedAct_pkey" PRIMARY KEY ("channel", "key")
);
