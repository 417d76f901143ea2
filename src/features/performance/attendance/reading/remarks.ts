/** Remarks as offices write them, as codes. A word is known by its beginning, a short code only whole (domain-2.md 7). */
import { columnKey } from '../../../../platform/spreadsheets/cells.ts'
import { CODES, type Code } from '../rules.ts'

/** `off`: the day was no working day. */
export type Remark = Code | 'off'
export const REMARKS = [...CODES, 'off'] as const

/** What this office means by words that others use otherwise, by their keys. */
export type OwnWords = Readonly<Record<string, Remark>>

const BEGINNINGS: Record<Remark, string> = {
  H: `hadir tepatwaktu terlambat telat datangterlambat pulangcepat pulangawal pulangmendahului tidakabsenpulang
    tidakabsenmasuk tidakscanpulang tidakscanmasuk lupaabsen kurangpresensi present ontime masuk`,
  DL: 'dinasluar tugasluar perjalanandinas perjadin surattugas undangan diklat bimtek',
  TB: 'tugasbelajar',
  C: `cutitahunan cutibesar cutimelahirkan cutibersalin cutikarenaalasanpenting cutialasanpenting
    cutidiluartanggungan leave`,
  S: 'sakit sick',
  I: 'izin ijin permit',
  TK: 'tanpaketerangan alpa alpha mangkir tidakhadir bolos',
  off: 'libur cutibersama akhirpekan weekend holiday harilibur',
}
const WHOLE: Record<Remark, string> = {
  H: 'h wfo wfh wfa fwa pc psw psw1 psw2 psw3 psw4 plgcepat',
  DL: 'dl sppd spt',
  TB: 'tb',
  C: 'c ct cm cap cltn cuti',
  S: 's sk',
  I: 'i izin ijin',
  TK: 'tk a absent',
  off: 'l ln off sabtu minggu',
}
/** They begin like a known word, and mean something else, or something else in each office. */
const ASK = /^(izin|ijin)belajar|^cutisakit/

const words = (table: Record<Remark, string>): [string, Remark][] =>
  REMARKS.flatMap(remark => table[remark].split(/\s+/).map((word): [string, Remark] => [word, remark]))
const whole = new Map(words(WHOLE))
/** The longest first: `tidakabsenpulang` before what begins alike. */
const beginnings = words(BEGINNINGS).sort(([one], [other]) => other.length - one.length)
const known = new Map<string, Remark | undefined>()
/** Different remarks that are remembered; an office has some dozens. */
const MOST = 500

/** @returns null for none, undefined for a word nobody knows */
export function readRemark(said: string, own: OwnWords = {}): Remark | null | undefined {
  if (/^[-–—\s]*$/.test(said)) return null
  const key = columnKey(said)
  return (Object.hasOwn(own, key) ? own[key] : undefined) ?? usual(key)
}

function usual(key: string): Remark | undefined {
  if (known.has(key)) return known.get(key)
  const found = ASK.test(key)
    ? undefined
    : (whole.get(key) ?? beginnings.find(([word]) => key.startsWith(word))?.[1])
  if (known.size < MOST) known.set(key, found)
  return found
}

export const remarkKey = (said: string): string => columnKey(said)
