/**
 * `npm run bench -- NAME ...`: measures, and prints a table with the machine it was measured on. Without a name
 * it lists what there is. A new bench is a file beside this one and a line below.
 */
import { type Bench, machine, type Row } from './bench.ts'
import { fanOut } from './fan-out.ts'
import { inbound } from './inbound.ts'
import { memory } from './memory.ts'
import { reminders } from './reminders.ts'
import { screens } from './screens.ts'
import { statements } from './statements.ts'

const BENCHES: readonly Bench[] = [inbound, fanOut, reminders, screens, memory, statements]

const say = (line: string) => process.stdout.write(`${line}\n`)

function table(rows: readonly Row[]): string {
  const head = [...new Set(rows.flatMap(Object.keys))]
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const body = rows.map(row => line(head.map(column => String(row[column] ?? ''))))
  return [line(head), line(head.map(() => '---')), ...body].join('\n')
}

const wanted = process.argv.slice(2)
const chosen = BENCHES.filter(({ name }) => wanted.includes(name))
if (chosen.length === 0) {
  say('npm run bench -- NAME, where NAME is one of:')
  for (const { name, about } of BENCHES) say(`  ${name}: ${about}`)
  process.exitCode = wanted.length > 0 ? 1 : 0
}
for (const bench of chosen) {
  say(`\n${bench.name}: ${bench.about}\n${machine()}\n`)
  say(table(await bench.run()))
}
