/** What is on every sheet: the frame, the seal, and the rosette of an office that gave no emblem. */
import { circle, kawung, type Op, petal, rect, rosette, SHEET, star } from './ops.ts'

export const PAPER = '#fffdf6'
export const GREEN = '#0b4f3c'
export const GOLD = '#b58a2e'
export const SOFT = '#e6d3a3'
export const INK = '#22302a'
export const FAINT = '#66736c'

const { width: W, height: H } = SHEET
const MID = W / 2

export function frame(): Op[] {
  const band = [
    ...evenly(W).flatMap(x => [kawung(x, 31, 7.2), kawung(x, H - 31, 7.2)]),
    ...evenly(H).flatMap(y => [kawung(31, y, 7.2), kawung(W - 31, y, 7.2)]),
  ]
  const corners = [31, W - 31].flatMap(x => [31, H - 31].map(y => [x, y] as const))
  return [
    { kind: 'path', d: rect(0, 0, W, H), fill: PAPER },
    { kind: 'path', d: rect(14, 14, W - 28, H - 28), fill: GREEN },
    { kind: 'path', d: band.join(''), fill: SOFT, opacity: 0.55 },
    { kind: 'path', d: rect(18, 18, W - 36, H - 36), stroke: GOLD, width: 1.2 },
    { kind: 'path', d: rect(46, 46, W - 92, H - 92), fill: PAPER, stroke: GOLD, width: 2 },
    { kind: 'path', d: rect(52, 52, W - 104, H - 104), stroke: SOFT, width: 0.8 },
    ...corners.flatMap(([x, y]): Op[] => [
      { kind: 'path', d: rect(x - 15, y - 15, 30, 30), fill: GOLD },
      { kind: 'path', d: kawung(x, y, 10), fill: PAPER },
    ]),
  ]
}

/** Places along one side, clear of its corners. */
function evenly(side: number): number[] {
  const [from, until] = [60, side - 60]
  const steps = Math.round((until - from) / 20)
  return Array.from({ length: steps + 1 }, (_, step) => from + ((until - from) * step) / steps)
}

/** Where the office has given no emblem: a rosette that belongs to nobody. */
export function ornament(y: number): Op[] {
  const petals = (count: number, from: number, to: number, width: number, turn = 0) =>
    Array.from({ length: count }, (_, index) =>
      petal(MID, y, { angle: (index + turn) / count, from, to, width }),
    ).join('')
  return [
    { kind: 'path', d: petals(8, 10, 28, 10, 0.5), fill: SOFT },
    { kind: 'path', d: petals(8, 9, 28, 10), fill: GOLD },
    { kind: 'path', d: circle(MID, y, 9.5), fill: GREEN },
    { kind: 'path', d: star(MID, y, 6), fill: PAPER },
  ]
}

export function seal(): Op[] {
  const y = 478
  const ribbon = (way: 1 | -1) =>
    `M${MID + way * 4} ${y + 20}L${MID + way * 22} ${y + 52}L${MID + way * 12} ${y + 49}L${MID + way * 6} ${y + 57}L${MID - way * 8} ${y + 24}z`
  return [
    { kind: 'path', d: ribbon(-1), fill: GREEN },
    { kind: 'path', d: ribbon(1), fill: GREEN },
    { kind: 'path', d: rosette(MID, y, 31), fill: GOLD },
    { kind: 'path', d: circle(MID, y, 24), fill: PAPER },
    { kind: 'path', d: circle(MID, y, 22), fill: GOLD },
    { kind: 'path', d: circle(MID, y, 19.5), stroke: PAPER, width: 0.7 },
    { kind: 'path', d: star(MID, y, 13), fill: PAPER },
  ]
}
