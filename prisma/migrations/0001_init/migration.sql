CREATE TABLE "Unit" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "name" TEXT NOT NULL,
  "parentId" TEXT
);

CREATE TABLE "Person" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "nip" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "position" TEXT NOT NULL,
  "status" TEXT,
  "unitId" TEXT NOT NULL,
  "appraiserId" TEXT,
  "roles" TEXT[] NOT NULL,
  "email" TEXT,
  "birthDate" TEXT,
  "startDate" TEXT,
  "leftOn" TEXT,
  "noticeSeen" TIMESTAMPTZ(3),
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL
);

CREATE TABLE "Delegation" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "kind" TEXT NOT NULL,
  "principalId" TEXT NOT NULL,
  "delegateId" TEXT NOT NULL,
  "fromDay" TEXT NOT NULL,
  "untilDay" TEXT NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL
);

CREATE TABLE "Account" (
  "channel" TEXT NOT NULL,
  "address" TEXT NOT NULL,
  "handle" TEXT,
  "personId" TEXT NOT NULL,
  "linkedAt" TIMESTAMPTZ(3) NOT NULL,
  "unreachableAt" TIMESTAMPTZ(3),
  PRIMARY KEY ("channel", "address")
);

CREATE TABLE "LinkingCode" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "personId" TEXT NOT NULL,
  "hash" TEXT NOT NULL,
  "issuedAt" TIMESTAMPTZ(3) NOT NULL,
  "expiresAt" TIMESTAMPTZ(3) NOT NULL,
  "usedAt" TIMESTAMPTZ(3)
);

CREATE TABLE "LinkAttempt" (
  "channel" TEXT NOT NULL,
  "address" TEXT NOT NULL,
  "failed" INTEGER NOT NULL,
  "lockedUntil" TIMESTAMPTZ(3),
  PRIMARY KEY ("channel", "address")
);

CREATE TABLE "Import" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "kind" TEXT NOT NULL,
  "fileId" TEXT NOT NULL,
  "byId" TEXT,
  "state" TEXT NOT NULL,
  "summary" JSONB NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  "appliedAt" TIMESTAMPTZ(3)
);

CREATE TABLE "Preference" (
  "personId" TEXT NOT NULL PRIMARY KEY,
  "locale" TEXT NOT NULL,
  "quietFrom" TEXT,
  "quietUntil" TEXT,
  "firstChannel" TEXT,
  "digest" BOOLEAN NOT NULL,
  "publicKudos" BOOLEAN NOT NULL
);

CREATE TABLE "Group" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "channel" TEXT NOT NULL,
  "address" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "unitId" TEXT,
  "joinedAt" TIMESTAMPTZ(3) NOT NULL,
  "leftAt" TIMESTAMPTZ(3)
);

CREATE TABLE "Delivery" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "key" TEXT NOT NULL,
  "personId" TEXT,
  "groupId" TEXT,
  "notice" TEXT NOT NULL,
  "args" TEXT[] NOT NULL,
  "timing" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "dueAt" TIMESTAMPTZ(3) NOT NULL,
  "attempts" INTEGER NOT NULL,
  "uncertain" INTEGER NOT NULL,
  "claimedAt" TIMESTAMPTZ(3),
  "channel" TEXT,
  "address" TEXT,
  "messageId" TEXT,
  "problem" TEXT,
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  "finishedAt" TIMESTAMPTZ(3)
);

CREATE TABLE "Inbound" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "doneAt" TIMESTAMPTZ(3)
);

CREATE TABLE "Draft" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "personId" TEXT NOT NULL,
  "channel" TEXT NOT NULL,
  "formId" TEXT NOT NULL,
  "args" TEXT[] NOT NULL,
  "fields" JSONB NOT NULL,
  "answers" JSONB NOT NULL,
  "names" JSONB NOT NULL,
  "position" INTEGER NOT NULL,
  "search" JSONB,
  "version" INTEGER NOT NULL,
  "touchedAt" TIMESTAMPTZ(3) NOT NULL,
  "expiresAt" TIMESTAMPTZ(3) NOT NULL
);

CREATE TABLE "StoredFile" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "name" TEXT NOT NULL,
  "mime" TEXT NOT NULL,
  "bytes" BYTEA NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  "expiresAt" TIMESTAMPTZ(3)
);

CREATE TABLE "WebMessage" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "seq" BIGSERIAL NOT NULL,
  "revision" BIGINT NOT NULL,
  "address" TEXT NOT NULL,
  "from" TEXT NOT NULL,
  "body" JSONB NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL
);

CREATE TABLE "WebSession" (
  "hash" TEXT NOT NULL PRIMARY KEY,
  "address" TEXT NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  "expiresAt" TIMESTAMPTZ(3) NOT NULL
);

CREATE TABLE "Kudos" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "requestKey" TEXT NOT NULL,
  "giverId" TEXT NOT NULL,
  "value" TEXT NOT NULL,
  "message" TEXT NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  "withdrawnAt" TIMESTAMPTZ(3),
  "hiddenAt" TIMESTAMPTZ(3),
  "hiddenById" TEXT,
  "hiddenReason" TEXT
);

CREATE TABLE "KudosReceiver" (
  "kudosId" TEXT NOT NULL,
  "personId" TEXT NOT NULL,
  "unitId" TEXT NOT NULL,
  "ranked" BOOLEAN NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY ("kudosId", "personId")
);

