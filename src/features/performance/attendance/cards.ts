import type { Action } from '../../../chat/contributions.ts'
import { press } from '../../../chat/contributions.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Block, Button, Card, Label } from '../../../chat/model.ts'
import { EXCUSED, type Excused, excusedDays } from './rules.ts'
import type { Attendance } from './service.ts'

type Row = [label: Label, value: Label]
/** The person themself sees each reason by its code; an appraiser how many days, not why. */
export type Reader = 'self' | 'appraiser'
export const number = (n: number) => text('attendance:number', { n })
export const words = (key: Key, vars?: Parameters<typeof text>[1]): Block => ({
  kind: 'text',
  text: text(key, vars),
})

const EXCUSED_KEYS = {
  S: 'attendance:code.S',
  I: 'attendance:code.I',
  C: 'attendance:code.C',
  DL: 'attendance:code.DL',
  TB: 'attendance:code.TB',
} as const satisfies Record<Excused, Key>

const days = (count: number) => text('attendance:fact.days', { count })
const times = (count: number, minutes: number) => text('attendance:fact.times', { count, minutes })

/**
 * A quarter's attendance, with the sum done before the reader's eyes. Only in private, never in a group.
 */
export function attendanceBlocks(found: Attendance, reader: Reader): Block[] {
  return [{ kind: 'facts', rows: attendanceFacts(found, reader) }, ...formula(found)]
}

/** The figures alone, line by line. */
export function attendanceFacts(found: Attendance, reader: Reader): Row[] {
  const excused: Row[] =
    reader === 'appraiser'
      ? [[text('attendance:fact.excused'), days(excusedDays(found))]]
      : EXCUSED.flatMap((code): Row[] => {
          const count = found.excused[code]
          return count ? [[text(EXCUSED_KEYS[code]), days(count)]] : []
        })
  const maybe = (count: number, ...row: Row): Row[] => (count > 0 ? [row] : [])
  return [
    [text('attendance:fact.workingDays'), days(found.workingDays)],
    [
      text('attendance:fact.recorded'),
      text('attendance:fact.until', { count: found.recorded, day: found.knownUntil }),
    ],
    [text('attendance:fact.present'), days(found.present)],
    ...maybe(found.lateDays, text('attendance:fact.late'), times(found.lateDays, found.lateMinutes)),
    ...maybe(found.earlyDays, text('attendance:fact.early'), times(found.earlyDays, found.earlyMinutes)),
    ...maybe(found.oneTap, text('attendance:fact.oneTap'), days(found.oneTap)),
    [text('attendance:fact.absent'), days(found.absent)],
    ...excused,
    [text('attendance:fact.source'), text('attendance:fact.importedAt', { at: found.source.importedAt })],
  ]
}

/** The formula with this person's figures in it, and what it leaves out. */
function formula({ score, present, absent, lost, roster, ownWeek, rule }: Attendance): Block[] {
  if (score === null) return [words('attendance:formula.none')]
  const [rounded, due] = [Math.round(lost * 100) / 100, present + absent]
  return [
    words('attendance:formula.sum', { present, lost: rounded, due, score }),
    roster
      ? words('attendance:formula.roster')
      : ownWeek
        ? words('attendance:formula.ownWeek')
        : words('attendance:formula.how', { ...rule }),
    words('attendance:formula.fair'),
  ]
}

/** What the officer's desk has for attendance. */
export interface DeskActions {
  rule: Action<[]>
  forget: Action<[]>
}
export function officerMenuCard(
  batches: readonly { when: Row }[],
  { own, actions }: { own: string[]; actions: DeskActions },
): Card {
  const forget: Button[] =
    own.length > 0 ? [{ label: text('attendance:desk.forget'), press: press(actions.forget) }] : []
  return {
    title: text('attendance:desk.title'),
    blocks: [
      words('attendance:desk.how'),
      ...(own.length > 0 ? [words('attendance:desk.own', { columns: own.join(', ') })] : []),
      batches.length > 0
        ? { kind: 'facts', rows: batches.map(({ when }) => when) }
        : words('attendance:desk.none'),
      {
        kind: 'buttons',
        buttons: [{ label: text('attendance:desk.rule'), press: press(actions.rule) }, ...forget],
      },
    ],
  }
}
