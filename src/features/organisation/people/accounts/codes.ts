/** Linking codes as the officer hands them out: one for a person, or a printed sheet for a unit. */

import { text, type Words } from '../../../../chat/i18n/words.ts'
import { type FileRef, type Locale, Refusal, type RequestContext } from '../../../../chat/model.ts'
import type { Database } from '../../../../platform/database/database.ts'
import type { Files } from '../../../../platform/files/files.ts'
import type { Person } from '../repository.ts'
import { CODE_DAYS, printedCode } from '../rules.ts'
import { allUnitRows, peopleOfUnits, type UnitRow } from '../structure/repository-units.ts'
import { printSheet, type Slip } from './code-sheet.ts'
import type { Linking } from './linking.ts'

export interface CodesDeps {
  db: Database
  files: Files
  words: Words
  linking: Pick<Linking, 'issue' | 'issueAll'>
  /** Links that link an account at a tap, on each channel that has such links. */
  invites(code: string): { channel: string; url: string }[]
}
export interface Issued {
  person: Person
  code: string
  until: Date
  links: { channel: string; url: string }[]
}
/** Which people of a unit a sheet is for. */
export type Whom = 'unlinked' | 'all'

const DAY = 24 * 60 * 60 * 1000
/** Days that a sheet is kept: it holds codes that are good. */
const KEEP_DAYS = 1
/** People on one sheet: more are printed unit by unit. */
const MAX_SLIPS = 1000

export type Codes = ReturnType<typeof createCodes>

export function createCodes({ db, files, words, linking, invites }: CodesDeps) {
  async function one(context: RequestContext, person: Person): Promise<Issued> {
    const code = await linking.issue(context, person.id)
    return {
      person,
      code: printedCode(code),
      until: new Date(context.now.getTime() + CODE_DAYS * DAY),
      links: invites(code),
    }
  }

  async function unit(unitId: string): Promise<UnitRow & { below: string[] }> {
    const units = await allUnitRows(db.client)
    const found = units.find(({ id }) => id === unitId)
    if (!found) throw new Refusal(text('chat:refused.button'))
    return { ...found, below: withBelow(units, unitId) }
  }

  /** With a code one becomes whom it was made for: an administrator's is an administrator's to make. */
  async function mine({ actor }: RequestContext, unitIds: readonly string[]) {
    const people = await peopleOfUnits(db.client, unitIds)
    const all = actor.roles.includes('administrator')
    return people.filter(({ administrator }) => all || !administrator)
  }

  /** How many people of a unit, and of those below it, a sheet would be for. */
  async function counts(
    context: RequestContext,
    unitId: string,
  ): Promise<{ name: string } & Record<Whom, number>> {
    const { name, below } = await unit(unitId)
    const people = await mine(context, below)
    return { name, all: people.length, unlinked: people.filter(({ linked }) => !linked).length }
  }

  async function sheet(
    context: RequestContext,
    unitId: string,
    whom: Whom,
  ): Promise<{ file: FileRef; count: number; name: string }> {
    const { now } = context
    const { name, below } = await unit(unitId)
    const people = (await mine(context, below)).filter(({ linked }) => whom === 'all' || !linked)
    if (people.length === 0) throw new Refusal(text('people:codes.nobody'))
    if (people.length > MAX_SLIPS) throw new Refusal(text('people:codes.tooMany', { max: MAX_SLIPS }))
    const codes = await linking.issueAll(
      context,
      people.map(({ id }) => id),
    )
    const slips = people.flatMap((person): Slip[] => {
      const code = codes.get(person.id)
      const link = code ? (invites(code).find(({ channel }) => channel === 'telegram')?.url ?? null) : null
      return code ? [{ name: person.name, unit: person.unitName, code: printedCode(code), link }] : []
    })
    const bytes = await printSheet(slips, sheetWords(words, name, now, 'id'), now)
    const title = words.say(text('people:sheet.file'), 'id')
    const file = await files.put({ name: `${title}.pdf`, mime: 'application/pdf', bytes }, KEEP_DAYS)
    return { file, count: slips.length, name }
  }

  return { one, counts, sheet, units: () => allUnitRows(db.client) }
}

/** All that is printed on a sheet besides names and codes. */
function sheetWords(words: Words, unitName: string, now: Date, locale: Locale) {
  const say = (...said: Parameters<typeof text>) => words.say(text(...said), locale)
  return {
    title: say('people:sheet.title', { unit: unitName }),
    kicker: say('people:sheet.kicker'),
    how: [say('people:sheet.open'), say('people:sheet.type'), say('people:sheet.read')].join('\n'),
    howWithPicture: [
      say('people:sheet.scanHow'),
      say('people:sheet.typeElsewhere'),
      say('people:sheet.read'),
    ].join('\n'),
    scan: say('people:sheet.scan'),
    until: say('people:sheet.until', { until: new Date(now.getTime() + CODE_DAYS * DAY) }),
    secret: say('people:sheet.secret'),
    page: (page: number, pages: number) => say('chat:page.of', { page, pages }),
  }
}

/** A unit and all units below it. */
function withBelow(units: readonly UnitRow[], unitId: string): string[] {
  const found = new Set([unitId])
  for (let before = 0; before < found.size; ) {
    before = found.size
    for (const { id, parentId } of units) if (parentId && found.has(parentId)) found.add(id)
  }
  return [...found]
}
