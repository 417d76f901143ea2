/** An office after a published quarter: targets, appraisals and kudos stand already. */
import { type Hired, office, START, settled } from '../../support/office.ts'

const KOMINFO = 'Dinas Kominfo (contoh)'
export const PEOPLE = {
  siti: { name: 'Siti Contohwati, S.Sos.', unit: KOMINFO, appraiser: 'budi' },
  rahmat: { name: 'Rahmat Umpama', unit: KOMINFO, appraiser: 'budi' },
  dewi: { name: 'Dewi Andaikata', unit: KOMINFO, appraiser: 'budi' },
  eka: { name: 'Eka Misalkan', unit: KOMINFO, appraiser: 'budi' },
  budi: { name: 'Budi Misalnya', unit: KOMINFO },
  olga: { name: 'Olga Pengelola', unit: 'BKPSDM (contoh)', roles: ['officer'] },
  lea: { name: 'Lea Pimpinan', unit: 'BKPSDM (contoh)', roles: ['leader'] },
  adi: { name: 'Adi Administrator', unit: 'BKPSDM (contoh)', roles: ['administrator'] },
} satisfies Record<string, Hired>
export type Name = keyof typeof PEOPLE
export const QUARTER = '2026Q3'

export interface Merit {
  /** Confirmed value of one target of 100. */
  target?: number
  /** All three criteria. */
  score?: number
  kudos?: number
}

export async function hall(
  merits: Partial<Record<Name, Merit>> = {},
  env: Record<string, string> = {},
  people: typeof PEOPLE = PEOPLE,
) {
  const place = await office({ people, env })
  const { client } = place.db
  const day = new Date('2026-09-15T02:00:00Z')

  async function publish(quarter = QUARTER): Promise<void> {
    const [opened, rest] = [new Date('2026-10-01T02:00:00Z'), { newcomersFrom: '2026-09-01', createdAt: day }]
    await client.cycle.create({
      data: {
        ...{
          quarter,
          stage: 'published',
          opensOn: '2026-09-10',
          deadline: '2026-10-10',
          publishing: 'officer',
        },
        ...{ weightAttendance: 30, weightQuality: 40, weightInitiative: 30, rubric: {}, ...rest },
        ...{ openedAt: opened, closedAt: opened, publishedAt: opened },
      },
    })
    if (quarter === QUARTER)
      for (const [personId, merit] of Object.entries(merits)) await earn(personId, merit, quarter)
  }
  /** A further quarter, in which the same was reached. */
  const publishAgain = async (quarter: string) => {
    await client.target.updateMany({ data: { quarter } })
    await client.appraisal.updateMany({ data: { quarter } })
    await publish(quarter)
  }

  async function earn(personId: string, { target, score, kudos = 0 }: Merit, quarter: string): Promise<void> {
    if (target !== undefined)
      await client.target.create({
        data: {
          ...{
            id: `t-${personId}`,
            personId,
            quarter,
            state: 'agreed',
            result: 'Layanan',
            indicator: 'Jumlah',
          },
          ...{ unit: 'dokumen', direction: 'higher', value: 100, weight: 100, version: 1 },
          ...{ confirmedValue: target, reached: target >= 100, createdAt: day, updatedAt: day },
        },
      })
    if (score !== undefined) await appraise(personId, score, quarter)
    for (let nth = 0; nth < kudos; nth++)
      await client.kudos.create({
        data: {
          ...{ id: `k-${personId}-${nth}`, requestKey: `k-${personId}-${nth}`, giverId: 'olga' },
          ...{ value: 'kolaboratif', message: 'Terima kasih banyak', createdAt: day },
          receivers: { create: [{ personId, unitId: 'unit0', ranked: true, createdAt: day }] },
        },
      })
  }

  async function appraise(personId: string, score: number, quarter: string): Promise<void> {
    const assignmentId = `a-${personId}`
    const times = { createdAt: day, updatedAt: day }
    await client.assignment.create({
      data: {
        id: assignmentId,
        quarter,
        personId,
        unitId: 'unit0',
        appraiserId: 'budi',
        doneAt: day,
        ...times,
      },
    })
    await client.appraisal.create({
      data: {
        ...{ id: `p-${personId}`, requestKey: `p-${personId}`, assignmentId, quarter, personId, version: 1 },
        ...{ byId: 'budi', attendance: score, quality: score, initiative: score, attendanceFacts: [] },
        ...{ results: 'as', behaviour: 'as', good: 'Baik', improve: 'Rapi', nextStep: 'Lanjut' },
        ...{ nextStepOn: '2026-12-01', createdAt: day, publishedAt: day },
      },
    })
  }

  const beat = async () => {
    await place.app.beat()
    await settled(place.app, 60_000)
  }
  /** Moves to an instant of the office's clock (WIB) and lets everything happen that is due. */
  const at = async (when: string) => {
    place.clock.to(`${when}:00+07:00`)
    await beat()
  }
  /** The office's name and signer, as the administrator fills them in. */
  const setUp = async (more: Record<string, unknown> = {}) => {
    const value = {
      ...{
        office: 'Pemerintah Kabupaten Contoh',
        signerName: 'Dr. Bagus Pimpinan',
        signerPosition: 'Bupati',
      },
      ...{ signerNip: null, pattern: '{nomor}/PIAGAM/REKAN/{tahun}', hour: '09:00', audience: 'office' },
      ...{ emblemId: null, ...more },
    }
    await client.setting.create({ data: { key: 'awards', value } })
  }
  const group = (id: string, unitId: string) =>
    client.group.create({ data: { id, channel: 'memory', address: id, title: id, unitId, joinedAt: START } })
  const kindNamed = async (name: string) => (await client.awardKind.findFirstOrThrow({ where: { name } })).id

  /** The officer nominates somebody of the draft with the reason that is proposed, or another. */
  async function nominates(who: Name, kind = 'Pegawai Teladan Triwulan', reason?: string): Promise<string> {
    const { olga } = place.cast
    await olga.presses('award.other', await kindNamed(kind), QUARTER)
    await olga.writes(PEOPLE[who].name)
    await olga.taps(PEOPLE[who].name)
    await olga.writes(reason ?? 'Melayani warga dengan tulus')
    await olga.taps('Kirim')
    await place.settled()
    const found = await client.award.findFirstOrThrow({
      where: { personId: who },
      orderBy: { nominatedAt: 'desc' },
    })
    return found.id
  }
  return { ...place, publish, publishAgain, beat, at, setUp, group, kindNamed, nominates }
}
export type Hall = Awaited<ReturnType<typeof hall>>
