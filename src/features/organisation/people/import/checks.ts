/** What is wrong only once all rows are seen together. Pure. */
import { text } from '../../../../chat/i18n/words.ts'
import { isListed } from '../rules.ts'
import { onCircles } from '../structure/reporting-cycles.ts'
import type { KnownPerson } from './plan.ts'
import type { RowProblem } from './rows.ts'

export interface Row {
  row: number
  before: KnownPerson | null
  after: KnownPerson
}

export function checkCircles(
  rows: readonly Row[],
  people: readonly KnownPerson[],
  problems: RowProblem[],
): void {
  const above = new Map(people.map(({ id, appraiserId }) => [id, appraiserId]))
  for (const { after } of rows) above.set(after.id, after.appraiserId)
  const circles = onCircles(above)
  for (const { row, after } of rows) {
    if (after.appraiserId === after.id) problems.push({ row, why: text('people:import.wrong.ownSuperior') })
    else if (circles.has(after.id)) problems.push({ row, why: text('people:import.wrong.circle') })
  }
}

/** An address is how Slack may know somebody: two people with one would be taken for each other. */
export function checkEmails(
  rows: readonly Row[],
  people: readonly KnownPerson[],
  problems: RowProblem[],
): void {
  const inFile = new Set(rows.map(({ after }) => after.id))
  const held = new Set(
    people.flatMap(({ id, email, leftOn }) => (email && leftOn === null && !inFile.has(id) ? [email] : [])),
  )
  for (const { row, after } of rows) {
    if (!after.email) continue
    if (held.has(after.email)) problems.push({ row, why: text('people:import.wrong.emailTwice') })
    held.add(after.email)
  }
}

/** Somebody has to be able to mend things afterwards. */
export function checkAdministrators(
  after: readonly KnownPerson[],
  before: readonly KnownPerson[],
  problems: RowProblem[],
): void {
  const rules = ({ roles, leftOn }: KnownPerson) => leftOn === null && roles.includes('administrator')
  const others = before.filter(person => !isListed(person))
  if (before.some(rules) && ![...after, ...others].some(rules))
    problems.push({ row: 1, why: text('people:import.wrong.noAdministrator') })
}

/** By an address Slack may know somebody: who may change an administrator's may become one. */
export function checkAdministratorMail(rows: readonly Row[], problems: RowProblem[]): void {
  for (const { row, before, after } of rows) {
    const rules = before?.leftOn === null && before.roles.includes('administrator')
    if (rules && before.email !== after.email)
      problems.push({ row, why: text('people:import.wrong.administratorMail') })
  }
}
