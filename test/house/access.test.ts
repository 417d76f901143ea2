/**
 * Who may do what, tried out whole: every role tries every command, button, form and file there is.
 * What is expected stands in access.txt (`name who`), written without looking at domain/abilities.ts;
 * something new without a line there fails. Rows (whose data) are tried in access-rows.test.ts.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Act, ChatResponse } from '../../src/chat/channel.ts'
import { type Office, office } from '../support/office.ts'
import { read } from './sources.ts'

/** Who has which roles: the five of product.md, each alone. */
const WHO = {
  everyone: ['siti', 'budi', 'oki', 'lea', 'adi'],
  appraiser: ['budi'],
  officer: ['oki'],
  leader: ['lea'],
  administrator: ['adi'],
  desk: ['oki', 'adi'],
  leadership: ['oki', 'lea'],
} as const
const UNIT = 'Dinas Kominfo (contoh)'
const PEOPLE = {
  siti: { name: 'Siti Contohwati', unit: UNIT, appraiser: 'budi' },
  budi: { name: 'Budi Misalnya', unit: UNIT },
  oki: { name: 'Oki Pengelola', unit: 'BKPSDM (contoh)', roles: ['officer'] },
  lea: { name: 'Lea Pimpinan', unit: 'BKPSDM (contoh)', roles: ['leader'] },
  adi: { name: 'Adi Administrator', unit: 'Dinas Kesehatan (contoh)', roles: ['administrator'] },
  yuda: { name: 'Yuda Pensiun', unit: UNIT, roles: ['officer', 'administrator'] },
}
/** Buttons whose effect would spoil the rest, such as unlinking oneself: only tried by who may not. */
const SPOILS = new Set(['people.unlink-yes'])

/** A file of each kind that may be sent to the bot. */
const FILES: Record<string, string> = {
  'file:attendance.import': 'NIP;Tanggal;Masuk;Pulang\n198001012005011001;02/11/2026;07:30;16:00',
  'file:people.import': 'NIP;Nama;Unit\n198001012005011001;Siti Contohwati;Dinas Kominfo (contoh)',
  'file:target.import':
    'NIP;Triwulan;Hasil Kerja;Indikator;Target;Satuan;Bobot\n198001012005011001;2026Q4;Laporan;Jumlah;3;dokumen;100',
  'file:training.manage':
    'Judul;Penyelenggara;JP;Mulai;Waktu;Tempat;Kuota;Batas Pendaftaran\nPelayanan Publik;LAN;5;01/12/2026;09.00;Aula;20;27/11/2026',
}

const isWho = (who: string): who is keyof typeof WHO => Object.hasOwn(WHO, who)
const lines = read('test/house/access.txt').trim().split('\n')
const table = lines.map(line => {
  const [name = '', who = ''] = line.split(' ')
  if (!isWho(who)) throw new Error(`access.txt: “${line}” is for none of ${Object.keys(WHO).join(', ')}`)
  const allowed: readonly string[] = WHO[who]
  return { name, who, allowed }
})

