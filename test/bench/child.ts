/** Programs that are measured run in processes of their own. */
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import packageJson from '../../package.json' with { type: 'json' }

export const TOKEN = '7700000001:AAtest-token_of-the-bench-0000000000'
export const SECRET = 'rahasia_bench_0123456789'

export interface Child {
  url: string
  /** From its start until it said that it is ready (milliseconds). */
  startedIn: number
  /** Resident memory now (MB). */
  memory(): Promise<number>
  /** Processor time since its start (milliseconds). */
  cpu(): Promise<number>
  stop(): Promise<void>
}

/** How `npm start` has Node keep its memory: Rekan is measured as offices run it. */
const KEPT = packageJson.scripts.start.match(/--(max|heap)-\S+/g) ?? []

/** CPU profiles are written where `BENCH_PROFILE` says. */
export async function child(program: string, env: Record<string, string>): Promise<Child> {
  const port = await freePort()
  const file = fileURLToPath(new URL(program, import.meta.url))
  const folder = process.env.BENCH_PROFILE
  const flags = program.includes('rekan') ? [...KEPT] : []
  if (folder) flags.push('--cpu-prof', `--cpu-prof-dir=${folder}`)
  const started = performance.now()
  const one = spawn(process.execPath, [...flags, file], {
    env: { PATH: process.env.PATH, PORT: String(port), LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((resolve, reject) => {
    one.stdout.on('data', said => String(said).includes('ready') && resolve())
    one.once('exit', code => reject(new Error(`${program} ended with ${code}`)))
  })
  const url = `http://127.0.0.1:${port}`
  return {
    url,
    startedIn: performance.now() - started,
    memory: async () => Math.round((await figure(url, 'process_resident_memory_bytes')) / 1024 / 1024),
    cpu: async () => (await figure(url, 'process_cpu_seconds_total')) * 1000,
    stop: () =>
      new Promise(resolve => {
        one.removeAllListeners('exit')
        one.once('exit', () => resolve())
        one.kill('SIGTERM')
      }),
  }
}

async function figure(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  return Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1])
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
