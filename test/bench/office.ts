/** Large offices, made by the database itself. Person `p00000042` has the Telegram account 1000042. */
import type { Database } from '../../src/platform/database/database.ts'

export const personId = (index: number) => `p${String(index).padStart(8, '0')}`
export const chatOf = (index: number) => 1_000_000 + index

/** So many people in 100 units; every tenth appraises ten. All have an account and have read the notice. */
export async function fill(db: Database, people: number): Promise<void> {
  await db.script(`
    INSERT INTO "Unit" ("id", "name") SELECT 'u' || n, 'Unit ' || n FROM generate_series(0, 99) n;
    INSERT INTO "Person" ("id", "nip", "name", "position", "unitId", "roles", "noticeSeen", "createdAt", "updatedAt")
      SELECT 'p' || lpad(n::text, 8, '0'), lpad(n::text, 18, '0'), 'Contoh ' || n, 'Penelaah', 'u' || (n % 100),
        '{}', '2026-01-01', '2026-01-01', '2026-01-01' FROM generate_series(0, ${people - 1}) n;
    UPDATE "Person" SET "appraiserId" = 'p' || lpad((right("id", 8)::int / 10)::text, 8, '0')
      WHERE right("id", 8)::int > 0;
    INSERT INTO "Account" ("channel", "address", "personId", "linkedAt")
      SELECT 'telegram', (1000000 + n)::text, 'p' || lpad(n::text, 8, '0'), '2026-01-01'
      FROM generate_series(0, ${people - 1}) n;`)
  await db.script('ANALYZE')
}
