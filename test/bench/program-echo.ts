/** What everything is measured against: grammY alone, which says again what it heard. */
import { createServer } from 'node:http'
import { Bot, webhookCallback } from 'grammy'
import { TOKEN } from './child.ts'

const bot = new Bot(TOKEN, { client: { apiRoot: process.env.TELEGRAM_API_ROOT ?? '' } })
bot.on('message:text', ctx => ctx.reply(ctx.message.text))
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
