/** A list of trainings as a file: looked at whole, then taken whole or not at all. */

import { z } from 'zod'
import { type Action, press, type Receiver } from '../../../../chat/contributions.ts'
import { defineAction } from '../../../../chat/define.ts'
import type { Words } from '../../../../chat/i18n/words.ts'
import { text } from '../../../../chat/i18n/words.ts'
import { type Card, type FileRef, Refusal, type RequestContext, type Text } from '../../../../chat/model.ts'
import { buttons, plain } from '../../../../chat/ui/blocks.ts'
import type { OfficeDay } from '../../../../domain/calendar/office-day.ts'
import { CRITERIA, type Criterion } from '../../../../domain/criteria.ts'
import { parseDay, parseNumber } from '../../../../domain/dates.ts'
import {
  type Column,
  isSheetOf,
  looksLikeSheet,
  readSheet,
  type SheetRow,
} from '../../../../platform/spreadsheets/files.ts'
import { topicText } from '../cards.ts'
import type { TrainingDeps } from '../places/service.ts'
import { MAX_HOURS, MAX_SEATS, TOPICS, type Topic } from '../rules.ts'
import { CAN, planFrom, words } from './officer-forms.ts'
import type { Plan, Terms } from './repository.ts'
import type { CatalogueWork } from './service.ts'

export const COLUMNS = [
  { name: 'Judul', also: ['Nama Pelatihan'], required: true },
  { name: 'Topik' },
  { name: 'Penyelenggara', required: true },
  { name: 'JP', also: ['Jam Pelajaran'], required: true },
  { name: 'Mulai', also: ['Tanggal Mulai'], required: true },
  { name: 'Selesai', also: ['Tanggal Selesai'] },
  { name: 'Waktu', also: ['Jam', 'Pukul'], required: true },
  { name: 'Tempat', also: ['Tautan'], required: true },
  { name: 'Kuota', required: true },
  { name: 'Batas Pendaftaran', also: ['Batas'], required: true },
  { name: 'Unit' },
  { name: 'Jabatan' },
  { name: 'Kriteria' },
  { name: 'Persetujuan' },
  { name: 'Keterangan' },
] as const satisfies readonly Column[]
type Name = (typeof COLUMNS)[number]['name']
/** More trainings than an office plans in a year. */
const MAX_ROWS = 500
const SHOWN = 10

export interface Wrong {
  row: number
  column: Name
}
type Row = { plan: Plan & Terms; number: number }
type Read = { ok: true; rows: Row[]; wrong: Wrong[] } | { ok: false }

export function importing(
  { db, files, people, office, words: say }: TrainingDeps & { words: Words },
  { add, publish }: CatalogueWork,
) {
  async function read(fileId: string, now: Date): Promise<Read> {
    const file = await files.open(fileId)
    if (!file || !looksLikeSheet(file)) return { ok: false }
    const found = await readSheet(file.bytes, { columns: COLUMNS, maxRows: MAX_ROWS })
    if (!found.ok) return { ok: false }
    const units = new Map((await people.units()).map(({ id, name }) => [name.toLowerCase(), id]))
    const rows: Row[] = []
    const wrong: Wrong[] = []
    for (const one of found.sheet.rows) {
      const parsed = rowFrom(one, { units, topics: topicNames(say), zone: office.zone, now })
      if ('column' in parsed) wrong.push({ row: one.number, column: parsed.column })
      else rows.push({ plan: parsed, number: one.number })
    }
    return { ok: true, rows, wrong }
  }

  const take = (announce: boolean): Action<[string]> =>
    defineAction({
      verb: announce ? 'training.import-all' : 'training.import',
      can: CAN,
      args: z.tuple([z.string()]),
      run: async (context, fileId) => {
        const found = await read(fileId, context.now)
        // The clock may have passed a date meanwhile; a half-good file is never taken.
        if (!found.ok || found.wrong.length > 0) throw new Refusal(text('training:import.changed'))
        const ids = await apply(context, fileId, found.rows)
        if (announce) for (const id of ids) await publish(context, id)
        const body = text(announce ? 'training:import.announced' : 'training:import.kept')
        return {
          kind: 'card',
          over: true,
          card: plain(text('training:import.done', { trainings: ids.length }), body),
        }
      },
    })
  const [keep, all] = [take(false), take(true)]

  async function apply(
    { actor, now }: RequestContext,
    fileId: string,
    rows: readonly Row[],
  ): Promise<string[]> {
    return db.transaction(async tx => {
      await db.lock(tx, `training.import:${fileId}`)
      const ids: string[] = []
      for (const { plan, number } of rows) {
        const requestKey = `import:${fileId}:${number}`
        const known = await tx.training.findUnique({ where: { requestKey }, select: { id: true } })
        const by = { requestKey, createdById: actor.personId, createdAt: now }
        ids.push(known?.id ?? (await add(tx, plan, by)).id)
      }
      return ids
    })
  }

  function preview({ id }: FileRef, { rows, wrong }: Extract<Read, { ok: true }>): Card {
    const list = rows.slice(0, SHOWN).map(({ plan }) => [plan.title, String(plan.hours), String(plan.seats)])
    const head = [text('training:import.training'), text('training:import.jp'), text('training:fact.seats')]
    const problems = wrong
      .slice(0, SHOWN)
      .map(({ row, column }): Text => text('training:import.wrong', { row, column }))
    const good = wrong.length === 0
    return {
      title: text('training:import.title'),
      blocks: [
        { kind: 'text', text: text('training:import.found', { rows: rows.length, wrong: wrong.length }) },
        ...(list.length > 0 ? [{ kind: 'table' as const, head, rows: list }] : []),
        ...problems.map(problem => ({ kind: 'text' as const, text: problem })),
        { kind: 'text', text: text(good ? 'training:import.sure' : 'training:import.mend') },
        ...buttons(
          ...(good
            ? [
                { label: text('training:import.all'), tone: 'primary' as const, press: press(all, id) },
                { label: text('training:import.keep'), press: press(keep, id) },
              ]
            : []),
        ),
      ],
    }
  }

  const receiver: Receiver = {
    can: CAN,
    recognises: file => isSheetOf(file, files, { columns: COLUMNS, maxRows: MAX_ROWS }),
    run: async (context, file) => {
      const found = await read(file.id, context.now)
      if (!found.ok) throw new Refusal(text('chat:unknown.file', { name: file.name }))
      return { kind: 'card', card: preview(file, found) }
    },
  }
  return { receiver, actions: [keep, all] }
}

