/** Updates pushed to a real grammY webhook: secret, order, retries, and calls in the answer. */

import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Bot, webhookCallback } from 'grammy'
import { afterEach, expect, it } from 'vitest'
import { telegramServer } from './index.ts'

const running: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of running.splice(0).reverse()) await stop()
})

async function scene({ secret = 'rahasia', canReply = false } = {}) {
  const server = await telegramServer({ webhookRetryMs: 10 })
  running.push(() => server.close())
  const client = { apiRoot: server.apiRoot, canUseWebhookReply: () => canReply }
  const bot = new Bot(server.token, { client })
  const hear = webhookCallback(bot, 'http', { secretToken: 'rahasia' })
  const failures: number[] = []
  const statuses: number[] = []
  const host: Server = createServer(async (request, response) => {
    response.on('finish', () => statuses.push(response.statusCode))
    const status = failures.shift()
    if (status) response.writeHead(status).end()
    else await hear(request, response)
  })
  await new Promise<void>(resolve => host.listen(0, '127.0.0.1', resolve))
  running.push(() => host.close().closeAllConnections())
  const url = `http://127.0.0.1:${(host.address() as AddressInfo).port}/telegram`
  const open = () => bot.api.setWebhook(url, { secret_token: secret })
  return { server, bot, open, failures, statuses, siti: server.person({ firstName: 'Siti' }) }
}

it('pushes updates with the secret, in order, and refuses polling meanwhile', async () => {
  const { server, bot, open, siti } = await scene()
  const heard: string[] = []
  bot.on('message:text', async context => {
    await new Promise(resolve => setTimeout(resolve, 20))
    heard.push(context.message.text)
  })
  await open()
  await siti.starts()
  await siti.writes('satu')
  await siti.writes('dua')
  await server.idle()
  expect(heard).toEqual(['/start', 'satu', 'dua'])
  await expect(bot.api.getUpdates()).rejects.toMatchObject({ error_code: 409 })
  expect(await bot.api.getWebhookInfo()).toMatchObject({
    url: server.webhook()?.url,
    pending_update_count: 0,
  })
  await bot.api.deleteWebhook()
  await siti.writes('tiga')
  expect(await bot.api.getUpdates()).toHaveLength(1)
  server.assertClean()
})

it('tries again until the answer is 2xx, and redelivers', async () => {
  const { server, bot, open, siti, failures, statuses } = await scene()
  bot.on('message', context => context.reply('Ya'))
  await open()
  failures.push(500, 503)
  await siti.starts()
  await siti.sees('Ya')
  await server.idle()
  expect(statuses).toEqual([500, 503, 200])
  expect(await bot.api.getWebhookInfo()).toMatchObject({ last_error_message: expect.stringContaining('503') })
  server.redeliver(server.updates[0]?.update_id ?? 0)
  await server.idle()
  expect(siti.chat.messages).toHaveLength(3)
})

it('is refused when the secret is wrong', async () => {
  const { server, open, siti, statuses } = await scene({ secret: 'tebakan' })
  await open()
  await siti.starts()
  await expect(server.idle({ within: 150 })).rejects.toThrow('1 updates pending')
  expect(new Set(statuses)).toEqual(new Set([401]))
})

it('carries out a call in the answer, and checks it like any other', async () => {
  const { server, bot, open, siti } = await scene({ canReply: true })
  bot.command('start', context => context.reply('Lewat jawaban'))
  bot.hears('rusak', context => context.reply('<b>rusak', { parse_mode: 'HTML' }))
  await bot.init()
  await open()
  await siti.starts()
  await siti.sees('Lewat jawaban')
  expect(server.callsTo('sendMessage')).toMatchObject([{ via: 'webhook', status: 200 }])
  server.assertClean()
  await siti.writes('rusak')
  await server.idle()
  expect(() => server.assertClean()).toThrow("can't find end tag")
})
