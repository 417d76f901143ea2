/** Where everything stands on a Piagam Penghargaan. */
import type { Measure, Weight } from '../../../../platform/documents/chart/style.ts'
import { drawable } from '../../../../platform/documents/svg.ts'
import { fitted, type Line, spread } from './fit.ts'
import { kawung, type Op, rect, SHEET } from './ops.ts'
import { FAINT, frame, GOLD, GREEN, INK, ornament, SOFT, seal } from './ornaments.ts'

/** Every line in words already: a sheet knows no reader. */
export interface Sheet {
  office: string
  heading: string
  number: string
  givenTo: string
  name: string
  /** Position and unit, or nothing for a team. */
  who: string
  as: string
  award: string
  quarter: string
  reason: string
  /** Place and date above the signature. */
  date: string
  signerPosition: string
  signerName: string
  signerNip: string | null
  checkTitle: string
  checkBody: string
  /** A PNG in the proportions of EMBLEM. */
  emblem: { bytes: Uint8Array } | null
  /** Dark modules of the QR code, row by row. */
  qr: readonly (readonly boolean[])[]
}

const MID = SHEET.width / 2

export function layout(sheet: Sheet, measure: Measure): Op[] {
  return [...frame(), ...head(sheet, measure), ...body(sheet, measure), ...foot(sheet, measure)]
}

function head({ office, heading, number, emblem }: Sheet, measure: Measure): Op[] {
  const title = fitted(
    heading.toUpperCase(),
    { size: 33, least: 20, weight: 700, color: GREEN, lines: 1 },
    spread(measure, 4),
  )
  return [
    ...(emblem ? picture(emblem) : ornament(EMBLEM.middle)),
    ...officeLines(office.toUpperCase(), measure),
    line(title.lines[0] ?? '', 185, { size: title.size, weight: 700, color: GREEN, spread: 4 }),
    ...divider(200, 120),
    line(number, 219, { size: 11, weight: 500, color: FAINT }),
  ]
}

/** One line, or two where it would have to be small: an office's name is never cut short before that. */
function officeLines(office: string, measure: Measure): Op[] {
  const style = { weight: 600, color: INK } as const
  const wide = spread(measure, 1.2)
  const one = fitted(office, { ...style, size: 12.5, least: 10, lines: 2 }, wide)
  const { lines, size } =
    one.lines.length === 1 ? one : fitted(office, { ...style, size: 10.5, least: 8, lines: 2 }, wide)
  const up = (lines.length - 1) * 6
  return lines.map((said, index) => line(said, 143 - up + index * 12, { ...style, size, spread: 1.2 }))
}

/** Points. */
export const EMBLEM = { width: 160, height: 64, middle: 96 } as const
function picture({ bytes }: NonNullable<Sheet['emblem']>): Op[] {
  const { width, height, middle } = EMBLEM
  return [
    { kind: 'image', bytes, mime: 'image/png', x: MID - width / 2, y: middle - height / 2, width, height },
  ]
}

/** Everything between the head and the foot, set evenly: a short name leaves no hole. */
function body({ givenTo, name, who, as, award, quarter, reason }: Sheet, measure: Measure): Op[] {
  const parts: (Line & { said: string; gap: number })[] = [
    { said: givenTo, gap: 0, size: 12, least: 12, weight: 400, color: FAINT, lines: 1 },
    { said: name, gap: 12, size: 30, least: 17, weight: 700, color: INK, lines: 2 },
    { said: who, gap: 8, size: 12.5, least: 9.5, weight: 500, color: INK, lines: 2 },
    { said: as, gap: 11, size: 12, least: 12, weight: 400, color: FAINT, lines: 1 },
    { said: award, gap: 9, size: 21, least: 13, weight: 700, color: GREEN, lines: 2 },
    { said: quarter, gap: 6, size: 12.5, least: 10, weight: 600, color: GOLD, lines: 1 },
    { said: reason, gap: 9, size: 11.5, least: 8.5, weight: 400, color: INK, lines: 3, width: 540 },
  ]
  const said = parts.filter(part => drawable(part.said) !== '')
  const { set, tall } = settled(said, measure)
  let y = BODY.top + Math.max(0, (BODY.bottom - BODY.top - tall) / 2)
  return set.flatMap(({ lines, size, gap, weight, color }) => {
    y += gap
    return lines.map(words => {
      y += size * LEADING
      return line(words, y - size * 0.22, { size, weight, color })
    })
  })
}

