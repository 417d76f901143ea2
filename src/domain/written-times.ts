/** Times of day as machines and lists write them. */

const NOTHING = new Set(
  `tidakabsen tidakscan tidakfinger tidakpresensi tidaktercatat tidakterekam tidakada belumabsen belumscan kosong
  tidakabsenmasuk tidakabsenpulang tidakscanmasuk tidakscanpulang null nihil none`.split(/\s+/),
)
const CLOCK =
  /^(?:\D*\d{1,4}[-/.]\w{1,9}[-/.]\d{2,4}[ T,]+)?(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?\s*([ap])?\.?(?:m\.?)?\s*(?:wib|wita|wit)?$/i

/**
 * Minutes after midnight: 7:30, 07.30, 0730, 07:30:15, 7:25 AM, also behind a day. `null`: the machine saw nobody
 * (empty, `-`, `--:--`, 00:00, Tidak Absen); `undefined`: what nobody can read, such as `#N/A`.
 */
export function readWrittenTime(said: string): number | null | undefined {
  const plain = said.trim()
  if (plain === '' || /^[-–—_:.\s]+$/.test(plain) || /^0{1,2}[:.]00([:.]00)?$/.test(plain)) return null
  if (NOTHING.has(plain.toLowerCase().replaceAll(/[^a-z]/g, '')) && !/\d/.test(plain)) return null
  const four = /^(\d{1,2})(\d{2})$/.exec(plain)
  if (four && plain.length >= 3) return minutesOf(Number(four[1]), Number(four[2]))
  const found = CLOCK.exec(plain)
  if (!found) return undefined
  const [hours, minutes, half] = [Number(found[1]), Number(found[2]), found[4]?.toLowerCase()]
  if (half === undefined) return minutesOf(hours, minutes)
  if (hours < 1 || hours > 12) return undefined
  return minutesOf((hours % 12) + (half === 'p' ? 12 : 0), minutes)
}

const minutesOf = (hours: number, minutes: number): number | undefined =>
  hours > 23 || minutes > 59 ? undefined : hours * 60 + minutes
