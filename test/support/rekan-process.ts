/** Rekan as operators run it: `main.ts` as a process of its own over PostgreSQL, started, asked to end, or killed. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'

export interface RekanProcess {
  readonly port: number
  readonly child: ChildProcess
  /** Everything it wrote, on both streams. */
  said(): string
  ready(): Promise<boolean>
  /** As an orderly restart does. @returns the exit code */
  end(): Promise<number | null>
  /** kill -9. */
  kill(): Promise<void>
}

const running = new Set<ChildProcess>()

/** @param env what a `.env` file would say; PORT is chosen when it is not said */
export async function startRekan(env: Record<string, string>): Promise<RekanProcess> {
  const port = Number(env.PORT ?? (await freePort()))
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, ['src/main.ts'], {
    env: { PATH, HOME, LOG_LEVEL: 'info', ...env, PORT: String(port) },
  })
  running.add(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', chunk => {
      said += chunk
    })
  const ended = once(child, 'exit').then(([code]) => {
    running.delete(child)
    return code
  })
  await new Promise<void>((resolve, reject) => {
    child.stderr?.on('data', () => said.includes('Channels:') && resolve())
    child.once('exit', code => reject(new Error(`Rekan ended with ${code}: ${said}`)))
  })
  const ready = () =>
    fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(5000) }).then(
      ({ status }) => status === 200,
      () => false,
    )
  const signal = (name: 'SIGTERM' | 'SIGKILL') => {
    child.kill(name)
    return ended
  }
  return {
    port,
    child,
    ready,
    said: () => said,
    end: () => signal('SIGTERM'),
    kill: async () => void (await signal('SIGKILL')),
  }
}

/** For `afterAll`: nothing that a test started outlives it. */
export async function killAll(): Promise<void> {
  await Promise.all(
    [...running].map(child => {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      return ended
    }),
  )
}

export function freePort(): Promise<number> {
  return new Promise(resolve => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