interface Known {
  units: ReadonlyMap<string, string>
  topics: ReadonlyMap<string, Topic>
  zone: string
  now: Date
}

/** @returns what the row says, or the first column that is not right */
export function rowFrom({ cells }: SheetRow, known: Known): (Plan & Terms) | { column: Name } {
  const cell = (name: Name) => cells[name] ?? ''
  const number = (name: Name, max: number) => {
    const value = parseNumber(cell(name))
    return value !== null && Number.isInteger(value) && value >= 1 && value <= max ? value : null
  }
  const title = cell('Judul')
  if (title.length < 5 || title.length > 150) return { column: 'Judul' }
  const topic = cell('Topik') === '' ? 'other' : known.topics.get(cell('Topik').toLowerCase())
  if (!topic) return { column: 'Topik' }
  const hours = number('JP', MAX_HOURS)
  if (hours === null) return { column: 'JP' }
  const seats = number('Kuota', MAX_SEATS)
  if (seats === null) return { column: 'Kuota' }
  const [day, until] = [
    parseDay(cell('Mulai')),
    cell('Selesai') === '' ? undefined : parseDay(cell('Selesai')),
  ]
  if (!day) return { column: 'Mulai' }
  if (until === null) return { column: 'Selesai' }
  const deadline = parseDay(cell('Batas Pendaftaran'))
  if (!deadline || deadline > day) return { column: 'Batas Pendaftaran' }
  const [provider, place] = [cell('Penyelenggara'), cell('Tempat')]
  if (provider === '') return { column: 'Penyelenggara' }
  if (place === '') return { column: 'Tempat' }
  const about = cell('Keterangan') || undefined
  const rest = { title, topic, hours, provider, place, about, day, times: cell('Waktu') }
  const planned = planFrom(until ? { ...rest, until } : rest, known)
  if ('problems' in planned) return { column: PLAN_COLUMNS[planned.problems[0]?.field ?? ''] ?? 'Mulai' }
  const terms = termsFrom(cell, known)
  return 'column' in terms ? terms : { ...planned.plan, ...terms, seats, deadline: deadline as OfficeDay }
}

const PLAN_COLUMNS: Record<string, Name> = { times: 'Waktu', until: 'Selesai', day: 'Mulai' }

function termsFrom(
  cell: (name: Name) => string,
  { units }: Known,
): Omit<Terms, 'seats' | 'deadline'> | { column: Name } {
  const unitIds = split(cell('Unit')).map(name => units.get(name.toLowerCase()))
  if (unitIds.some(id => id === undefined)) return { column: 'Unit' }
  const criterion = cell('Kriteria') === '' ? null : CRITERION_NAMES[cell('Kriteria').toLowerCase()]
  if (criterion === undefined) return { column: 'Kriteria' }
  const consent = CONSENT[cell('Persetujuan').toLowerCase()]
  if (consent === undefined) return { column: 'Persetujuan' }
  return {
    unitIds: unitIds.filter(id => id !== undefined),
    positions: words(cell('Jabatan')),
    criterion,
    needsConsent: consent,
    trainerId: null,
  }
}

/** Names of units may hold a comma. */
const split = (said: string) =>
  said
    .split(/[;+]/)
    .map(one => one.trim())
    .filter(one => one !== '')

const CRITERION_NAMES: Record<string, Criterion> = {
  kehadiran: 'attendance',
  'kualitas kerja': 'quality',
  kualitas: 'quality',
  inisiatif: 'initiative',
  ...Object.fromEntries(CRITERIA.map(one => [one, one])),
}
const CONSENT: Record<string, boolean> = {
  '': false,
  tidak: false,
  no: false,
  ya: true,
  yes: true,
  perlu: true,
}

/** Topics as either language names them. */
function topicNames(words: Words): Map<string, Topic> {
  return new Map(
    TOPICS.flatMap(topic =>
      (['id', 'en'] as const).map(
        locale => [words.say(topicText(topic), locale).toLowerCase(), topic] as const,
      ),
    ),
  )
}
