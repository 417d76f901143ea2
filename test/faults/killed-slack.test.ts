/**
 * kill -9 while Slack has been thanked for acts that are not done: whoever comes next does them. `CHAOS_ROUNDS=100` runs
 * a hundred rounds; a few run by default.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../src/platform/database/database.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { type Person, type SlackServer, slackServer } from '../servers/slack/index.ts'
import { freshDatabase } from '../support/database.ts'
import { hire } from '../support/office.ts'
import { killAll, type RekanProcess, startRekan } from '../support/rekan-process.ts'
import { praise, urlOf } from './stage.ts'

const ROUNDS = Number(process.env.CHAOS_ROUNDS ?? 3)
const PEOPLE = 20
/** What waited comes so soon after the restart (milliseconds); a machine with two cores for all tests takes longer. */
const COMES_WITHIN = 5000
const PATIENCE = { timeout: 60_000, interval: 50 }
const unit = 'Dinas (contoh)'

interface Place {
  env: Record<string, string>
  /** Opened while no process has it. */
  look<T>(question: (db: Database) => Promise<T>): Promise<T>
  close(): Promise<void>
}

async function inFolder(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'rekan-slack-'))
  const look: Place['look'] = async question => {
    const db = await openDatabase({ kind: 'folder', folder })
    await migrate(db)
    return question(db).finally(() => db.close())
  }
  return { env: { DATA_DIR: folder }, look, close: async () => rmSync(folder, { recursive: true }) }
}
async function onServer(): Promise<Place> {
  const db = await freshDatabase()
  return { env: { DATABASE_URL: await urlOf(db) }, look: question => question(db), close: () => db.close() }
}

const engines = [['PGlite', inFolder] as const, ['PostgreSQL', onServer] as const]
describe.each(engines)('kill -9 on Slack, over %s', (engine, open) => {
  const skipped = engine === 'PostgreSQL' && !process.env.TEST_DATABASE_URL
  let place: Place
  let slack: SlackServer
  let rekan: RekanProcess
  const people: Person[] = []
  const nameOf = (index: number) => `Contoh${String(index % PEOPLE).padStart(3, '0')}`
  const starts = async () => {
    const { botToken, appToken, apiUrl } = slack
    const tokens = { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_API_URL: apiUrl }
    rekan = await startRekan({ ...place.env, ...tokens, LOG_LEVEL: 'info' })
    await slack.connected()
  }
  beforeAll(async () => {
    if (skipped) return
    place = await open()
    slack = await slackServer()
    await place.look(async db => {
      const hired = Array.from({ length: PEOPLE }, (_, index) => [`p${index}`, { name: nameOf(index), unit }])
      await hire(db, Object.fromEntries(hired), new Date())
      for (let index = 0; index < PEOPLE; index++) {
        const person = slack.person(nameOf(index))
        people.push(person)
        await db.client.account.create({
          data: { channel: 'slack', address: person.id, personId: `p${index}`, linkedAt: new Date() },
        })
      }
    })
    await starts()
  }, 120_000)
  afterAll(async () => {
    if (skipped) return
    await killAll()
    await place.close()
    await slack.close()
  }, 60_000)

  const said = () => JSON.stringify(people.map(person => person.messages()))
  /** @returns marks of those Slack was thanked for */
  async function everybodyPraises(round: number): Promise<string[]> {
    const marks = people.map((_, index) => `r${round}p${index}`)
    // The next one each round: twice the same person within a day would be asked about.
    await Promise.all(
      people.map((person, index) =>
        person.commands(praise(`@${nameOf(index + 1 + round)}`, marks[index] ?? '')),
      ),
    )
    const late = JSON.stringify(slack.violations.filter(({ problem }) => problem.startsWith('no ack')))
    return marks.filter(mark => !late.includes(`${mark} `))
  }

  it.skipIf(skipped)(
    `in ${ROUNDS} rounds loses nothing that was acknowledged, and what waited comes at once`,
    async () => {
      const marks: string[] = []
      const waits: number[] = []
      for (let round = 0; round < ROUNDS; round++) {
        const praising = everybodyPraises(round)
        await new Promise(resolve => setTimeout(resolve, 150 + ((round * 7919) % 500)))
        await rekan.kill()
        const mine = await praising
        marks.push(...mine)
        await starts()
        const began = Date.now()
        await expect.poll(() => mine.filter(mark => !said().includes(`${mark} `)), PATIENCE).toEqual([])
        waits.push(Date.now() - began)
      }
      await slack.idle({ quiet: 1500, within: 60_000 })
      await rekan.end()
      const kudos = await place.look(db => db.client.kudos.findMany())
      const there = kudos.map(({ message }) => /nomor (\S+)/.exec(message)?.[1])
      process.stderr.write(`${JSON.stringify({ engine, acknowledged: marks.length, waits })}\n`)
      expect(marks.filter(mark => !there.includes(mark))).toEqual([])
      expect(new Set(there).size).toBe(there.length)
      expect(waits.filter(wait => wait > COMES_WITHIN)).toEqual([])
      expect(await place.look(db => db.client.owedAct.count())).toBe(0)
    },
    120_000 + ROUNDS * 60_000,
  )
})
