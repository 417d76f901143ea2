/** The disk under PGlite runs full: everybody is answered, what was acknowledged stays, and with room it goes on. */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/platform/database/database.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { type Person, telegramServer } from '../servers/telegram/index.ts'
import { hire } from '../support/office.ts'
import { killAll, startRekan } from '../support/rekan-process.ts'
import { praise } from './stage.ts'

const PEOPLE = 6
const disk = mkdtempSync(join(tmpdir(), 'rekan-disk-'))
/** A disk of its own, small: only an administrator of the machine may make one. */
function mounted(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=110m', 'tmpfs', disk], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
const isMounted = mounted()

describe.skipIf(!isMounted)('a disk that is full (needs to be allowed to mount one)', () => {
  afterAll(async () => {
    await killAll()
    execFileSync('umount', [disk])
    rmSync(disk, { recursive: true })
  })
  const filler = join(disk, 'filler')
  const room = () => {
    const { bavail, bsize } = statfsSync(disk)
    return bavail * bsize
  }
  const inDatabase = async <T>(work: (db: Awaited<ReturnType<typeof openDatabase>>) => Promise<T>) => {
    const db = await openDatabase({ kind: 'folder', folder: disk })
    const result = await work(db)
    await db.close()
    return result
  }

  it('answers everybody, loses nothing it said was kept, and works again when there is room', {
    timeout: 180_000,
  }, async () => {
    const telegram = await telegramServer()
    const ids = Array.from({ length: PEOPLE }, (_, index) => `p${index}`)
    const nameOf = (id: string) => `Contoh${id}`
    const people = ids.map(id => telegram.person({ firstName: nameOf(id) }))
    await inDatabase(async db => {
      await migrate(db)
      const hired = ids.map(id => [id, { name: nameOf(id), unit: 'Dinas (contoh)' }])
      await hire(db, Object.fromEntries(hired), new Date())
      for (const [index, personId] of ids.entries()) {
        const address = String(people[index]?.id)
        await db.client.account.create({
          data: { channel: 'telegram', address, personId, linkedAt: new Date() },
        })
      }
    })
    const env = { DATA_DIR: disk, TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.apiRoot }
    const rekan = await startRekan(env)
    for (const person of people) await person.starts()
    await telegram.idle({ within: 30_000 })

    /** @returns whether it was acknowledged */
    const praises = async (index: number, step: number): Promise<{ mark: string; kept: boolean }> => {
      const [giver, to] = [people[index] as Person, (index + step) % PEOPLE]
      const mark = `d${index}-${step}`
      await giver.writes(praise(nameOf(`p${to}`), mark), { mentions: [people[to] as Person] })
      const answer = await giver.sees(new RegExp(`nomor ${mark} |gangguan|kendala`), { within: 20_000 })
      return { mark, kept: answer.text.includes(mark) }
    }
    const sendsFile = async (person: Person) => {
      const document = { name: 'besar.bin', mime: 'application/octet-stream', bytes: randomBytes(3_000_000) }
      await person.sendsDocument(document)
      return (await person.sees(/./, { within: 20_000 })).text
    }

    const said = [await praises(0, 1)]
    expect(said[0]?.kept).toBe(true)
    writeFileSync(filler, Buffer.alloc(room()))
    const [first] = people
    const sorry = /belum dapat kami terima/
    let answer = ''
    for (let tries = 0; tries < 10 && !sorry.test(answer); tries++) answer = await sendsFile(first as Person)
    expect(answer).toMatch(sorry)
    for (const index of ids.keys()) said.push(await praises(index, 2))
    expect(rekan.child.exitCode).toBeNull()
    rmSync(filler)
    for (const index of ids.keys()) {
      const after = await praises(index, 3)
      expect(after.kept).toBe(true)
      said.push(after)
    }
    expect(await sendsFile(first as Person)).not.toMatch(sorry)
    await telegram.idle({ within: 20_000 })
    expect(await rekan.end()).toBe(0)

    const kudos = await inDatabase(db => db.client.kudos.findMany({ select: { message: true } }))
    const marks = kudos.map(({ message }) => /nomor (\S+)/.exec(message)?.[1])
    expect(new Set(marks).size).toBe(marks.length)
    expect(marks).toEqual(expect.arrayContaining(said.filter(({ kept }) => kept).map(({ mark }) => mark)))
    telegram.assertClean()
    await telegram.close()
  })
})
