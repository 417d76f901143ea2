import readXlsx from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { FIVE, type Office, office } from '../../../support/office.ts'
import { story } from '../../../support/story.ts'

const PEOPLE = { ...FIVE, oki: { name: 'Oki Pengelola', unit: 'BKPSDM (contoh)', roles: ['officer'] } }
const HOUR = 60 * 60 * 1000

describe('/dataku', () => {
  const test = story()
  let place: Office
  beforeAll(async () => {
    place = (await office({ people: PEOPLE })) as unknown as Office
  })
  afterAll(() => place.close())
  const cast = () => place.cast as Office['cast'] & { oki: Office['cast']['siti'] }
  const fileIn = (person: Office['cast']['siti']) => {
    const blocks = person.messages().at(-1)?.card.blocks ?? []
    const block = blocks.find(({ kind }) => kind === 'file')
    if (block?.kind !== 'file') throw new Error('no file')
    return place.db.client.storedFile.findUniqueOrThrow({ where: { id: block.file.id } })
  }

  test.step('gives everything stored about oneself, and nothing that names others', async () => {
    const { siti, budi } = cast()
    await budi.commands('/pujian terima kasih atas bantuan Ibu #loyal', { mentions: ['siti'] })
    await siti.commands('/dataku')
    expect(siti.last()).toContain('3 x 24 jam')
    expect(siti.last()).toContain('Apresiasi: 2 tahun')
    await siti.taps('Unduh (JSON)')
    const json = JSON.parse(Buffer.from((await fileIn(siti)).bytes).toString('utf8'))
    expect(json.Person[0].name).toBe('Siti Contohwati, S.Sos.')
    expect(json.KudosReceiver).toHaveLength(1)
    expect(JSON.stringify(json)).not.toContain('budi')
    await siti.taps('Unduh (XLSX)')
    const file = await fileIn(siti)
    expect(file.expiresAt?.getTime()).toBe(place.clock.now().getTime() + 24 * HOUR)
    const sheets = await readXlsx(Buffer.from(file.bytes))
    expect(JSON.stringify(sheets)).toContain('Siti Contohwati, S.Sos.')
    // In the reader's words and the office's time.
    const people = sheets.find(({ sheet }) => sheet === 'Data pegawai')?.data
    expect(people?.[0]?.slice(0, 3)).toEqual(['NIP', 'Nama', 'Jabatan'])
    const received = sheets.find(({ sheet }) => sheet === 'Apresiasi diterima')?.data
    expect(received?.[0]).toEqual(['Kode apresiasi', 'Dihitung pada papan', 'Dibuat'])
    expect(received?.[1]?.slice(1)).toEqual(['ya', '24 Nov 2026, 09.00 WIB'])
    expect(JSON.stringify(sheets)).not.toMatch(/createdAt|T\d\d:\d\d|KudosReceiver/)
  })

  test.step('passes a wish to the officers, who answer once, in time, and not their own', async () => {
    const { siti, budi, olga, oki } = cast()
    await siti.commands('/dataku')
    await siti.taps('Minta perbaikan data')
    await siti.writes('pendek')
    expect(siti.last()).toContain('sedikitnya 20 karakter')
    await siti.answers({
      'Data mana yang dimaksud, dan apa yang perlu dilakukan?':
        'Jabatan saya <b>keliru</b> & mohon diperbaiki',
    })
    expect(siti.last()).toContain('Jumat, 27 November 2026 pukul 09.00 WIB')
    await place.settled()
    expect(olga.last()).toContain('“Jabatan saya <b>keliru</b> & mohon diperbaiki”')
    expect(budi.last()).not.toContain('keliru')

    await olga.taps('Jawab permintaan')
    await olga.answers({
      'Apa keputusannya?': 'Permintaan dipenuhi',
      'Apa yang telah dilakukan, atau mengapa tidak dapat dipenuhi?': 'Jabatan telah diperbaiki sesuai SK.',
    })
    await oki.presses('privacy.answer', (await place.db.client.dataRequest.findFirstOrThrow()).id)
    await oki.answers({
      'Apa keputusannya?': 'Permintaan dipenuhi',
      'Apa yang telah dilakukan, atau mengapa tidak dapat dipenuhi?': 'Jabatan telah diperbaiki sesuai SK.',
    })
    expect(oki.lastToast()).toContain('sudah dijawab')
    await place.settled()
    expect(siti.last()).toContain('Jabatan telah diperbaiki sesuai SK.')

    await olga.commands('/dataku')
    await olga.taps('Minta penghapusan data')
    await olga.answers({
      'Data mana yang dimaksud, dan apa yang perlu dilakukan?': 'Mohon hapus riwayat apresiasi saya.',
    })
    await place.settled()
    const own = await place.db.client.dataRequest.findFirstOrThrow({ where: { personId: 'olga' } })
    await olga.presses('privacy.answer', own.id)
    await olga.answers({
      'Apa keputusannya?': 'Permintaan dipenuhi',
      'Apa yang telah dilakukan, atau mengapa tidak dapat dipenuhi?': 'Saya penuhi sendiri saja.',
    })
    expect(olga.lastToast()).toContain('pengelola kinerja lain')
    await budi.presses('privacy.answer', own.id)
    expect(budi.lastToast()).toContain('tidak termasuk kewenangan')
  })

  test.step('reminds the officers once a day while an answer presses, and stops when it is given', async () => {
    const { oki } = cast()
    const pressing = () =>
      oki.messages().filter(({ plain }) => /Kurang dari 24 jam|telah lewat/.test(plain)).length
    await place.forward(2.1)
    await place.forward(0.1)
    expect(pressing()).toBe(1)
    await place.forward(1)
    expect(oki.last()).toContain('telah lewat')
    await oki.taps('Jawab permintaan')
    await oki.answers({
      'Apa keputusannya?': 'Permintaan tidak dapat dipenuhi',
      'Apa yang telah dilakukan': 'Riwayat dinas harus disimpan menurut aturan arsip.',
    })
    const before = pressing()
    await place.forward(3)
    expect(pressing()).toBe(before)
  })

  test.step('lets go of what was kept for its period, and of nothing else', async () => {
    const { client } = place.db
    await client.ongoingFeedback.create({
      data: {
        id: 'fb',
        requestKey: 'fb',
        giverId: 'budi',
        receiverId: 'siti',
        kind: 'praise',
        situation: 's',
        behaviour: 'b',
        impact: 'i',
        createdAt: new Date('2026-11-24T02:00:00Z'),
      },
    })
    expect(await client.kudos.count()).toBe(1)
    const boards = ['2026-10', '2026Q3', '2026-11', '2026Q4'].map(period => ({ period, scope: 'office' }))
    const siti = { value: 'loyal', personId: 'siti', received: 1 }
    await client.kudosStanding.deleteMany()
    await client.kudosStanding.createMany({ data: boards.map(board => ({ ...board, ...siti })) })
    await place.forward(365)
    expect(await client.kudos.count()).toBe(1)
    expect(await client.ongoingFeedback.count()).toBe(1)
    await place.forward(366)
    expect(await client.ongoingFeedback.count()).toBe(0)
    expect(await client.kudos.count()).toBe(0)
    expect(await client.kudosReceiver.count()).toBe(0)
    const kept = await client.kudosStanding.findMany({ orderBy: { period: 'asc' } })
    expect(kept.map(({ period }) => period)).toEqual(['2026-11', '2026Q4'])
    expect(await client.dataRequest.count()).toBe(2)
    expect(await client.person.count()).toBe(6)
  })
})
