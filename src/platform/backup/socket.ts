/**
 * An embedded database belongs to one process, so a backup is made by the process that runs: it listens on a socket in
 * its data folder, which only the folder's owner reaches, and `npm run backup` asks there.
 */
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { createServer, type IncomingMessage, request } from 'node:http'
import { join, relative } from 'node:path'
import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Logger } from '../observability/log.ts'
import { packInto, type Write } from './file.ts'
import type { Written } from './write.ts'

/** Systems take names of sockets up to here (bytes). */
const LONGEST = 100
const RESULT = 'x-rekan-written'

/** The shorter way to the socket: a folder may lie deep. */
function socketOf(folder: string): string {
  const path = join(folder, 'rekan.sock')
  const shorter = relative(process.cwd(), path)
  return shorter.length < path.length ? shorter : path
}

/** @returns how to stop listening; what is being written is broken off */
export async function listenForBackups(
  folder: string,
  { log, backUp }: { log: Logger; backUp(write: Write): Promise<Written> },
): Promise<() => Promise<void>> {
  const path = socketOf(folder)
  if (Buffer.byteLength(path) > LONGEST) {
    log.warn({ folder }, 'the name of this folder is too long for a socket: stop Rekan for npm run backup')
    return async () => {}
  }
  const server = createServer((incoming, outgoing) => {
    if (incoming.method !== 'POST' || incoming.url !== '/backup') return void outgoing.writeHead(404).end()
    outgoing.writeHead(200, { trailer: RESULT })
    packInto(outgoing, async write => {
      const written = await backUp(write)
      outgoing.addTrailers({ [RESULT]: JSON.stringify(written) })
      log.info({ rows: written.rows, files: written.files }, 'a backup was written')
    }).catch((err: unknown) => log.error({ err }, 'a backup was broken off'))
  })
  // The folder is locked for this process: a socket that is there was left by one that died.
  rmSync(path, { force: true })
  server.listen(path)
  await once(server, 'listening')
  return async () => {
    server.closeAllConnections()
    await new Promise<void>(resolve => server.close(() => resolve()))
  }
}

/**
 * Asks the process that has the folder.
 * @returns what it wrote into the target; null: nobody listens there
 * @throws Error when it was broken off
 */
export async function askForBackup(folder: string, target: Writable): Promise<Written | null> {
  const asked = request({ socketPath: socketOf(folder), path: '/backup', method: 'POST' })
  asked.end()
  const answer = await once(asked, 'response').then(([found]: IncomingMessage[]) => found, nobody)
  if (!answer) return null
  await pipeline(answer, target)
  const said = answer.trailers[RESULT]
  if (answer.statusCode !== 200 || said === undefined)
    throw new Error('the running Rekan broke the backup off')
  return JSON.parse(said)
}

function nobody(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && ['ENOENT', 'ECONNREFUSED'].includes(String(error.code)))
    return
  throw error
}