describe('access', () => {
  let place: Office
  beforeAll(async () => {
    place = (await office({ people: PEOPLE })) as unknown as Office
    await place.db.client.person.update({ where: { id: 'yuda' }, data: { leftOn: '2026-11-23' } })
  })
  afterAll(() => place.close())

  let serial = 0
  const act = (who: string, what: Act): Promise<ChatResponse | null> =>
    place.app.host.route({
      key: `access:${++serial}`,
      from: { channel: 'memory', id: who },
      place: { kind: 'direct' },
      act: what,
    })

  /** A form somebody holds, however they came by it. */
  async function draftOf(who: string, form: string): Promise<string> {
    const id = `draft${String(++serial).padStart(7, '0')}`
    const now = place.clock.now()
    const expiresAt = new Date(now.getTime() + 60_000)
    const more = { fields: [], answers: {}, names: {}, position: 0, version: 1 }
    await place.db.client.draft.create({
      data: {
        id,
        personId: who,
        channel: 'parked',
        formId: form,
        args: [id],
        touchedAt: now,
        expiresAt,
        ...more,
      },
    })
    return id
  }

  async function tries(who: string, name: string): Promise<ChatResponse | null> {
    if (name.startsWith('/')) return act(who, { kind: 'command', name: name.slice(1), rest: '' })
    if (name.startsWith('form:')) {
      const id = await draftOf(who, name.slice(5))
      return act(who, { kind: 'press', press: { verb: 'form.page', args: [id, '1', '0'] } })
    }
    return act(who, { kind: 'press', press: { verb: name, args: ['nosuchrow001', 'nosuchrow002', '0'] } })
  }
  /** How often each has been refused so far, as the audit log has it. */
  async function refusals(): Promise<Map<string | null, number>> {
    const where = { action: 'refused' }
    const rows = await place.db.client.auditEntry.groupBy({ by: ['actorId'], where, _count: true })
    return new Map(rows.map(({ actorId, _count }) => [actorId, _count]))
  }
  const isRefused = (shown: ChatResponse | null) =>
    shown?.kind === 'toast' && shown.text.key === 'chat:refused.role'

  it('has a line in access.txt for everything there is, and for nothing else', () => {
    const { listed, actions, forms, receivers } = place.app.registry
    const there = [
      ...listed.map(({ name }) => `/${name}`),
      ...actions.keys(),
      ...[...forms.keys()].map(id => `form:${id}`),
      ...new Set(receivers.map(({ can }) => `file:${can}`)),
    ]
    const known = table.map(({ name }) => name)
    expect(
      there.filter(name => !known.includes(name)),
      'add these to test/house/access.txt, each with who may (a key of WHO): “notes.add everyone”',
    ).toEqual([])
    expect(
      known.filter(name => !there.includes(name)),
      'in access.txt, but nowhere else',
    ).toEqual([])
    expect(
      known.filter((name, at) => known.indexOf(name) !== at),
      'twice in access.txt',
    ).toEqual([])
  })

  const tried = table.filter(({ name }) => !name.startsWith('file:'))
  it.each(tried)(
    '$name is for $who; everybody else is refused, and that is written down',
    async ({ name, allowed }) => {
      const before = await refusals()
      for (const who of WHO.everyone) {
        if (allowed.includes(who) && SPOILS.has(name)) continue
        const shown = await tries(who, name)
        expect({ who, refused: isRefused(shown) }).toEqual({ who, refused: !allowed.includes(who) })
      }
      const after = await refusals()
      for (const who of WHO.everyone.filter(one => !allowed.includes(one)))
        expect({ who, noted: after.get(who) }).toEqual({ who, noted: (before.get(who) ?? 0) + 1 })
    },
  )

  it('asks once more when a form is sent', { timeout: 60_000 }, async () => {
    for (const { name, allowed } of tried.filter(one => one.name.startsWith('form:'))) {
      for (const who of WHO.everyone.filter(one => !allowed.includes(one))) {
        const draftId = await draftOf(who, name.slice(5))
        expect({
          name,
          who,
          refused: isRefused(await act(who, { kind: 'submit', draftId, answers: {} })),
        }).toEqual({
          name,
          who,
          refused: true,
        })
      }
    }
  })

  it('takes a file only from whom it is for', async () => {
    await place.db.client.draft.deleteMany({})
    const files = table.filter(({ name }) => name.startsWith('file:'))
    for (const { name, allowed } of files) {
      const said = FILES[name]
      if (said === undefined) throw new Error(`access.test.ts: put a file for ${name} into FILES`)
      for (const who of WHO.everyone) {
        const id = `file${String(++serial).padStart(8, '0')}`
        const file = { id, name: 'berkas.csv', mime: 'text/csv' }
        const bytes = new TextEncoder().encode(said)
        await place.db.client.storedFile.create({ data: { ...file, bytes, createdAt: place.clock.now() } })
        const shown = await act(who, { kind: 'attach', file })
        const unknown =
          (shown?.kind === 'toast' && shown.text.key === 'chat:unknown.file') ||
          (shown?.kind === 'card' && shown.card.title.key === 'sheet:unknown.title')
        expect({ name, who, taken: !unknown }).toEqual({ name, who, taken: allowed.includes(who) })
      }
    }
  })

  it('is nothing at all to an account that nobody has linked, or whose owner has left', async () => {
    const counts = async () => ({
      audit: await place.db.client.auditEntry.count(),
      drafts: await place.db.client.draft.count(),
      accounts: await place.db.client.account.count(),
    })
    const before = await counts()
    for (const who of ['stranger', 'yuda']) {
      for (const { name } of tried.filter(one => !one.name.startsWith('form:'))) {
        const shown = await tries(who, name)
        expect({ who, name, shown: shown?.kind === 'card' && shown.card.title.key }).toEqual({
          who,
          name,
          shown: 'people:guest.title',
        })
      }
      for (const verb of ['form.page', 'form.send', 'form.pick'])
        expect(
          await act(who, { kind: 'press', press: { verb, args: ['nosuchrow001', '1', '0'] } }),
        ).toMatchObject({
          card: { title: { key: 'people:guest.title' } },
        })
      const file = { id: 'nosuchfile01', name: 'pegawai.csv', mime: 'text/csv' }
      expect(await act(who, { kind: 'attach', file })).toMatchObject({
        card: { title: { key: 'people:guest.title' } },
      })
    }
    expect(await counts()).toEqual(before)
  })

  it('does not know a verb, a command or a form that there is not', async () => {
    for (const who of WHO.everyone) {
      expect(await tries(who, 'no.such')).toMatchObject({ text: { key: 'chat:refused.button' } })
      expect(await tries(who, '/nosuch')).toMatchObject({ text: { key: 'chat:unknown.command' } })
      expect(await tries(who, 'form:no.such')).toMatchObject({ text: { key: 'chat:refused.form' } })
    }
  })
})
