import { type Draft, type Drafts, SENT } from '../../chat/forms/drafts.ts'
import type { Database } from '../database/database.ts'
import type { Draft as Row } from '../generated/client.ts'
import type { Ids } from '../ids.ts'

/** A form left alone for this long is swept away, unless it says otherwise (hours). */
const KEEP_HOURS = 24
/** A form that was sent waits so long for its receipt to be seen, should the process die before (hours). */
const OWED_HOURS = 1
/** Text that is typed answers one form only: opening another one parks this, until it is opened again. */
const PARKED = 'parked'

export function storedDrafts({
  db,
  ids,
}: {
  db: Database
  ids: Ids
}): Drafts & { sweep(now: Date): Promise<void> } {
  const { draft: table } = db.client
  const live = (now: Date) => ({ expiresAt: { gt: now } })
  return {
    open: async (draft, now, keepHours) => {
      const { personId, channel, formId, args, fields, answers, names, position, search, step } =
        columns(draft)
      const { touchedAt, expiresAt } = dates(now, keepHours)
      const nothingKnown = Object.keys(answers).length === 0
      // One statement: parks what was being answered here, and inserts the draft or takes up the one that is there.
      // A live draft is continued as it was snapshotted when nothing new is brought; any other is replaced whole.
      const [row] = await db.client.$queryRaw<Row[]>`
        WITH parked AS (
          UPDATE "Draft" SET "channel" = ${PARKED}
          WHERE "personId" = ${personId} AND "channel" = ${channel}
            AND NOT ("formId" = ${formId} AND "args" = ${args}::text[]))
        INSERT INTO "Draft" AS d ("id", "personId", "channel", "formId", "args", "fields", "answers", "names",
          "position", "search", "version", "step", "touchedAt", "expiresAt")
        VALUES (${ids.next()}, ${personId}, ${channel}, ${formId}, ${args}::text[], ${JSON.stringify(fields)}::jsonb,
          ${JSON.stringify(answers)}::jsonb, ${JSON.stringify(names)}::jsonb, ${position}::int,
          ${JSON.stringify(search)}::jsonb, 1, ${step}, ${touchedAt}::timestamptz, ${expiresAt}::timestamptz)
        ON CONFLICT ("personId", "formId", "args") DO UPDATE SET
          ("id", "fields", "answers", "names", "position", "search", "version", "step") = (
            SELECT d."id", d."fields", d."answers", d."names", d."position", d."search", d."version" + 1, d."step"
            WHERE ${nothingKnown}::boolean AND d."channel" <> ${SENT} AND d."expiresAt" > ${now}::timestamptz
            UNION ALL
            SELECT excluded."id", excluded."fields", excluded."answers", excluded."names", excluded."position",
              excluded."search", excluded."version", excluded."step"
            WHERE NOT (${nothingKnown}::boolean AND d."channel" <> ${SENT}
              AND d."expiresAt" > ${now}::timestamptz)),
          "channel" = excluded."channel", "touchedAt" = excluded."touchedAt", "expiresAt" = excluded."expiresAt"
        RETURNING *`
      if (!row) throw new Error('a draft that was inserted is returned')
      return toDraft(row)
    },
    byId: async (id, now) => {
      const row = await table.findFirst({ where: { id, ...live(now) } })
      return row && toDraft(row)
    },
    current: async (personId, channel, now) => {
      const row = await table.findFirst({
        // What is typed after a day is hardly meant for a question asked before it: that form is opened again.
        where: {
          personId,
          channel,
          ...live(now),
          touchedAt: { gt: new Date(now.getTime() - hours(KEEP_HOURS)) },
        },
        orderBy: { touchedAt: 'desc' },
      })
      return row && toDraft(row)
    },
    save: async (draft, now, keepHours) => {
      const { count } = await table.updateMany({
        where: { id: draft.id, version: draft.version },
        data: { ...columns(draft), ...dates(now, keepHours), version: draft.version + 1 },
      })
      return count === 0 ? null : { ...draft, version: draft.version + 1 }
    },
    sent: async (id, step, now) => {
      await table.updateMany({ where: { id }, data: { channel: SENT, step, ...dates(now, OWED_HOURS) } })
    },
    close: async id => void (await table.deleteMany({ where: { id } })),
    sweep: async now => void (await table.deleteMany({ where: { expiresAt: { lte: now } } })),
  }
}

const hours = (count: number) => count * 60 * 60 * 1000

function dates(now: Date, keepHours = KEEP_HOURS) {
  return { touchedAt: now, expiresAt: new Date(now.getTime() + hours(keepHours)) }
}

/** Fields, answers and names are our own plain JSON: written and read by the same hand. */
function columns({
  personId,
  channel,
  formId,
  args,
  fields,
  answers,
  names,
  position,
  search,
  step,
}: Omit<Draft, 'id' | 'version'>) {
  const json = <T>(value: T) => JSON.parse(JSON.stringify(value))
  return {
    personId,
    channel,
    formId,
    args: [...args],
    fields: json(fields),
    answers: json(answers),
    names: json(names),
    position,
    step,
    search: search === null ? json([]) : json(search),
  }
}

function toDraft(row: Row): Draft {
  const plain = row as unknown as Draft
  const search = plain.search?.length ? plain.search : null
  const { id, personId, channel, formId, args, fields, answers, names, position, version, step } = plain
  return { id, personId, channel, formId, args, fields, answers, names, position, search, version, step }
}
