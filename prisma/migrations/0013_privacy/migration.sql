-- Requests about one's own data (UU 27/2022), and an audit log that lets go of what is older than its period.
CREATE TABLE "DataRequest" (
  "id" TEXT PRIMARY KEY,
  "requestKey" TEXT NOT NULL UNIQUE,
  "personId" TEXT NOT NULL REFERENCES "Person" ("id"),
  "kind" TEXT NOT NULL,
  "body" TEXT NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  "dueAt" TIMESTAMPTZ(3) NOT NULL,
  "decision" TEXT,
  "answer" TEXT,
  "answeredById" TEXT,
  "answeredAt" TIMESTAMPTZ(3)
);
CREATE INDEX "DataRequest_personId_createdAt_idx" ON "DataRequest" ("personId", "createdAt");
CREATE INDEX "DataRequest_answeredAt_dueAt_idx" ON "DataRequest" ("answeredAt", "dueAt");

-- Still nothing can be changed, and nothing removed that is younger than five years by the database's own clock.
CREATE OR REPLACE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD."at" < clock_timestamp() - interval '5 years' THEN RETURN OLD; END IF;
  END IF;
  RAISE EXCEPTION 'AuditEntry is append-only';
END
$$;
