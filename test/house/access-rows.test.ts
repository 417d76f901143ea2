/** Whose data: an id of somebody else's in a button, a form or a link gives nothing away and changes nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Act, ChatResponse } from '../../src/chat/channel.ts'
import { createWords } from '../../src/chat/i18n/words.ts'
import { plainCard } from '../support/memory-channel.ts'
import { type Office, office } from '../support/office.ts'

const SECRET = 'Catatan rahasia untuk Siti saja'

describe('somebody else’s data', () => {
  let place: Office
  beforeAll(async () => {
    place = await office()
    await seed()
  })
  afterAll(() => place.close())

  let serial = 0
  const act = (who: string, what: Act): Promise<ChatResponse | null> =>
    place.app.host.route({
      key: `rows:${++serial}`,
      from: { channel: 'memory', id: who },
      place: { kind: 'direct' },
      act: what,
    })
  const press = (who: string, verb: string, ...args: string[]) =>
    act(who, { kind: 'press', press: { verb, args } })
  const words = createWords('Asia/Jakarta')
  const said = (shown: ChatResponse | null): string => {
    if (shown?.kind === 'card') return plainCard(shown.card, words, 'id')
    return JSON.stringify(shown)
  }

  /** Siti, appraised by Budi in a quarter that is published; her draft, her kudos, Olga's import. */
  async function seed(): Promise<void> {
    const now = place.clock.now()
    const { client } = place.db
    await client.cycle.create({
      data: {
        quarter: '2026Q3',
        stage: 'published',
        opensOn: '2026-09-10',
        deadline: '2026-10-10',
        weightAttendance: 30,
        weightQuality: 40,
        weightInitiative: 30,
        publishing: 'officer',
        rubric: {},
        newcomersFrom: '2026-09-01',
        createdAt: now,
        openedAt: now,
        closedAt: now,
        publishedAt: now,
      },
    })
    await client.assignment.create({
      data: {
        id: 'assignsiti01',
        quarter: '2026Q3',
        personId: 'siti',
        unitId: 'unit0',
        appraiserId: 'budi',
        superiorId: null,
        excused: null,
        reason: null,
        doneAt: now,
        createdAt: now,
        updatedAt: now,
      },
    })
    await client.appraisal.create({
      data: {
        id: 'appraisal001',
        requestKey: 'k',
        assignmentId: 'assignsiti01',
        quarter: '2026Q3',
        personId: 'siti',
        version: 1,
        byId: 'budi',
        attendance: 91,
        attendanceFacts: [],
        quality: 83,
        initiative: 77,
        results: 'as',
        behaviour: 'as',
        good: SECRET,
        improve: SECRET,
        nextStep: SECRET,
        nextStepOn: '2026-12-01',
        createdAt: now,
        publishedAt: now,
      },
    })
    await client.draft.create({
      data: {
        id: 'draftsiti001',
        personId: 'siti',
        channel: 'memory',
        formId: 'kudos.give',
        args: [],
        version: 3,
        fields: [{ kind: 'paragraph', id: 'message', label: { key: 'kudos:form.message' } }],
        names: {},
        answers: { message: SECRET },
        position: 0,
        touchedAt: now,
        expiresAt: new Date(now.getTime() + 3_600_000),
      },
    })
    const kudos = {
      id: 'kudossiti001',
      requestKey: 'kk',
      giverId: 'siti',
      value: 'loyal' as const,
      message: 'Terima kasih banyak',
    }
    await client.kudos.create({ data: { ...kudos, createdAt: now } })
    for (const kind of ['people', 'attendance'] as const)
      await client.import.create({
        data: {
          id: `import${kind}`,
          kind,
          fileId: 'f',
          byId: 'budi',
          state: 'previewed',
          summary: { fileName: SECRET },
          createdAt: now,
        },
      })
  }

  /** Everything that could have been changed. */
  async function state() {
    const { client } = place.db
    return {
      appraisals: await client.appraisal.findMany(),
      drafts: await client.draft.findMany({ where: { id: 'draftsiti001' } }),
      kudos: await client.kudos.findMany(),
      imports: await client.import.findMany({ orderBy: { id: 'asc' } }),
      people: await client.person.findMany({
        select: { id: true, leftOn: true, roles: true },
        orderBy: { id: 'asc' },
      }),
    }
  }
  const TRIES: [who: string, verb: string, ...args: string[]][] = [
    // A colleague of the same unit, somebody of another, and the officer: none of them is her appraiser.
    ...(['rahmat', 'dewi'] as const).flatMap((who): [string, string, ...string[]][] => [
      [who, 'appraisal.report', 'assignsiti01'],
      [who, 'appraisal.report', 'appraisal001'],
      [who, 'appraisal.why', 'assignsiti01'],
      [who, 'appraisal.why', 'appraisal001'],
      [who, 'appraisal.open', 'assignsiti01'],
      [who, 'appraisal.correct', 'assignsiti01'],
    ]),
    ...(['rahmat', 'budi', 'olga'] as const).flatMap((who): [string, string, ...string[]][] => [
      [who, 'form.page', 'draftsiti001', '3', '0'],
      [who, 'form.send', 'draftsiti001', '3'],
      [who, 'form.cancel', 'draftsiti001', '3'],
      [who, 'form.goto', 'draftsiti001', '3', '0'],
      [who, 'form.edit', 'draftsiti001', '3'],
      [who, 'kudos.withdraw', 'kudossiti001'],
    ]),
    ['olga', 'people.imp-apply', 'importpeople'],
    ['olga', 'people.imp-list', 'importpeople', 'w', '0'],
    ['olga', 'people.imp-retire', 'importpeople'],
    ['olga', 'attendance.apply', 'importattendance'],
    ['olga', 'attendance.wrong', 'importattendance', '0'],
  ]

  it.each(TRIES)('%s %s %s: refused, nothing shown, nothing changed', async (who, verb, ...args) => {
    const before = await state()
    const shown = await press(who, verb, ...args)
    expect(shown?.kind, said(shown)).toBe('toast')
    expect(said(shown)).not.toContain(SECRET)
    expect(await state()).toEqual(before)
  })

  it('is not sent, nor answered, through another’s form as a whole', async () => {
    const before = await state()
    for (const who of ['rahmat', 'budi', 'olga'])
      expect(
        await act(who, { kind: 'submit', draftId: 'draftsiti001', answers: { message: 'lain' } }),
      ).toMatchObject({
        text: { key: 'chat:refused.form' },
      })
    expect(
      await place.app.host.suggest({ channel: 'memory', id: 'budi' }, 'draftsiti001', 'message', 'si'),
    ).toEqual([])
    expect(await state()).toEqual(before)
  })

  it('is hers: she sees her own report and her own draft', async () => {
    const report = said(await press('siti', 'appraisal.report', 'assignsiti01'))
    expect(report).toContain(SECRET)
    expect((await press('siti', 'form.page', 'draftsiti001', '3', '0'))?.kind).toBe('card')
  })
})
