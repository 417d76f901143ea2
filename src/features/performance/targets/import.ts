/** A unit's agreed targets as a file: looked at whole, then taken whole or not at all. */

import { z } from 'zod'
import { press, type Receiver } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import { type Card, Refusal, type RequestContext, type Text } from '../../../chat/model.ts'
import { buttons, line } from '../../../chat/ui/blocks.ts'
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import { isSheetOf, looksLikeSheet, readSheet } from '../../../platform/spreadsheets/files.ts'
import type { Access, TargetDeps } from './access.ts'
import { secret } from './cards.ts'
import { COLUMNS, type Row, rowFrom } from './import-rows.ts'
import { targetsOf } from './repository.ts'
import { MAX_TARGETS, WHOLE } from './rules.ts'
import type { TargetWork } from './service.ts'

const CAN = 'target.import' as const
/** A large unit: 400 people with five targets each, in one transaction. */
const MAX_ROWS = 2_000
const SHOWN = 10

type Why = 'row' | 'nobody' | 'weight' | 'exists' | 'closed' | 'many'
export interface Wrong {
  row: number
  why: Why
  column?: string
}
interface Group {
  personId: string
  quarter: Quarter
  rows: Row[]
}
type Read = { ok: true; groups: Group[]; wrong: Wrong[] } | { ok: false }

export function importing({ db, files, audit, notify }: TargetDeps, access: Access, { add }: TargetWork) {
  async function read(fileId: string, now: Date): Promise<Read> {
    const file = await files.open(fileId)
    if (!file || !looksLikeSheet(file)) return { ok: false }
    const found = await readSheet(file.bytes, { columns: COLUMNS, maxRows: MAX_ROWS })
    if (!found.ok) return { ok: false }
    const rows: Row[] = []
    const wrong: Wrong[] = []
    for (const one of found.sheet.rows) {
      const parsed = rowFrom(one)
      if ('column' in parsed) wrong.push({ row: one.number, why: 'row', column: parsed.column })
      else rows.push(parsed)
    }
    const { groups, wrong: more } = await grouped(rows, now)
    return { ok: true, groups, wrong: [...wrong, ...more].sort((one, other) => one.row - other.row) }
  }

  /** By person and quarter: together they weigh 100, and nothing stands there yet. */
  async function grouped(rows: readonly Row[], now: Date): Promise<{ groups: Group[]; wrong: Wrong[] }> {
    const known = await db.client.person.findMany({
      where: { nip: { in: [...new Set(rows.map(({ nip }) => nip))] }, leftOn: null },
      select: { id: true, nip: true },
    })
    const personOf = new Map(known.map(({ nip, id }) => [nip, id]))
    const groups: Group[] = []
    const wrong: Wrong[] = []
    for (const [, list] of Map.groupBy(rows, ({ nip, quarter }) => `${nip} ${quarter}`)) {
      const [first] = list
      const personId = personOf.get(first?.nip ?? '')
      if (!first) continue
      const why = personId ? await problemOf(personId, list, now) : 'nobody'
      if (why || !personId) wrong.push({ row: first.number, why: why ?? 'nobody' })
      else groups.push({ personId, quarter: first.quarter, rows: list })
    }
    return { groups, wrong }
  }

  async function problemOf(personId: string, rows: readonly Row[], now: Date): Promise<Why | null> {
    const [first] = rows
    if (!first) return null
    if (rows.reduce((sum, { terms }) => sum + terms.weight, 0) !== WHOLE) return 'weight'
    if (rows.length > MAX_TARGETS) return 'many'
    if (await access.locked(first.quarter, now)) return 'closed'
    return (await targetsOf(db.client, personId, first.quarter)).length > 0 ? 'exists' : null
  }

  const apply = defineAction({
    verb: 'target.import',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, fileId) => {
      const done = await db.client.targetProposal.count({
        where: { requestKey: { startsWith: `import:${fileId}:` } },
      })
      if (done > 0) return { kind: 'card', over: true, card: doneCard(done) }
      const found = await read(fileId, context.now)
      if (!found.ok || found.wrong.length > 0) throw new Refusal(text('targets:import.changed'))
      return { kind: 'card', over: true, card: doneCard(await take(context, fileId, found.groups)) }
    },
  })

  async function take(
    { actor, now }: RequestContext,
    fileId: string,
    groups: readonly Group[],
  ): Promise<number> {
    return db.transaction(async tx => {
      await db.lock(tx, `targets.import:${fileId}`)
      const before = await tx.targetProposal.count({
        where: { requestKey: { startsWith: `import:${fileId}:` } },
      })
      if (before > 0) return before
      let count = 0
      for (const { personId, quarter, rows } of groups) {
        await access.take(tx, { personId, quarter }, now)
        if ((await targetsOf(tx, personId, quarter)).length > 0)
          throw new Refusal(text('targets:import.changed'))
        for (const { terms, number } of rows) {
          const by = {
            side: 'officer' as const,
            byId: actor.personId,
            requestKey: `import:${fileId}:${number}`,
            now,
          }
          await add(tx, { personId, quarter }, { terms, ...by })
          count++
        }
        const message = {
          notification: 'target.agreed',
          args: [personId, quarter],
          timing: 'office-hours' as const,
        }
        await notify.enqueue(
          tx,
          [{ key: `target:imported:${fileId}:${personId}`, to: { person: personId }, ...message }],
          now,
        )
      }
      const detail = { targets: count, people: groups.length }
      await audit.note(tx, {
        at: now,
        actorId: actor.personId,
        action: 'target.imported',
        subject: fileId,
        detail,
      })
      return count
    })
  }

  function preview(fileId: string, { groups, wrong }: Extract<Read, { ok: true }>): Card {
    const targets = groups.reduce((sum, { rows }) => sum + rows.length, 0)
    const good = wrong.length === 0
    const sure = {
      label: text('targets:import.apply'),
      tone: 'primary' as const,
      press: press(apply, fileId),
    }
    return secret(
      text('targets:import.title'),
      line(text('targets:import.found', { targets, people: groups.length, wrong: wrong.length })),
      ...wrong.slice(0, SHOWN).map(one => line(wrongText(one))),
      line(text(good ? 'targets:import.sure' : 'targets:import.mend')),
      ...buttons(...(good ? [sure] : [])),
    )
  }

  const receiver: Receiver = {
    can: CAN,
    recognises: file => isSheetOf(file, files, { columns: COLUMNS, maxRows: MAX_ROWS }),
    run: async (context, file) => {
      const found = await read(file.id, context.now)
      if (!found.ok) throw new Refusal(text('chat:unknown.file', { name: file.name }))
      return { kind: 'card', card: preview(file.id, found) }
    },
  }
  return { receiver, actions: [apply] }
}

const doneCard = (targets: number): Card =>
  secret(text('targets:import.done', { targets }), line(text('targets:import.doneBody')))

const WHY_KEYS = {
  row: 'targets:import.row',
  nobody: 'targets:import.nobody',
  weight: 'targets:import.weight',
  exists: 'targets:import.exists',
  closed: 'targets:import.closed',
  many: 'targets:import.many',
} as const satisfies Record<Why, Key>
const wrongText = ({ row, why, column = '' }: Wrong): Text =>
  text(WHY_KEYS[why], { row, column, max: MAX_TARGETS })
