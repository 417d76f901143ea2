/** A cable to a server that can be cut and mended: what a database that restarts looks like from outside. */
import { connect, createServer, type Socket } from 'node:net'

export type Cable = Awaited<ReturnType<typeof tcpProxy>>

export async function tcpProxy(to: { host: string; port: number }) {
  const open = new Set<Socket>()
  let isCut = false
  let isFrozen = false
  const server = createServer(near => {
    if (isCut) return void near.destroy()
    const far = connect(to)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one)
      one.on('error', () => {})
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
    }
    if (isFrozen) return
    near.pipe(far)
    far.pipe(near)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const cut = () => {
    isCut = true
    for (const socket of open) socket.destroy()
  }
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    cut,
    /** Everything stays connected, and nothing comes through any more. */
    freeze: () => {
      isFrozen = true
      for (const socket of open) {
        socket.unpipe()
        socket.pause()
      }
    },
    mend: () => {
      isCut = false
    },
    close: () =>
      new Promise<void>(resolve => {
        cut()
        server.close(() => resolve())
      }),
  }
}

/** A cable to a database. @returns it, and the database's address through it */
export async function databaseCable(address: string) {
  const url = new URL(address)
  const cable = await tcpProxy({ host: url.hostname, port: Number(url.port || 5432) })
  url.host = `127.0.0.1:${cable.port}`
  return { cable, address: url.href }
}
