-- Messages whose numbers changed wait here until nothing else waits to be changed.
CREATE TABLE "LateRefresh" (
  "deliveryId" TEXT NOT NULL,
  "since" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "LateRefresh_pkey" PRIMARY KEY ("deliveryId")
);
CREATE INDEX "LateRefresh_since_idx" ON "LateRefresh"("since");
