/** The clock of the test servers' deadlines: what an app does or waits for is counted, what a machine takes away is not. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'
import { lived } from './lived.ts'

describe('the time a process has lived', () => {
  it('has the time in which it worked and let nobody else', () => {
    const from = lived()
    const work = () => process.threadCpuUsage().user / 1000
    for (const end = work() + 400; work() < end; );
    expect(lived() - from).toBeGreaterThanOrEqual(400)
  })

  it('has not the time in which it could neither work nor wait', async () => {
    const url = new URL('lived.ts', import.meta.url)
    const tell = `const {lived} = await import(${JSON.stringify(url)});
      process.stdin.on('data', () => console.log(lived(), performance.now()))`
    const child = spawn(process.execPath, ['--input-type=module', '-e', tell], { stdio: 'pipe' })
    const lines = createInterface(child.stdout)
    const ask = async () => {
      const said = once(lines, 'line')
      child.stdin.write('?')
      return String((await said)[0])
        .split(' ')
        .map(Number) as [number, number]
    }
    const [life, clock] = await ask()
    child.kill('SIGSTOP')
    await new Promise(resolve => setTimeout(resolve, 1500))
    child.kill('SIGCONT')
    const [lifeAfter, clockAfter] = await ask()
    child.kill()
    expect(clockAfter - clock - (lifeAfter - life)).toBeGreaterThan(1000)
  })
})
