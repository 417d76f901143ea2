/** The list of numbers by which the office's machines know people, PIN → NIP: imported once, used by every file. */
import { z } from 'zod'
import { press, type Receiver } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import { type Card, Refusal } from '../../../chat/model.ts'
import { buttons, line } from '../../../chat/ui/blocks.ts'
import { sheetNotes } from '../../../chat/ui/sheet-notes.ts'
import { readNip } from '../../../domain/nip.ts'
import type { SheetNotes } from '../../../domain/sheet-notes.ts'
import type { SheetProblem } from '../../../domain/sheet-problem.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Files } from '../../../platform/files/files.ts'
import { readStored } from '../../../platform/spreadsheets/files.ts'
import { fitOf } from '../../../platform/spreadsheets/look.ts'
import type { Column, TableSpec } from '../../../platform/spreadsheets/model.ts'
import type { Transact, WorkContext } from '../../../platform/unit-of-work.ts'
import { number } from './cards.ts'
import { unreadableCard } from './import-cards.ts'
import { pinKey } from './import-rows.ts'
import { COLUMNS } from './reading/columns.ts'
import * as repository from './repository.ts'

const CAN = 'attendance.import' as const
const WANTED = new Set(['PIN', 'NIP', 'Nama'])
const TABLE: TableSpec = {
  columns: COLUMNS.filter(({ name }) => WANTED.has(name)).map(
    (column): Column => ({ ...column, required: column.name !== 'Nama' }),
  ),
  maxRows: 20_000,
  subject: { number: 'NIP', name: 'Nama' },
}
/** A list of people may have a column of PINs as well: it is rather that. */
const MODEST = 20

export interface PinsDeps {
  db: Database
  files: Files
  transact: Transact
}
export interface PinsPlan {
  /** PIN and person. */
  pins: Map<string, string>
  /** Rows whose number is no NIP, or whose PIN another row gives to somebody else. */
  wrong: number[]
  /** Numbers that are nobody's in the list of people. */
  strangers: number
  notes: SheetNotes
}

/** @returns null once the file was swept away */
export async function planPins(
  { db, files }: PinsDeps,
  fileId: string,
): Promise<PinsPlan | { problem: SheetProblem } | null> {
  const found = await readStored(files, fileId, TABLE)
  if (!found) return null
  if (!found.ok) return { problem: found.problem }
  const read = found.sheet.rows.map(({ number: row, cells, faults }) => {
    const nip = readNip(cells.NIP ?? '')
    const pin = pinKey(cells.PIN ?? '')
    return { row, pin, nip: nip.ok && pin !== '' && !faults ? nip.nip : null }
  })
  const holders = await repository.holdersOf(db.client, [...new Set(read.flatMap(({ nip }) => nip ?? []))])
  const plan: PinsPlan = { pins: new Map(), wrong: [], strangers: 0, notes: found.sheet }
  for (const { row, pin, nip } of read) {
    const person = nip === null ? undefined : holders.get(nip)
    const known = plan.pins.get(pin)
    if (nip === null || (person && known !== undefined && known !== person.id)) plan.wrong.push(row)
    else if (person) plan.pins.set(pin, person.id)
    else plan.strangers++
  }
  return plan
}

/** What is known of these PINs is replaced; others stay. @returns how many are known now */
export async function keepPins(
  { transact }: PinsDeps,
  context: WorkContext,
  fileId: string,
  pins: PinsPlan['pins'],
): Promise<number> {
  return transact(context, async ({ tx, record, lock }) => {
    await lock('attendance.pins')
    await repository.savePins(tx, pins)
    record({ action: 'attendance.pins', subject: fileId, detail: { pins: pins.size } })
    return pins.size
  })
}

export function pinsCard({ pins, wrong, strangers, notes }: PinsPlan): Card {
  return {
    title: text('attendance:pins.title'),
    blocks: [
      {
        kind: 'facts',
        rows: [
          [text('attendance:pins.found'), number(pins.size)],
          [text('attendance:pins.strangers'), number(strangers)],
          [
            text('attendance:pins.wrong'),
            wrong.length > 0 ? `${wrong.length}: ${wrong.slice(0, 15).join(', ')}` : number(0),
          ],
        ],
      },
      ...sheetNotes(notes),
      line(text('attendance:pins.sure')),
    ],
  }
}

export function pinScreens(deps: PinsDeps) {
  const keep = defineAction({
    verb: 'attendance.pins',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, fileId) => {
      const plan = await planPins(deps, fileId)
      if (!plan || 'problem' in plan) throw new Refusal(text('attendance:import.fileGone'))
      const count = await keepPins(deps, context, fileId, plan.pins)
      const card: Card = {
        title: text('attendance:pins.done', { count }),
        blocks: [line(text('attendance:pins.doneBody'))],
      }
      return { kind: 'card', over: true, card }
    },
  })
  const receiver: Receiver = {
    can: CAN,
    takes: { what: text('attendance:pins.title'), columns: ['PIN', 'NIP'] },
    recognises: async file => {
      const fit = await fitOf(deps.files, file, TABLE)
      return fit > 100 ? fit - MODEST : 0
    },
    run: async (_context, file) => {
      const plan = await planPins(deps, file.id)
      if (!plan) throw new Refusal(text('attendance:import.fileGone'))
      if ('problem' in plan) return { kind: 'card', card: unreadableCard(plan.problem) }
      const card = pinsCard(plan)
      const apply = {
        label: text('attendance:import.apply'),
        tone: 'primary' as const,
        press: press(keep, file.id),
      }
      return {
        kind: 'card',
        card: { ...card, blocks: [...card.blocks, ...buttons(...(plan.pins.size > 0 ? [apply] : []))] },
      }
    },
  }
  return { actions: [keep], receivers: [receiver] }
}
