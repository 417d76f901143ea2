/** The whole preview as a workbook, to be looked through at a desk. */
import { text, type Words } from '../../../../chat/i18n/words.ts'
import type { Block, Label, Locale } from '../../../../chat/model.ts'
import { maskNip } from '../../../../domain/nip.ts'
import type { Files } from '../../../../platform/files/files.ts'
import { writeBook } from '../../../../platform/spreadsheets/files.ts'
import { statusText } from '../status.ts'
import { fieldLabel, fieldsText, type Names } from './lines.ts'
import type { Changed, KnownPerson, Plan } from './plan.ts'

/** Days that it is kept. */
const KEEP_DAYS = 1
const COLUMNS = [
  ['people:import.book.kind', 20],
  ['people:import.book.person', 34],
  ['people:profile.nip', 22],
  ['people:import.book.unit', 36],
  ['people:import.book.position', 32],
  ['people:import.book.status', 18],
  ['people:import.book.appraiser', 34],
  ['people:import.book.fields', 30],
  ['people:import.book.before', 50],
] as const

interface BookDeps {
  files: Files
  words: Words
}

export async function previewBook(
  { files, words }: BookDeps,
  { plan, names }: { plan: Plan; names: Names },
  locale: Locale,
): Promise<Block> {
  const say = (label: Label) => words.say(label, locale)
  const about = (kind: Label, person: KnownPerson, fields = '', before = '') => [
    say(kind),
    person.name,
    maskNip(person.nip),
    names.unit(person.unitId),
    person.position,
    say(statusText(person)),
    say(names.person(person.appraiserId)),
    fields,
    before,
  ]
  const was = (person: KnownPerson, fields: readonly Changed[]) =>
    fields.map(field => fieldLabel(person, field, names)).filter(value => value !== null)
  const rows = [
    ...plan.fresh.map(person => about(text('people:import.book.fresh'), person)),
    ...plan.changed.map(({ before, after, fields }) =>
      about(
        text('people:import.book.changed'),
        after,
        say(fieldsText(fields)),
        was(before, fields).map(say).join('; '),
      ),
    ),
    ...plan.gone.map(person => about(text('people:import.book.gone'), person)),
  ]
  const columns = COLUMNS.map(([key, width]) => ({ title: say(text(key)), width }))
  const sheets = [{ name: say(text('people:import.book.sheet')), columns, rows }]
  const wrong = {
    name: say(text('people:import.book.wrong')),
    columns: [
      { title: say(text('people:import.rowHead')), width: 10 },
      { title: say(text('people:import.reason')), width: 90 },
    ],
    rows: plan.problems.map(({ row, why }) => [row, say(why)]),
  }
  const written = await writeBook(
    wrong.rows.length > 0 ? [...sheets, wrong] : sheets,
    say(text('people:import.book.name')),
  )
  return { kind: 'file', file: await files.put(written, KEEP_DAYS), alt: text('people:import.book.alt') }
}
