/** The office's own rule as a form: hours of the day, tolerance, weight, and units with shifts of their own. */
import { z } from 'zod'
import { defineForm } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import { type Answers, type Field, InvalidAnswers } from '../../../chat/model.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Transact } from '../../../platform/unit-of-work.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import { words } from './cards.ts'
import type { Rule, Shift } from './rules.ts'
import { ruleOf, saveRule } from './settings.ts'

export const RULE_FORM = 'attendance.rule'
const SHIFTS = ['usual', 'friday', 'ramadan', 'ramadanFriday'] as const
const LABELS = {
  usual: text('attendance:rule.usual'),
  friday: text('attendance:rule.friday'),
  ramadan: text('attendance:rule.ramadan'),
  ramadanFriday: text('attendance:rule.ramadanFriday'),
}
const Given = z.object({
  usual: z.string(),
  friday: z.string(),
  ramadan: z.string(),
  ramadanFriday: z.string(),
  tolerance: z.number(),
  weight: z.number(),
  rosterUnits: z.array(z.string()).default([]),
})

export interface RuleFormDeps {
  db: Database
  transact: Transact
  people: Pick<PeopleService, 'units'>
}

export function ruleForm({ db, transact, people }: RuleFormDeps) {
  const form = defineForm({
    id: RULE_FORM,
    title: text('attendance:rule.title'),
    can: 'attendance.rule',
    args: z.tuple([]),
    answers: Given,
    fields: async () => fields(await people.units()),
    submit: async (context, _args, { tolerance, weight, rosterUnits, ...hours }) => {
      await transact(context, async ({ tx, record }) => {
        const before = await ruleOf(tx)
        const rule = {
          ...before,
          ...shiftsOf(hours, before),
          tolerance: Math.round(tolerance),
          weight,
          rosterUnits,
        }
        await saveRule(tx, rule)
        record({ action: 'attendance.rule', subject: null, detail: { before, after: rule } })
      })
      const blocks = [words('attendance:rule.savedBody')]
      return { kind: 'card', card: { title: text('attendance:rule.saved'), blocks } }
    },
  })
  /** The rule as it stands, so that the form opens with it. */
  async function answers(): Promise<Answers> {
    const { tolerance, weight, rosterUnits, ...rule } = await ruleOf(db.client)
    const hours = SHIFTS.map(name => [name, printedShift(rule[name])])
    return { ...Object.fromEntries(hours), tolerance, weight, ...(rosterUnits.length > 0 && { rosterUnits }) }
  }
  return { form, answers }
}

type Hours = Record<(typeof SHIFTS)[number], string>
/** @throws InvalidAnswers at each field whose hours cannot be read */
function shiftsOf(hours: Hours, before: Rule): Partial<Rule> {
  const read = SHIFTS.map(name => [name, readShift(hours[name], before[name])] as const)
  const problems = read.flatMap(([field, shift]) =>
    shift ? [] : [{ field, why: text('attendance:rule.hours') }],
  )
  if (problems.length > 0) throw new InvalidAnswers(...problems)
  return Object.fromEntries(read)
}

const fields = (units: readonly { id: string; name: string }[]): Field[] => [
  ...SHIFTS.map(
    (id): Field => ({
      kind: 'line',
      id,
      label: LABELS[id],
      hint: text('attendance:rule.hoursHint'),
      max: 20,
    }),
  ),
  { kind: 'number', id: 'tolerance', label: text('attendance:rule.tolerance'), min: 0, max: 240 },
  {
    kind: 'number',
    id: 'weight',
    label: text('attendance:rule.weight'),
    hint: text('attendance:rule.weightHint'),
    min: 0,
    max: 10,
  },
  {
    kind: 'choices',
    id: 'rosterUnits',
    label: text('attendance:rule.roster'),
    hint: text('attendance:rule.rosterHint'),
    optional: true,
    options: units.map(({ id, name }) => ({ value: id, label: name })),
  },
]

/** `07.30–16.00`; the break stays as the rule has it. */
export function readShift(typed: string, { rest }: Shift): Shift | null {
  const [, h1, m1, h2, m2] =
    /^(\d{1,2})[.:](\d{2})\s*(?:-|–|—|s\.d\.|sampai)\s*(\d{1,2})[.:](\d{2})$/.exec(typed.trim()) ?? []
  const [from, until] = [Number(h1) * 60 + Number(m1), Number(h2) * 60 + Number(m2)]
  if (Number(m1) > 59 || Number(m2) > 59 || !(until <= 24 * 60) || !(until - from - rest > 0)) return null
  return { from, until, rest }
}
export function printedShift({ from, until }: Pick<Rule['usual'], 'from' | 'until'>): string {
  const clock = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}.${String(minutes % 60).padStart(2, '0')}`
  return `${clock(from)}–${clock(until)}`
}
