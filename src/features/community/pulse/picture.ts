/** The picture of the trend: the office and the reader's own unit, and the same in words. */

import { text, type Words } from '../../../chat/i18n/words.ts'
import type { Actor, FileRef, Text } from '../../../chat/model.ts'
import type { Measure } from '../../../platform/documents/chart/style.ts'
import { type Line, trendChart } from '../../../platform/documents/chart/trend.ts'
import { createMeasure, png } from '../../../platform/documents/picture.ts'
import type { Files } from '../../../platform/files/files.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import { firstDay, type Month, type Published, wholeMonth } from './rules.ts'
import type { PulseService, Results } from './service.ts'

/** A picture stays right until the month is over; kept a little longer, for messages that show it. */
const KEEP_DAYS = 62
/** One point is no line. */
const MIN_POINTS = 2

interface Picture {
  file: FileRef
  alt: Text
}
/** Whose unit is drawn, and in which language. */
type Reader = Pick<Actor, 'unitId' | 'locale'>
export interface PictureDeps {
  files: Pick<Files, 'put'>
  words: Words
  people: Pick<PeopleService, 'units'>
}
export type Pictures = ReturnType<typeof createPictures>

export function createPictures({ files, words, people }: PictureDeps, service: PulseService) {
  const measure: Measure = createMeasure()
  const drawn = new Map<string, Promise<Picture | null>>()
  let month: Month | undefined

  /** Drawn once a month for each unit and language: a thousand readers share it. */
  function trend({ unitId, locale }: Reader, now: Date): Promise<Picture | null> {
    const current = service.monthAt(now)
    if (month !== current) drawn.clear()
    month = current
    const key = `${locale} ${unitId}`
    const known = drawn.get(key) ?? draw({ unitId, locale }, now)
    drawn.set(key, known)
    known.catch(() => drawn.delete(key))
    return known
  }

  async function draw({ unitId, locale }: Reader, now: Date): Promise<Picture | null> {
    const all = await service.trend(now)
    const first = all.findIndex(([, results]) => meanOf(results, ({ office }) => office) !== null)
    const months = first < 0 ? [] : all.slice(first)
    if (months.length < MIN_POINTS) return null
    const say = (label: Text) => words.say(label, locale)
    const shown = (mean: number) => say(text('pulse:trend.value', { mean }))
    const unit = (await people.units()).find(({ id }) => id === unitId)?.name ?? ''
    const line = (name: string, of: (one: Published) => ReturnType<typeof figureIn>): Line => ({
      name,
      shown,
      values: months.map(([, results]) => meanOf(results, of)),
    })
    const lines = [
      line(say(text('pulse:trend.office')), ({ office }) => office),
      line(say(text('pulse:trend.unit', { name: unit })), one => figureIn(one, unitId)),
    ].filter(({ values }) => values.some(value => value !== null))
    const points = months.map(([one]) => say(text('pulse:trend.month', { month: firstDay(one) })))
    const heading = {
      title: say(text('pulse:trend.title')),
      subtitle: say(text('pulse:trend.subtitle')),
      note: say(text('pulse:trend.note')),
    }
    const bytes = await png(trendChart({ heading, points, lines, scale: { from: 1, to: 5 } }, measure))
    const file = await files.put({ name: 'tren-survei.png', mime: 'image/png', bytes }, KEEP_DAYS)
    return { file, alt: altOf(lines, points, say) }
  }
  return { trend }
}

const figureIn = ({ units }: Published, unitId: string) => units.get(unitId) ?? null
const meanOf = (results: Results, of: (one: Published) => ReturnType<typeof figureIn>) =>
  wholeMonth([...results.values()].map(of))

function altOf(lines: readonly Line[], points: readonly string[], say: (label: Text) => string): Text {
  const said = lines.map(({ name, values, shown }) => {
    const told = values.flatMap((value, index) =>
      value === null ? [] : [`${points[index]} ${shown(value)}`],
    )
    return say(text('pulse:trend.line', { name, values: told.join(', ') }))
  })
  return text('pulse:trend.alt', { lines: said.join(' ') })
}
