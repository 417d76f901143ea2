import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { questionsOf } from '../../../../src/features/community/pulse/rules.ts'
import { type Hired, type Office, office } from '../../../support/office.ts'

const UNITS = { a: 'Dinas Kominfo (contoh)', b: 'Dinas Kesehatan (contoh)', c: 'BKPSDM (contoh)' }
/** Six in a, five in b, four in c. */
const NAMES = ['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'b1', 'b2', 'b3', 'b4', 'b5', 'c1', 'c2', 'c3', 'c4']
const people = Object.fromEntries(
  NAMES.map((id): [string, Hired] => {
    const unit = id.startsWith('a') ? UNITS.a : id.startsWith('b') ? UNITS.b : UNITS.c
    return [id, { name: `Pegawai ${id.toUpperCase()}`, unit, roles: id === 'c1' ? ['officer'] : [] }]
  }),
)
type Person = Office['cast']['siti']
const NOVEMBER = questionsOf('2026-11')

describe('the pulse survey', () => {
  let place: Office
  let cast: Record<string, Person>
  beforeEach(async () => {
    const opened = await office({ people })
    cast = opened.cast
    place = opened as unknown as Office
  })
  afterEach(() => place.close())
  const who = (id: string): Person => {
    const found = cast[id]
    if (!found) throw new Error(`nobody is called ${id}`)
    return found
  }
  const answers = async (id: string, ...values: number[]) => {
    await who(id).commands('/survei')
    for (const value of values) await who(id).taps(`${value} · `)
  }
  const everybody = async (ids: string[], value: number) => {
    for (const id of ids) await answers(id, value, value, value)
  }
  const results = async (id: string) => {
    await who(id).commands('/survei')
    await who(id).taps('Lihat hasil')
    return who(id).last()
  }
  const find = (id: string, part: string) =>
    who(id)
      .messages()
      .filter(({ plain }) => plain.includes(part))

  it('takes three taps, in one message', async () => {
    await who('a1').commands('/survei')
    expect(who('a1').last()).toContain('Survei singkat November 2026')
    expect(who('a1').last()).toContain('Pertanyaan 1 dari 3')
    expect(who('a1').last()).toContain('[5 · Sangat setuju]')
    await who('a1').taps('4 · Setuju')
    expect(who('a1').last()).toContain('Pertanyaan 2 dari 3')
    await who('a1').taps('2 · Tidak setuju')
    await who('a1').taps('5 · Sangat setuju')
    expect(who('a1').last()).toContain('Survei November 2026 sudah diisi')
    expect(who('a1').messages()).toHaveLength(1)
    await who('a1').commands('/survei')
    expect(who('a1').last()).toContain('sudah diisi')
  })

  it('goes on where somebody stopped, in English too', async () => {
    await place.db.client.preference.create({
      data: { personId: 'a1', locale: 'en', digest: true, publicKudos: true },
    })
    await answers('a1', 3)
    await who('a1').commands('/survei')
    expect(who('a1').last()).toContain('Short survey for November 2026')
    expect(who('a1').last()).toContain('Question 2 of 3. Do you agree with this statement?')
    expect(who('a1').last()).toContain('[1 · Strongly disagree]')
    await who('a1').taps('1 · ')
    await who('a1').taps('1 · ')
    expect(who('a1').last()).toContain('Thank you for your three answers')
    await who('a1').taps('See the results')
    expect(who('a1').last()).toContain('Survey results for October 2026')
    expect(who('a1').last()).toContain('There were too few answers this month to show')
  })

  it('counts an answer once, and cannot change it: also with two taps at once', async () => {
    const [first = ''] = NOVEMBER
    await Promise.all([
      who('a1').presses('pulse.answer', '2026-11', first, '5'),
      who('a1').presses('pulse.answer', '2026-11', first, '1'),
    ])
    expect(who('a1').lastToast()).toContain('sebab tidak ada yang tahu mana jawaban Bapak/Ibu')
    await who('a1').presses('pulse.answer', '2026-11', first, '3')
    expect(who('a1').toasts()).toHaveLength(2)
    const [tally, ...more] = await place.db.client.pulseTally.findMany({})
    expect(more).toEqual([])
    expect([tally?.n1, tally?.n2, tally?.n3, tally?.n4, tally?.n5].toSorted()).toEqual([0, 0, 0, 0, 1])
  })

  it('takes no answer to another month, another question, or off the scale', async () => {
    const [first = ''] = NOVEMBER
    for (const [month, question, value] of [
      ['2026-10', first, '3'],
      ['2026-12', first, '3'],
      ['2026-11', questionsOf('2026-10')[0] ?? '', '3'],
      ['2026-11', first, '0'],
      ['2026-11', first, '6'],
      ['2026-11', first, '3.5'],
    ] as const)
      await who('a1').presses('pulse.answer', month, question, value)
    expect(who('a1').toasts()).toHaveLength(6)
    expect(await place.db.client.pulseTally.count()).toBe(0)
    expect(await place.db.client.pulseAnswered.count()).toBe(0)
  })

  it('keeps nothing that joins an answer to a person', async () => {
    await answers('a1', 1, 1, 1)
    await answers('a2', 5, 5, 5)
    await answers('c1', 2, 2, 2)
    const columns = await place.db.client.$queryRaw<{ t: string; c: string }[]>`
      SELECT table_name AS t, column_name AS c FROM information_schema.columns
      WHERE table_name IN ('PulseTally', 'PulseAnswered') ORDER BY 1, ordinal_position`
    expect(columns.map(({ t, c }) => `${t}.${c}`)).toEqual([
      ...['month', 'question', 'personId'].map(column => `PulseAnswered.${column}`),
      ...['month', 'question', 'unitId', 'n1', 'n2', 'n3', 'n4', 'n5'].map(column => `PulseTally.${column}`),
    ])
    // The numbers of transactions say who answered last, and nothing about what: all values stand in one row.
    const [first = ''] = NOVEMBER
    const rows = await place.db.client.$queryRaw<object[]>`
      SELECT DISTINCT t."n1", t."n5" FROM "PulseTally" t JOIN "PulseAnswered" a
      ON t.xmin = a.xmin AND t."question" = a."question" WHERE a."personId" IN ('a1', 'a2') AND t."question" = ${first}`
    expect(rows).toEqual([{ n1: 1, n5: 1 }])
    // A unit of four counts for the office only.
    expect(
      (await place.db.client.pulseTally.groupBy({ by: ['unitId'] })).map(({ unitId }) => unitId),
    ).toEqual(expect.arrayContaining(['', 'unit0']))
    expect(await place.db.client.pulseTally.count()).toBe(6)
    // Nothing of it in the log, the inbox or the outbox either.
    const log = JSON.stringify(await place.db.client.auditEntry.findMany({}))
    expect(log).not.toContain('pulse')
    expect(JSON.stringify(await place.db.client.inbound.findMany({}))).not.toContain(first)
  })

  it('shows a month only when it is over, and forgets who took part', async () => {
    await everybody(NAMES.slice(0, 11), 4)
    expect(await results('a1')).toContain('Hasil survei Oktober 2026\nJawaban pada bulan ini belum cukup')
    expect(await place.db.client.pulseAnswered.count()).toBe(33)
    place.clock.to('2026-12-01T02:00:00Z')
    await place.forward(0)
    expect(await place.db.client.pulseAnswered.count()).toBe(0)
    expect(await results('a1')).toContain('Unit kerja 4 (6 jawaban); seluruh instansi 4 (11 jawaban)')
    expect(await results('c1')).toContain('Unit kerja jawaban belum cukup; seluruh instansi 4 (11 jawaban)')
  })

  it('shows five answers and not four, and no unit that gives away another', async () => {
    await everybody(['a1', 'a2', 'a3', 'a4', 'a5', 'a6'], 5)
    await everybody(['b1', 'b2', 'b3', 'b4'], 1)
    place.clock.to('2026-12-01T02:00:00Z')
    expect(await results('b1')).toContain('Unit kerja jawaban belum cukup; seluruh instansi 3,4 (10 jawaban)')
    // Office without a would be the four of b.
    expect(await results('a1')).toContain('Unit kerja jawaban belum cukup')
    await who('c1').commands('/survei')
    await who('c1').taps('Lihat hasil')
    await who('c1').taps('Per unit kerja')
    expect(who('c1').last()).toContain('Belum ada unit kerja dengan cukup jawaban')
  })

  it('shows officers a list of units, and nobody else', async () => {
    await everybody(NAMES.slice(0, 11), 4)
    place.clock.to('2026-12-01T02:00:00Z')
    await results('c1')
    await who('c1').taps('Per unit kerja')
    expect(who('c1').last()).toContain('Dinas Kesehatan (contoh): 4\nDinas Kominfo (contoh): 4')
    expect(who('c1').last()).not.toContain(UNITS.c)
    expect(await results('a1')).not.toContain('Per unit kerja')
    await who('a1').presses('pulse.units', '0')
    expect(who('a1').toasts()).toHaveLength(1)
  })

  it('draws the trend from two months on, with the same in words', async () => {
    await everybody(NAMES.slice(0, 11), 4)
    place.clock.to('2026-12-02T02:00:00Z')
    expect(await results('a1')).not.toContain('Tren')
    await everybody(NAMES.slice(0, 11), 3)
    place.clock.to('2027-01-05T02:00:00Z')
    const said = await results('a1')
    expect(said).toContain('[tren-survei.png] Tren survei bulanan. Seluruh instansi: Nov 26 4, Des 26 3.')
    expect(said).toContain('Unit kerja: Dinas Kominfo (contoh): Nov 26 4, Des 26 3.')
    await results('a2')
    expect(await place.db.client.storedFile.count()).toBe(1)
  })

  it('is sent once a month at working hours, and once more to those who have not answered', async () => {
    place.clock.to('2026-12-09T02:00:00Z')
    await place.forward(0)
    expect(who('a1').messages()).toHaveLength(0)
    place.clock.to('2026-12-10T02:00:00Z')
    await place.forward(0)
    await place.forward(0)
    expect(find('a1', 'Survei singkat Desember 2026')).toHaveLength(1)
    for (const value of [4, 4, 4]) await who('a1').taps(`${value} · `)
    await who('a2').taps('4 · ')
    place.clock.to('2026-12-17T02:00:00Z')
    await place.forward(0)
    await place.forward(0)
    expect(find('a1', 'masih terbuka')).toHaveLength(0)
    expect(find('a2', 'masih terbuka')[0]?.plain).toContain('Pertanyaan 2 dari 3')
    expect(find('b1', 'masih terbuka')).toHaveLength(1)
    await place.forward(1)
    expect(find('b1', 'Survei')).toHaveLength(2)
  })

  it('reminds nobody of what was never asked: an office that began after the day waits for the next month', async () => {
    place.clock.to('2026-12-20T02:00:00Z')
    await place.forward(1)
    expect(NAMES.flatMap(id => who(id).messages())).toEqual([])
    await place.db.client.person.update({ where: { id: 'a1' }, data: { leftOn: '2026-12-31' } })
    place.clock.to('2027-01-12T02:00:00Z')
    await place.forward(0)
    expect(find('a1', 'Survei')).toHaveLength(0)
    expect(find('a2', 'Survei singkat Januari 2027')).toHaveLength(1)
  })
})
