-- Which reminder has gone out to everyone: without it each minute would look at every seat again.
ALTER TABLE "Training" ADD COLUMN "remindedFor" TEXT;
