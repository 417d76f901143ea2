/** "Mengapa nilai saya 87?": each number, its weight, where it came from, who said it and when, and every version. */

import { text } from '../../../chat/i18n/words.ts'
import type { Block, Button, Card, Label } from '../../../chat/model.ts'
import { type Cycle, criterionText } from '../cycle/api.ts'
import { numberText, partRow, totalOf } from './cards.ts'
import type { Appraisal } from './repository.ts'
import { criteriaScore, isCorrected } from './rules.ts'

export function whyCard(
  {
    latest,
    versions,
    cycle,
    names,
  }: { latest: Appraisal; versions: readonly Appraisal[]; cycle: Cycle; names: ReadonlyMap<string, string> },
  buttons: Button[],
): Card {
  const { total, parts } = criteriaScore(latest, cycle.weights)
  const by = (appraisal: Appraisal) => names.get(appraisal.byId) ?? ''
  return {
    title: text('appraisal:why.title', { total }),
    confidential: true,
    blocks: [
      { kind: 'text', text: text('appraisal:why.formula') },
      { kind: 'facts', rows: [...parts.map(partRow), [text('appraisal:why.total'), numberText(total)]] },
      { kind: 'text', text: text('appraisal:why.weights') },
      ...sources(latest, by(latest)),
      { kind: 'facts', rows: versions.map(version => versionRow(version, by(version), cycle)) },
      { kind: 'text', text: text('appraisal:score.official') },
      ...(buttons.length > 0 ? [{ kind: 'buttons' as const, buttons }] : []),
    ],
  }
}

function sources(latest: Appraisal, by: string): Block[] {
  const entered = text('appraisal:why.entered', { by, at: latest.createdAt })
  const source = (criterion: 'attendance' | 'quality' | 'initiative', value: Label): [Label, Label] => [
    text('appraisal:why.source', { criterion: criterionText(criterion) }),
    value,
  ]
  const rows: [Label, Label][] = [
    source('attendance', attendanceSource(latest, by) ?? entered),
    ...(latest.attendanceComputed === null ? [] : latest.attendanceFacts),
    source('quality', entered),
    source('initiative', entered),
  ]
  if (latest.achievement !== null)
    rows.push([
      text('appraisal:why.achievement'),
      text('appraisal:why.percent', { value: latest.achievement }),
    ])
  const reason: Block[] = latest.attendanceReason
    ? [
        { kind: 'text', text: text('appraisal:why.attendanceReason') },
        { kind: 'quote', said: latest.attendanceReason },
      ]
    : []
  return [{ kind: 'facts', rows }, ...reason]
}

function attendanceSource({ attendance, attendanceComputed: computed }: Appraisal, by: string): Label | null {
  if (computed === null) return null
  return isCorrected(attendance, computed)
    ? text('appraisal:why.corrected', { score: computed, entered: attendance, by })
    : text('appraisal:why.computed', { score: computed })
}

function versionRow(version: Appraisal, by: string, cycle: Cycle): [Label, Label] {
  const total = totalOf(version, cycle)
  const said = { by, at: version.createdAt, total }
  return [
    text('appraisal:why.version', { version: version.version }),
    version.reason
      ? text('appraisal:why.versionReason', { ...said, reason: version.reason })
      : text('appraisal:why.versionBy', said),
  ]
}
