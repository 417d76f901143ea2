-- What a pointer in a chat leads to (CHAT_CONTENT_MODE=pointer). Only the hash of its token is kept.
CREATE TABLE "Pointer" (
  "hash" TEXT PRIMARY KEY,
  "personId" TEXT NOT NULL REFERENCES "Person" ("id"),
  "content" JSONB NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  "expiresAt" TIMESTAMPTZ(3) NOT NULL,
  "usedAt" TIMESTAMPTZ(3)
);
CREATE INDEX "Pointer_expiresAt_idx" ON "Pointer" ("expiresAt");
CREATE INDEX "Pointer_personId_idx" ON "Pointer" ("personId");
