/** Trainings that stand in the catalogue already, so that each test begins where it matters. */
import type { Training } from '../../../../src/platform/generated/client.ts'
import { type Hired, office, START } from '../../../support/office.ts'

const HOUR = 60 * 60 * 1000
/** Tuesday, 1 December 2026, 08.00 to 16.00 WIB: a week after the office opens. */
export const BEGINS = new Date('2026-12-01T01:00:00Z')
export const ENDS = new Date(BEGINS.getTime() + 8 * HOUR)

export const PEOPLE = {
  siti: { name: 'Siti Contohwati, S.Sos.', unit: 'Dinas Kominfo (contoh)', appraiser: 'budi' },
  budi: { name: 'Budi Misalnya', unit: 'Dinas Kominfo (contoh)' },
  rahmat: { name: 'Rahmat Umpama', unit: 'Dinas Kominfo (contoh)', appraiser: 'budi' },
  dewi: { name: 'Dewi Andaikata', unit: 'Dinas Kesehatan (contoh)' },
  olga: { name: 'Olga Pengelola', unit: 'BKPSDM (contoh)', roles: ['officer'] },
} satisfies Record<string, Hired>

/** A training of next week, in the catalogue and announced. */
export const trainingRow = (id: string, more: Partial<Training> = {}) => ({
  id,
  requestKey: id,
  title: 'Pelayanan Prima',
  topic: 'public_service' as const,
  provider: 'BKPSDM',
  about: null,
  hours: 8,
  place: 'Aula',
  seats: 2,
  deadline: '2026-11-30',
  startsAt: BEGINS,
  endsAt: ENDS,
  unitIds: [],
  positions: [],
  criterion: null,
  needsConsent: false,
  trainerId: null,
  secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  version: 0,
  createdById: 'olga',
  createdAt: START,
  publishedAt: START,
  announcedAt: START,
  ...more,
})

export async function campus(env: Record<string, string> = {}) {
  const place = await office({ people: PEOPLE, env })
  let serial = 0
  const training = async (more: Partial<Training> = {}): Promise<string> => {
    const id = `t${String(++serial).padStart(11, '0')}`
    await place.db.client.training.create({
      data: trainingRow(id, { title: `Pelayanan Prima ${serial}`, ...more }),
    })
    return id
  }
  /** Lets what is due now happen, without moving the clock. */
  const beat = async () => {
    // What is still at work takes no second nudge: the beat at the start has to be over first.
    await place.settled()
    await place.app.beat()
    await place.settled()
  }
  const stateOf = async (id: string, personId: string) =>
    (
      await place.db.client.trainingPlace.findUnique({
        where: { trainingId_personId: { trainingId: id, personId } },
      })
    )?.state
  return { ...place, training, beat, stateOf }
}
export type Campus = Awaited<ReturnType<typeof campus>>
