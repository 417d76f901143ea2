import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Person } from '../../servers/telegram/index.ts'
import { SECRET, type TelegramOffice, telegramOffice } from './stage.ts'

describe('Telegram by webhook', () => {
  let place: TelegramOffice
  let siti: Person
  beforeAll(async () => {
    place = await telegramOffice({ webhook: true })
    siti = await place.link('siti')
  })
  afterAll(() => place.close())
  const post = (secret: string | null, body: string) =>
    fetch(`${place.publicUrl}/telegram/webhook`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(secret !== null && { 'x-telegram-bot-api-secret-token': secret }),
      },
      body,
    })

  it('is told where to post, and answers what comes with the secret', async () => {
    expect(place.server.webhook()?.url).toBe(`${place.publicUrl}/telegram/webhook`)
    await siti.starts()
    await siti.sees('Rekan membantu')
    await siti.taps('Bantuan')
    await siti.sees('Berikut menu')
  })

  it('takes nothing without the secret, and no nonsense with it', async () => {
    const update = JSON.stringify({ update_id: 1 })
    expect((await post(null, update)).status).toBe(401)
    expect((await post('', update)).status).toBe(401)
    expect((await post(`${SECRET}x`, update)).status).toBe(401)
    expect((await post(SECRET.slice(0, -1), update)).status).toBe(401)
    expect((await post('é'.repeat(26), update)).status).toBe(401)
    expect((await post(SECRET, 'bukan json')).status).toBe(400)
    expect((await post(SECRET, '{"update_id":"1"}')).status).toBe(400)
    expect((await post(SECRET, 'null')).status).toBe(400)
  })

  it('takes a group without a title by its number', async () => {
    const [from, chat] = [
      { id: siti.id, is_bot: false },
      { id: -1_600_072_225, type: 'group' },
    ]
    const [old_chat_member, new_chat_member] = [{ status: 'kicked' }, { status: 'member' }]
    const my_chat_member = { chat, from, old_chat_member, new_chat_member }
    expect((await post(SECRET, JSON.stringify({ update_id: 1, my_chat_member }))).status).toBe(200)
    const group = await place.db.client.group.findFirst({ where: { address: String(chat.id) } })
    expect(group?.title).toBe('-1600072225')
  })

  it('prints neither the token nor what was written when an answer cannot be sent', async () => {
    const printed = vi.spyOn(console, 'error')
    place.server.failNext('sendMessage', { reset: true })
    await siti.writes('halo')
    await place.settled()
    expect(place.server.callsTo('sendMessage').length).toBeGreaterThan(0)
    expect(printed).not.toHaveBeenCalled()
  })
})
