-- Handles are kept in small letters: they are compared so, and found by the index.
UPDATE "Account" SET "handle" = lower("handle") WHERE "handle" <> lower("handle");
