/** Twenty people in three units who live on three channels, and their rooms. */
import type { Settler, Town } from '../three-channels.ts'

const [KOMINFO, HEALTH, STAFF] = ['Dinas Kominfo (contoh)', 'Dinas Kesehatan (contoh)', 'BKPSDM (contoh)']

export const TWENTY = {
  olga: { lives: 'slack', name: 'Olga Pengelola', unit: STAFF, roles: ['officer'] },
  lea: { lives: 'telegram', name: 'Lea Pimpinan', unit: STAFF, roles: ['leader'] },
  adi: { lives: 'web', name: 'Adi Administrator', unit: STAFF, roles: ['administrator'] },
  budi: { lives: 'telegram', name: 'Budi Misalnya', unit: KOMINFO, roles: ['officer'] },
  siti: { lives: 'slack', name: 'Siti Contohwati, S.Sos.', unit: KOMINFO, appraiser: 'budi' },
  rahmat: { lives: 'telegram', name: 'Rahmat Umpama', unit: KOMINFO, appraiser: 'budi' },
  fajar: { lives: 'web', name: 'Fajar Andaikan', unit: KOMINFO, appraiser: 'budi' },
  gita: { lives: 'telegram', name: 'Gita Kiranya', unit: KOMINFO, appraiser: 'budi' },
  indra: { lives: 'slack', name: 'Indra Sekiranya', unit: KOMINFO, appraiser: 'budi' },
  joko: { lives: 'web', name: 'Joko Umpamanya', unit: KOMINFO, appraiser: 'budi' },
  kirana: { lives: 'telegram', name: 'Kirana Misal', unit: KOMINFO, appraiser: 'budi' },
  ratna: { lives: 'slack', name: 'Ratna Seandainya', unit: HEALTH },
  dewi: { lives: 'web', name: 'Dewi Andaikata', unit: HEALTH, appraiser: 'ratna' },
  eka: { lives: 'telegram', name: 'Eka Misalkan', unit: HEALTH, appraiser: 'ratna' },
  hana: { lives: 'slack', name: 'Hana Barangkali', unit: HEALTH, appraiser: 'ratna' },
  laras: { lives: 'slack', name: 'Laras Contohnya', unit: HEALTH, appraiser: 'ratna' },
  made: { lives: 'web', name: 'Made Perumpamaan', unit: HEALTH, appraiser: 'ratna' },
  nanda: { lives: 'telegram', name: 'Nanda Andainya', unit: HEALTH, appraiser: 'ratna' },
  putra: { lives: 'slack', name: 'Putra Ibaratnya', unit: HEALTH, appraiser: 'ratna' },
  yuni: { lives: 'web', name: 'Yuni Rupanya', unit: HEALTH, appraiser: 'ratna' },
} satisfies Record<string, Settler>
export type Who = keyof typeof TWENTY
export const NAMES = Object.keys(TWENTY) as Who[]

/** A group of Kominfo on Telegram and a channel of the health department on Slack, each linked to its unit. */
export async function roomsOf(town: Town<typeof TWENTY>) {
  const { budi, rahmat, gita, kirana, olga, ratna, hana } = town.cast
  const group = town.room('Kominfo kita', [budi, rahmat, gita, kirana])
  const channel = town.room('dinas-kesehatan', [olga, ratna, hana])
  for (const [officer, room, unit] of [
    [budi, group, KOMINFO],
    [olga, channel, HEALTH],
  ] as const) {
    await officer.invites(room)
    await officer.taps('Tautkan dengan unit kerja', { in: room })
    await officer.taps(unit, { in: room })
  }
  await town.rest()
  return { group, channel }
}
