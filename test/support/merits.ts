/** What stands of a quarter's end before the office publishes it: targets, appraisals, kudos. */
import type { Database } from '../../src/platform/database/database.ts'

export const QUARTER = '2026Q3'
const DAY = new Date('2026-09-15T02:00:00Z')

export interface Merit {
  /** Confirmed value of one target of 100. */
  target?: number
  /** All three criteria. */
  score?: number
  kudos?: number
}
interface Whose {
  personId: string
  unitId?: string
  quarter?: string
  /** Whoever appraises and praises. */
  by?: string
  /** Whether the appraisal has reached its person. */
  published?: boolean
}

export async function hasQuarter(
  { client }: Database,
  quarter: string,
  stage: 'closed' | 'published',
): Promise<void> {
  const at = new Date('2026-10-01T02:00:00Z')
  await client.cycle.create({
    data: {
      quarter,
      stage,
      opensOn: '2026-09-10',
      deadline: '2026-10-10',
      publishing: 'officer',
      weightAttendance: 30,
      weightQuality: 40,
      weightInitiative: 30,
      rubric: {},
      newcomersFrom: '2026-09-01',
      createdAt: DAY,
      openedAt: at,
      closedAt: at,
      publishedAt: stage === 'published' ? at : null,
    },
  })
}

export async function earns(db: Database, whose: Whose, merit: Merit): Promise<void> {
  const { personId, quarter = QUARTER, unitId = 'unit0', by = 'olga' } = whose
  const { target, score, kudos = 0 } = merit
  if (target !== undefined)
    await db.client.target.create({
      data: {
        id: `t-${personId}`,
        personId,
        quarter,
        state: 'agreed',
        result: 'Layanan',
        indicator: 'Jumlah',
        unit: 'dokumen',
        direction: 'higher',
        value: 100,
        weight: 100,
        version: 1,
        confirmedValue: target,
        reached: target >= 100,
        createdAt: DAY,
        updatedAt: DAY,
      },
    })
  if (score !== undefined) await appraised(db, whose, score)
  for (let nth = 0; nth < kudos; nth++)
    await db.client.kudos.create({
      data: {
        id: `k-${personId}-${nth}`,
        requestKey: `k-${personId}-${nth}`,
        giverId: by,
        value: 'kolaboratif',
        message: 'Terima kasih banyak',
        createdAt: DAY,
        receivers: { create: [{ personId, unitId, ranked: true, createdAt: DAY }] },
      },
    })
}

async function appraised({ client }: Database, whose: Whose, score: number): Promise<void> {
  const { personId, quarter = QUARTER, unitId = 'unit0', by = 'olga', published = true } = whose
  const assignmentId = `a-${personId}`
  const times = { doneAt: DAY, createdAt: DAY, updatedAt: DAY }
  await client.assignment.create({
    data: { id: assignmentId, quarter, personId, unitId, appraiserId: by, ...times },
  })
  await client.appraisal.create({
    data: {
      id: `p-${personId}`,
      requestKey: `p-${personId}`,
      assignmentId,
      quarter,
      personId,
      version: 1,
      byId: by,
      attendance: score,
      quality: score,
      initiative: score,
      attendanceFacts: [],
      results: 'as',
      behaviour: 'as',
      good: 'Baik',
      improve: 'Rapi',
      nextStep: 'Lanjut',
      nextStepOn: '2026-12-01',
      createdAt: DAY,
      publishedAt: published ? DAY : null,
    },
  })
}
