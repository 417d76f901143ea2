import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { type EvidenceStore, folderStore, s3Store } from '../../src/platform/files/evidence-store.ts'

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

const folder = mkdtempSync(join(tmpdir(), 'rekan-'))
const { kept, server } = bucket()
const stores: Record<string, () => EvidenceStore> = {
  'a folder': () => folderStore(folder),
  'an S3 store': () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/rekan`
    return s3Store({ url, region: 'id-1', accessKeyId: 'KEY', secretAccessKey: 'SECRET' })
  },
}
beforeAll(() => new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve)))
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

describe.each(Object.keys(stores))('evidence in %s', name => {
  it('comes back as it was put in, can be replaced, and is gone when removed', async () => {
    const store = stores[name]?.() ?? folderStore(folder)
    const bytes = Uint8Array.from([0, 255, 10, 13])
    expect(await store.open('abc123')).toBeNull()
    await store.put('abc123', bytes)
    expect(Uint8Array.from((await store.open('abc123')) ?? [])).toEqual(bytes)
    await store.put('abc123', Uint8Array.from([7]))
    expect(Uint8Array.from((await store.open('abc123')) ?? [])).toEqual(Uint8Array.from([7]))
    await store.remove('abc123')
    await store.remove('abc123')
    expect(await store.open('abc123')).toBeNull()
  })

  it.each(['../secret', 'a/b', '', 'ABC', '..'])('takes no path for an id: %j', async id => {
    const store = stores[name]?.() ?? folderStore(folder)
    await expect(store.open(id)).rejects.toThrow(RangeError)
    await expect(store.put(id, new Uint8Array())).rejects.toThrow(RangeError)
  })
})

it('leaves no half files behind', async () => {
  await folderStore(folder).put('whole1', new Uint8Array(10))
  expect(readdirSync(join(folder, 'wh'))).toEqual(['whole1'])
})

it('an S3 store that refuses is an error, not an empty file', async () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/rekan`
  const foreign = s3Store({ url, region: 'id-1', accessKeyId: 'OTHER', secretAccessKey: 'SECRET' })
  await expect(foreign.open('abc123')).rejects.toThrow('403')
  await expect(foreign.put('abc123', new Uint8Array(1))).rejects.toThrow('403')
  expect(kept.size).toBe(0)
})

it('needs its key where an address is set', () => {
  expect(readConfig({}).evidence).toBeNull()
  expect(() => readConfig({ EVIDENCE_S3_URL: 'https://s3.example.go.id/rekan' })).toThrow(
    'EVIDENCE_S3_KEY_ID',
  )
})
