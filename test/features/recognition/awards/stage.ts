/** An office after a published quarter: targets, appraisals and kudos stand already. */
import { earns, hasQuarter, type Merit, QUARTER } from '../../../support/merits.ts'
import { type Hired, office, START, settled } from '../../../support/office.ts'

export { QUARTER }

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
export async function hall(
  merits: Partial<Record<Name, Merit>> = {},
  env: Record<string, string> = {},
  people: typeof PEOPLE = PEOPLE,
) {
  const place = await office({ people, env })
  const { client } = place.db

  async function publish(quarter = QUARTER): Promise<void> {
    await hasQuarter(place.db, quarter, 'published')
    if (quarter !== QUARTER) return
    for (const [personId, merit] of Object.entries(merits))
      await earns(place.db, { personId, quarter }, merit)
  }
  /** A further quarter, in which the same was reached. */
  const publishAgain = async (quarter: string) => {
    await client.target.updateMany({ data: { quarter } })
    await client.appraisal.updateMany({ data: { quarter } })
    await publish(quarter)
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
      office: 'Pemerintah Kabupaten Contoh',
      signerName: 'Dr. Bagus Pimpinan',
      signerPosition: 'Bupati',
      signerNip: null,
      pattern: '{nomor}/PIAGAM/REKAN/{tahun}',
      hour: '09:00',
      audience: 'office',
      emblemId: null,
      ...more,
    }
    await client.setting.create({ data: { key: 'awards', value } })
  }
  const group = (id: string, unitId: string) =>
    client.group.create({ data: { id, channel: 'memory', address: id, title: id, unitId, joinedAt: START } })
  const kindNamed = async (name: string) => (await client.awardKind.findFirstOrThrow({ where: { name } })).id

  /** The officer nominates somebody of the draft with the reason that is proposed, or another. */
  async function nominates(who: Name, kind = 'Pegawai Teladan', reason?: string): Promise<string> {
    const { olga } = place.cast
    await olga.presses('award.other', await kindNamed(kind), QUARTER)
    await olga.answers({
      'Siapa yang Bapak/Ibu usulkan?': PEOPLE[who].name,
      'Atas apa penghargaan ini diberikan?': reason ?? 'Melayani warga dengan tulus',
    })
    await place.settled()
    const found = await client.award.findFirstOrThrow({
      where: { personId: who, kindId: await kindNamed(kind) },
      orderBy: { nominatedAt: 'desc' },
    })
    return found.id
  }
  return { ...place, publish, publishAgain, beat, at, setUp, group, kindNamed, nominates }
}
export type Hall = Awaited<ReturnType<typeof hall>>
