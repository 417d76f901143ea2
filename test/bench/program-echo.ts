/**
 * What everything is measured against: grammY alone, which says again what it heard. With DATABASE_URL it writes
 * each update down before, in one transaction with plain `pg`: the least that a bot which loses nothing can do.
 */
import { createServer } from 'node:http'
import { Bot, webhookCallback } from 'grammy'
import { Pool } from 'pg'
import { TOKEN } from './child.ts'

const bot = new Bot(TOKEN, { client: { apiRoot: process.env.TELEGRAM_API_ROOT ?? '' } })
const pool = process.env.DATABASE_URL ? new Pool({ connectionString: process.env.DATABASE_URL }) : null
await pool?.query('CREATE TABLE IF NOT EXISTS bench_echo (id bigint PRIMARY KEY, said text)')

async function store(id: number, said: string): Promise<void> {
  const client = await pool?.connect()
  await client?.query('BEGIN')
  await client?.query('INSERT INTO bench_echo VALUES ($1, $2)', [id, said])
  await client?.query('COMMIT')
  client?.release()
}

bot.on('message:text', async ctx => {
  await store(ctx.update.update_id, ctx.message.text)
  await ctx.reply(ctx.message.text)
})
await bot.init()
const handle = webhookCallback(bot, 'http')
const server = createServer(async (request, response) => {
  const count = Number(/^\/loop\/(\d+)$/.exec(request.url ?? '')?.[1] ?? 0)
  if (count === 0) return handle(request, response)
  const begun = performance.now()
  for (let sent = 0; sent < count; sent++) await bot.api.sendMessage(1000 + sent, 'Terima kasih banyak')
  response.end(String(performance.now() - begun))
})
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('ready\n'))
process.once('SIGTERM', () => process.exit(0))