/** Where long names would run into the foot, everything is set a little smaller. */
function settled<P extends Line & { said: string; gap: number }>(parts: readonly P[], measure: Measure) {
  for (let scale = 1; ; scale -= 0.04) {
    const set = parts.map(part => {
      const sizes = { size: part.size * scale, least: Math.min(part.least, part.size * scale) * scale }
      return { ...part, gap: part.gap * scale, ...fitted(part.said, { ...part, ...sizes }, measure) }
    })
    const tall = set.reduce((sum, { gap, lines, size }) => sum + gap + lines.length * size * LEADING, 0)
    if (tall <= BODY.bottom - BODY.top || scale < 0.6) return { set, tall }
  }
}
const LEADING = 1.22
const BODY = { top: 226, bottom: 430 }

function foot(sheet: Sheet, measure: Measure): Op[] {
  return [...check(sheet, measure), ...seal(), ...signature(sheet, measure)]
}

const BREATH = 0.08
const QR = { x: 84, y: 446, size: 74 }
function check({ qr, checkTitle, checkBody }: Sheet, measure: Measure): Op[] {
  const module = QR.size / qr.length
  // A breath wider than it is: readers and printers show no hairline between two modules.
  const dark = qr.flatMap((row, y) =>
    row.flatMap((isDark, x) =>
      isDark ? [rect(QR.x + x * module, QR.y + y * module, module + BREATH, module + BREATH)] : [],
    ),
  )
  const said = fitted(
    checkBody,
    { size: 7.5, least: 7.5, weight: 400, color: FAINT, lines: 4, width: 120 },
    measure,
  )
  const left = { x: QR.x + QR.size + 14, align: 'left' as const }
  return [
    {
      kind: 'path',
      d: rect(QR.x - 6, QR.y - 6, QR.size + 12, QR.size + 12),
      fill: '#ffffff',
      stroke: SOFT,
      width: 0.8,
    },
    { kind: 'path', d: dark.join(''), fill: '#000000' },
    line(checkTitle, QR.y + 24, { ...left, size: 8.5, weight: 700, color: GREEN }),
    ...said.lines.map((one, index) =>
      line(one, QR.y + 37 + index * 10.5, { ...left, size: 7.5, weight: 400, color: FAINT }),
    ),
  ]
}

const SIGN = { x: 662, width: 206 }
function signature({ date, signerPosition, signerName, signerNip }: Sheet, measure: Measure): Op[] {
  const middle = { x: SIGN.x, width: SIGN.width }
  const post = fitted(
    signerPosition,
    { ...middle, size: 10.5, least: 8, weight: 600, color: INK, lines: 2 },
    measure,
  )
  const name = fitted(
    signerName,
    { ...middle, size: 11.5, least: 8.5, weight: 700, color: INK, lines: 2 },
    measure,
  )
  // A name of two lines grows upwards, so that the rule stays where it is.
  const up = (name.lines.length - 1) * (name.size + 2)
  const widest = Math.max(0, ...name.lines.map(said => measure(said, { size: name.size, weight: 700 })))
  return [
    line(date, 447, { x: SIGN.x, size: 10, weight: 400, color: INK }),
    ...post.lines.map((said, index) =>
      line(said, 460 + index * (post.size + 2), { x: SIGN.x, size: post.size, weight: 600, color: INK }),
    ),
    ...name.lines.map((said, index) =>
      line(said, 515 - up + index * (name.size + 2), { x: SIGN.x, size: name.size, weight: 700, color: INK }),
    ),
    ...(signerName ? [rule(SIGN.x, 519, widest)] : []),
    ...(signerNip ? [line(signerNip, 531, { x: SIGN.x, size: 9, weight: 400, color: FAINT })] : []),
  ]
}

const rule = (x: number, y: number, width: number): Op => ({
  kind: 'path',
  d: `M${x - width / 2} ${y}h${width}`,
  stroke: INK,
  width: 0.7,
})

function divider(y: number, half: number): Op[] {
  return [
    {
      kind: 'path',
      d: `M${MID - half} ${y}h${half - 9}M${MID + 9} ${y}h${half - 9}`,
      stroke: GOLD,
      width: 1,
    },
    { kind: 'path', d: kawung(MID, y, 5), fill: GOLD },
  ]
}

function line(
  said: string,
  y: number,
  style: {
    size: number
    weight: Weight
    color: string
    x?: number
    align?: 'left' | 'center'
    spread?: number
  },
): Op {
  return { kind: 'text', x: MID, align: 'center', ...style, said: drawable(said), y }
}
