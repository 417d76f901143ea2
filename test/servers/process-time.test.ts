/** Tests of the clock that test servers measure deadlines with. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'
import { processTime } from './process-time.ts'

describe('process time', () => {
  it('counts the time in which the process worked and let nobody else work', () => {
    const from = processTime()
    const work = () => process.threadCpuUsage().user / 1000
    for (const end = work() + 400; work() < end; );
    expect(processTime() - from).toBeGreaterThanOrEqual(400)
  })

  it('does not count the time in which the process was stopped', async () => {
    const url = new URL('process-time.ts', import.meta.url)
    const tell = `const { processTime } = await import(${JSON.stringify(url)});
      process.stdin.on('data', () => console.log(processTime(), performance.now()))`
    const child = spawn(process.execPath, ['--input-type=module', '-e', tell], { stdio: 'pipe' })
    const lines = createInterface(child.stdout)
    const ask = async () => {
      const said = once(lines, 'line')
      child.stdin.write('?')
      return String((await said)[0])
        .split(' ')
        .map(Number) as [number, number]
    }
    const [counted, clock] = await ask()
    child.kill('SIGSTOP')
    await new Promise(resolve => setTimeout(resolve, 1500))
    child.kill('SIGCONT')
    const [countedAfter, clockAfter] = await ask()
    child.kill()
    expect(clockAfter - clock - (countedAfter - counted)).toBeGreaterThan(1000)
  })
})
