/** A published result in an office, and how somebody objects to it. */
import { office } from './office.ts'
import { appraises, DEPARTMENT, OPENING, opens } from './quarter.ts'

export const REASON =
  'Nilai inisiatif belum memperhitungkan dua usulan layanan <b>&*_ yang saya ajukan pada bulan Oktober.'

export const begin = async (people: Parameters<typeof office>[0] = {}) => {
  const place = await office({ people: DEPARTMENT, start: OPENING, ...(people as object) })
  const { olga, budi } = place.cast
  await opens(olga)
  await appraises(budi, 'Siti Contohwati')
  await olga.presses('cycle.close-yes', '2026Q4')
  await olga.presses('cycle.publish-yes', '2026Q4')
  await place.forward(0)
  return place
}
export type Place = Awaited<ReturnType<typeof begin>>
export const version = async ({ db }: Place, personId = 'siti') =>
  db.client.appraisal.findFirstOrThrow({ where: { personId }, orderBy: { version: 'desc' } })
export const filed = ({ db }: Place) => db.client.objection.findFirstOrThrow()
export const result = ({ cast: { siti } }: Place) =>
  siti.messages().find(({ plain }) => plain.startsWith('Hasil evaluasi Triwulan IV'))
export const at = async (place: Place, day: string, time = '09:00') => {
  place.clock.to(`${day}T${time}:00+07:00`)
  await place.app.beat()
  await place.settled()
}
export async function objects(place: Place, file?: { name: string; mime: string; bytes: Uint8Array }) {
  const { siti } = place.cast
  await siti.presses('objection.file', (await version(place)).id)
  const evidence: Record<string, { id: string; name: string; mime: string }> = {}
  if (file) {
    const { bytes, ...rest } = file
    const id = `file${rest.name}`
    await place.db.client.storedFile.create({
      data: { id, ...rest, bytes: Uint8Array.from(bytes), createdAt: place.clock.now(), expiresAt: null },
    })
    evidence['Bukti dukung'] = { id, ...rest }
  }
  await siti.fills({ 'Alasan keberatan': REASON, ...evidence })
  await Promise.all([siti.taps('Kirim'), siti.taps('Kirim')])
  await place.settled()
}
export const PDF = new TextEncoder().encode('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