CREATE TABLE "KudosReport" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "kudosId" TEXT NOT NULL,
  "reporterId" TEXT NOT NULL,
  "reason" TEXT NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  "resolvedAt" TIMESTAMPTZ(3)
);

CREATE TABLE "AuditEntry" (
  "seq" BIGINT NOT NULL PRIMARY KEY,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "actorId" TEXT,
  "action" TEXT NOT NULL,
  "subject" TEXT,
  "detail" JSONB NOT NULL,
  "previous" TEXT NOT NULL,
  "hash" TEXT NOT NULL
);

CREATE TABLE "Setting" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "value" JSONB NOT NULL
);

CREATE UNIQUE INDEX "Unit_name_key" ON "Unit" ("name");
CREATE UNIQUE INDEX "Person_nip_key" ON "Person" ("nip");
CREATE INDEX "Person_unitId_idx" ON "Person" ("unitId");
CREATE INDEX "Person_appraiserId_idx" ON "Person" ("appraiserId");
CREATE INDEX "Delegation_delegateId_idx" ON "Delegation" ("delegateId");
CREATE INDEX "Delegation_principalId_idx" ON "Delegation" ("principalId");
CREATE INDEX "Account_personId_idx" ON "Account" ("personId");
CREATE INDEX "Account_channel_handle_idx" ON "Account" ("channel", "handle");
CREATE UNIQUE INDEX "LinkingCode_hash_key" ON "LinkingCode" ("hash");
CREATE INDEX "LinkingCode_personId_idx" ON "LinkingCode" ("personId");
CREATE UNIQUE INDEX "Group_channel_address_key" ON "Group" ("channel", "address");
CREATE INDEX "Group_unitId_idx" ON "Group" ("unitId");
CREATE UNIQUE INDEX "Delivery_key_key" ON "Delivery" ("key");
CREATE INDEX "Delivery_state_dueAt_idx" ON "Delivery" ("state", "dueAt");
CREATE INDEX "Delivery_personId_createdAt_idx" ON "Delivery" ("personId", "createdAt");
CREATE INDEX "Delivery_notice_groupId_idx" ON "Delivery" ("notice", "groupId");
CREATE INDEX "Inbound_at_idx" ON "Inbound" ("at");
CREATE UNIQUE INDEX "Draft_personId_formId_args_key" ON "Draft" ("personId", "formId", "args");
CREATE INDEX "Draft_personId_channel_idx" ON "Draft" ("personId", "channel");
CREATE INDEX "Draft_expiresAt_idx" ON "Draft" ("expiresAt");
CREATE INDEX "StoredFile_expiresAt_idx" ON "StoredFile" ("expiresAt");
CREATE UNIQUE INDEX "WebMessage_seq_key" ON "WebMessage" ("seq");
CREATE INDEX "WebMessage_address_seq_idx" ON "WebMessage" ("address", "seq");
CREATE INDEX "WebMessage_address_revision_idx" ON "WebMessage" ("address", "revision");
CREATE UNIQUE INDEX "Kudos_requestKey_key" ON "Kudos" ("requestKey");
CREATE INDEX "Kudos_giverId_createdAt_idx" ON "Kudos" ("giverId", "createdAt");
CREATE INDEX "Kudos_createdAt_idx" ON "Kudos" ("createdAt");
CREATE INDEX "KudosReceiver_personId_createdAt_idx" ON "KudosReceiver" ("personId", "createdAt");
CREATE INDEX "KudosReceiver_unitId_createdAt_idx" ON "KudosReceiver" ("unitId", "createdAt");
CREATE UNIQUE INDEX "KudosReport_kudosId_reporterId_key" ON "KudosReport" ("kudosId", "reporterId");
CREATE INDEX "AuditEntry_subject_idx" ON "AuditEntry" ("subject");
CREATE INDEX "AuditEntry_at_idx" ON "AuditEntry" ("at");

ALTER TABLE "Unit" ADD FOREIGN KEY ("parentId") REFERENCES "Unit" ("id");
ALTER TABLE "Person" ADD FOREIGN KEY ("unitId") REFERENCES "Unit" ("id");
ALTER TABLE "Person" ADD FOREIGN KEY ("appraiserId") REFERENCES "Person" ("id");
ALTER TABLE "Delegation" ADD FOREIGN KEY ("principalId") REFERENCES "Person" ("id");
ALTER TABLE "Delegation" ADD FOREIGN KEY ("delegateId") REFERENCES "Person" ("id");
ALTER TABLE "Account" ADD FOREIGN KEY ("personId") REFERENCES "Person" ("id");
ALTER TABLE "Preference" ADD FOREIGN KEY ("personId") REFERENCES "Person" ("id");
ALTER TABLE "Group" ADD FOREIGN KEY ("unitId") REFERENCES "Unit" ("id");
ALTER TABLE "KudosReceiver" ADD FOREIGN KEY ("kudosId") REFERENCES "Kudos" ("id");
ALTER TABLE "KudosReport" ADD FOREIGN KEY ("kudosId") REFERENCES "Kudos" ("id");

-- What has been written down stays written down: the database itself refuses to change or remove it.
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'AuditEntry is append-only';
END
$$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON "AuditEntry"
  FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON "AuditEntry"
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
