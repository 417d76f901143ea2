/** Evidence: in the database or in an S3 store, seen by every process, and gone with what referred to it. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import type { Database } from '../../src/platform/database/database.ts'
import { createEvidence } from '../../src/platform/files/evidence.ts'
import { evidenceFolder, takeInFolder } from '../../src/platform/files/evidence-folder.ts'
import { s3Store } from '../../src/platform/files/evidence-store.ts'
import { storedFiles } from '../../src/platform/files/files.ts'
import { createLog } from '../../src/platform/observability/log.ts'
import { freshDatabase } from '../support/database.ts'
import { countedIds, FIVE, fixedClock, hire, START } from '../support/office.ts'

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
const DAY = 24 * 60 * 60 * 1000

/** A store that speaks just enough S3, and refuses what is not signed. */
function bucket() {
  const kept = new Map<string, Buffer>()
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', part => parts.push(part))
    request.on('end', () => {
      const path = request.url ?? ''
      const signed = request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 Credential=KEY/')
      if (!signed) return response.writeHead(403).end()
      if (request.method === 'PUT') kept.set(path, Buffer.concat(parts))
      if (request.method === 'DELETE') kept.delete(path)
      const found = kept.get(path)
      if (request.method === 'GET' && !found) return response.writeHead(404).end()
      response.writeHead(200).end(request.method === 'GET' ? found : undefined)
    })
  })
  return { kept, server }
}

const { kept, server } = bucket()
const s3 = (accessKeyId = 'KEY') =>
  s3Store({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/rekan`,
    region: 'id-1',
    accessKeyId,
    secretAccessKey: 'SECRET',
  })
const clock = fixedClock(START)
const ids = countedIds()
let db: Database
beforeAll(async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  db = await freshDatabase()
  await hire(db, FIVE, START)
})
afterAll(async () => {
  server.close()
  await db.close()
})

/** Evidence as one process has it: nothing is shared between two of them but the database and the store. */
function process(where: 'database' | 's3') {
  const files = storedFiles({ db, clock, ids })
  return { files, evidence: createEvidence({ db, clock, ids, files, store: where === 's3' ? s3() : null }) }
}
const training = (fileId: string) =>
  db.client.outsideTraining.create({
    data: {
      id: ids.next(),
      requestKey: fileId,
      personId: Object.keys(FIVE)[0] ?? '',
      title: 'Pelatihan',
      provider: 'LAN',
      hours: 3,
      endedOn: '2026-11-01',
      fileId,
      fileName: 'bukti.pdf',
      fileMime: 'application/pdf',
      state: 'reported',
      createdAt: START,
    },
  })

async function handIn({ files, evidence }: ReturnType<typeof process>) {
  const sent = await files.put({ name: 'bukti.pdf', mime: 'application/pdf', bytes: PDF }, 1)
  const done = await evidence.keep(sent)
  if (!done.ok) throw new Error(done.problem)
  return done.file
}

describe.each(['database', 's3'] as const)('evidence kept in: %s', where => {
  it('is shown by another process, as one copy however many look', async () => {
    const file = await handIn(process(where))
    const other = process(where)
    const shown = await other.evidence.show(file)
    expect(Buffer.from((await other.files.open(shown?.id ?? ''))?.bytes ?? [])).toEqual(PDF)
    expect((await process(where).evidence.show(file))?.id).toBe(shown?.id)
    const row = await db.client.evidence.findUniqueOrThrow({ where: { id: file.id } })
    expect(row.bytes === null).toBe(where === 's3')
    expect(kept.has(`/rekan/${file.id}`)).toBe(where === 's3')
  })

  it('stays while something refers to it, and is gone with that', async () => {
    const one = process(where)
    const [used, forgotten, young] = [await handIn(one), await handIn(one), await handIn(one)]
    const { id } = await training(used.id)
    await one.evidence.remove(used.id)
    await db.client.evidence.updateMany({
      where: { id: { in: [used.id, forgotten.id] } },
      data: { createdAt: new Date(START.getTime() - 2 * DAY) },
    })
    await one.evidence.sweep(START)
    expect(await one.evidence.show(used)).not.toBeNull()
    expect(await one.evidence.show(young)).not.toBeNull()
    expect(await one.evidence.show(forgotten)).toBeNull()
    await db.client.outsideTraining.delete({ where: { id } })
    await one.evidence.sweep(new Date(START.getTime() + DAY))
    expect(await db.client.evidence.count({ where: { id: { in: [used.id, forgotten.id] } } })).toBe(0)
    expect([...kept.keys()].filter(path => path.includes(used.id) || path.includes(forgotten.id))).toEqual([])
  })
})

it('cannot be deleted under what refers to it', async () => {
  const file = await handIn(process('database'))
  await training(file.id)
  await expect(db.client.evidence.delete({ where: { id: file.id } })).rejects.toThrow()
})

describe('the folder of an older Rekan', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'rekan-'))
  const folder = evidenceFolder(dataDir)
  const log = createLog('silent')
  const put = (id: string, bytes: Buffer) => {
    mkdirSync(join(folder, id.slice(0, 2)), { recursive: true })
    writeFileSync(join(folder, id.slice(0, 2), id), bytes)
  }
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

  it('is taken into the database at start, once, and nothing of it stays outside', async () => {
    await db.client.evidence.create({ data: { id: 'oldproof1', bytes: null, createdAt: START } })
    put('oldproof1', PDF)
    put('nobodys22', PDF)
    expect(await takeInFolder(folder, { db, clock, log })).toBe(2)
    expect(existsSync(folder)).toBe(false)
    const shown = await process('database').evidence.show({
      id: 'oldproof1',
      name: 'a.pdf',
      mime: 'application/pdf',
    })
    expect(Buffer.from((await process('database').files.open(shown?.id ?? ''))?.bytes ?? [])).toEqual(PDF)
    expect(await takeInFolder(folder, { db, clock, log })).toBe(0)
  })

  it('does not overwrite what is there, and leaves alone what is none of ours', async () => {
    put('oldproof1', Buffer.from('%PDF-other'))
    writeFileSync(join(folder, 'Catatan.txt'), 'hello')
    expect(await takeInFolder(folder, { db, clock, log })).toBe(1)
    const { bytes } = await db.client.evidence.findUniqueOrThrow({ where: { id: 'oldproof1' } })
    expect(Buffer.from(bytes ?? [])).toEqual(PDF)
    expect(readdirSync(folder)).toContain('Catatan.txt')
  })
})

describe('an S3 store', () => {
  it.each(['../secret', 'a/b', '', 'ABC', '..'])('takes no path for an id: %j', async id => {
    await expect(s3().open(id)).rejects.toThrow(RangeError)
    await expect(s3().put(id, new Uint8Array())).rejects.toThrow(RangeError)
  })

  it('that refuses is an error, not an empty file', async () => {
    await expect(s3('OTHER').open('abc123')).rejects.toThrow('403')
    await expect(s3('OTHER').put('abc123', new Uint8Array(1))).rejects.toThrow('403')
    expect(kept.has('/rekan/abc123')).toBe(false)
  })

  it('needs its key where an address is set', () => {
    expect(readConfig({}).evidence).toBeNull()
    expect(() => readConfig({ EVIDENCE_S3_URL: 'https://s3.example.go.id/rekan' })).toThrow(
      'EVIDENCE_S3_KEY_ID',
    )
  })
})
