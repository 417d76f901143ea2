/** The real grammY against the test server: what Telegram does, it does; what Telegram refuses, it catches. */

import { Bot, type Context, GrammyError, HttpError, InlineKeyboard, InputFile } from 'grammy'
import { afterEach, describe, expect, it } from 'vitest'
import { PICTURE } from './fixtures.ts'
import { type ServerOptions, type TelegramServer, telegramServer } from './index.ts'

const running: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const stop of running.splice(0).reverse()) await stop()
})

async function scene(options: ServerOptions = {}) {
  const server = await telegramServer(options)
  running.push(() => server.close())
  const siti = server.person({ firstName: 'Siti', username: 'siti_tt' })
  return { server, siti, bot: botAt(server) }
}

function botAt(server: TelegramServer): Bot {
  return new Bot(server.token, { client: { apiRoot: server.apiRoot } })
}

function poll(bot: Bot): void {
  bot.catch(() => undefined)
  const ended = bot.start({ drop_pending_updates: false }).catch(() => undefined)
  running.push(async () => {
    await bot.stop()
    await ended
  })
}

async function refused(call: Promise<unknown>): Promise<GrammyError> {
  const error = await call.then(
    () => undefined,
    reason => reason,
  )
  if (!(error instanceof GrammyError)) throw new Error(`expected a refusal, got ${error}`)
  return error
}

describe('polling', () => {
  it('carries /start with its payload to the bot and the answer back', async () => {
    const { server, siti, bot } = await scene()
    bot.command('start', context =>
      context.reply(`Halo <b>${context.match}</b> &amp; co`, { parse_mode: 'HTML' }),
    )
    poll(bot)
    await siti.starts('KODE-1')
    const seen = await siti.sees('Halo KODE-1 & co')
    expect(seen).toMatchObject({ html: 'Halo <b>KODE-1</b> &amp; co', fromBot: true, edits: 0 })
    expect(siti.last().text).toBe('Halo KODE-1 & co')
    await server.idle()
    server.assertClean()
  })

  it('hands out an update until its offset confirms it, and again on redelivery', async () => {
    const { server, siti, bot } = await scene()
    await siti.starts()
    const first = await bot.api.getUpdates({ timeout: 0 })
    expect(first).toHaveLength(1)
    expect(await bot.api.getUpdates({ timeout: 0 })).toEqual(first)
    const id = first[0]?.update_id ?? 0
    expect(await bot.api.getUpdates({ offset: id + 1 })).toEqual([])
    await server.idle()
    server.redeliver(id)
    expect(await bot.api.getUpdates({ offset: id + 1 })).toEqual(first)
    expect(await bot.api.getUpdates({ offset: id + 1 })).toEqual([])
  })

  it('waits with a long poll, respects limit and allowed_updates', async () => {
    const { siti, bot } = await scene()
    const waiting = bot.api.getUpdates({ timeout: 5, allowed_updates: ['message'] })
    await siti.starts()
    expect(await waiting).toHaveLength(1)
    await siti.writes('dua')
    await siti.blocksBot()
    expect(await bot.api.getUpdates({ limit: 1 })).toHaveLength(1)
    expect((await bot.api.getUpdates()).map(update => Object.keys(update)[1])).toEqual(['message', 'message'])
  })

  it('answers 409 to the older of two pollers', async () => {
    const { bot } = await scene()
    const older = refused(bot.api.getUpdates({ timeout: 5 }))
    await new Promise(resolve => setTimeout(resolve, 50))
    await bot.api.getUpdates({ timeout: 0 })
    expect((await older).error_code).toBe(409)
  })

  it('is not idle while updates wait', async () => {
    const { server, siti } = await scene()
    await siti.starts()
    await expect(server.idle({ within: 100 })).rejects.toThrow('1 updates pending')
  })

  it('refuses a wrong token', async () => {
    const { server } = await scene()
    const stranger = new Bot('123:wrong', { client: { apiRoot: server.apiRoot } })
    expect((await refused(stranger.api.getMe())).error_code).toBe(401)
  })
})

describe('buttons', () => {
  const keyboard = new InlineKeyboard().text('Baca', 'baca~1').url('Buka', 'https://contoh.go.id/x')
  async function withCard() {
    const all = await scene()
    all.bot.command('start', context => context.reply('Kartu', { reply_markup: keyboard }))
    return all
  }

  it('taps, toasts, edits in place', async () => {
    const { server, siti, bot } = await withCard()
    bot.callbackQuery('baca~1', async context => {
      await context.answerCallbackQuery('Dicatat')
      await context.editMessageText('Sudah dibaca')
    })
    poll(bot)
    await siti.starts()
    const card = await siti.sees('Kartu')
    expect(card.buttons).toEqual([
      [
        { text: 'Baca', data: 'baca~1' },
        { text: 'Buka', url: 'https://contoh.go.id/x' },
      ],
    ])
    expect(await siti.taps('Buka')).toBe('https://contoh.go.id/x')
    expect(await siti.taps(/^Ba/)).toBeUndefined()
    expect(await siti.sees('Sudah dibaca')).toMatchObject({ id: card.id, edits: 1, buttons: [] })
    expect(await siti.seesToast('Dicatat')).toBe('Dicatat')
    expect(siti.toasts).toEqual(['Dicatat'])
    expect(siti.chat.messages).toHaveLength(2)
    await server.idle()
    expect(server.unanswered()).toEqual([])
    server.assertClean()
    await expect(siti.taps('Baca')).rejects.toThrow(/finds no button Baca.*none/s)
  })

  it('notices taps that were never answered, or answered twice', async () => {
    const { server, siti, bot } = await withCard()
    const caught: unknown[] = []
    bot.callbackQuery('baca~1', async context => {
      await context.answerCallbackQuery()
      await context.answerCallbackQuery().catch(error => caught.push(error))
    })
    poll(bot)
    await siti.starts()
    const card = await siti.sees('Kartu')
    await siti.tapsData('lama~9', card)
    await siti.taps('Baca')
    await server.idle()
    expect(server.unanswered().map(query => query.data)).toEqual(['lama~9'])
    expect(caught).toHaveLength(1)
    expect(() => server.assertClean()).toThrow('answered twice')
  })

  it('lets a redelivered tap be answered again, and no tap after its time', async () => {
    const { server, siti, bot } = await withCard()
    const old: Promise<GrammyError>[] = []
    bot.callbackQuery('baca~1', context => context.answerCallbackQuery())
    bot.callbackQuery('telat', context => {
      server.expireQueries()
      old.push(refused(context.answerCallbackQuery()))
    })
    poll(bot)
    await siti.starts()
    await siti.sees('Kartu')
    await siti.taps('Baca')
    await server.idle()
    server.redeliver(server.updates.at(-1)?.update_id ?? 0)
    await server.idle()
    expect(server.callsTo('answerCallbackQuery').map(call => call.status)).toEqual([200, 200])
    await siti.tapsData('telat', siti.last())
    await server.idle()
    expect((await old[0])?.description).toContain('query is too old')
    server.assertClean()
  })

  it('shows a deleted message to the bot as inaccessible', async () => {
    const { server, siti, bot } = await withCard()
    poll(bot)
    await siti.starts()
    const card = await siti.sees('Kartu')
    await bot.api.deleteMessage(siti.id, card.id)
    expect(siti.chat.messages.map(message => message.text)).toEqual(['/start'])
    await siti.tapsData('baca~1', card)
    expect(server.updates.at(-1)?.callback_query?.message).toMatchObject({ date: 0, message_id: card.id })
  })
})

describe('edits', () => {
  it('refuses what cannot be edited, without calling it a sin', async () => {
    const { server, siti, bot } = await scene()
    const own = await siti.starts()
    const sent = await bot.api.sendMessage(siti.id, 'Sama', {
      reply_markup: new InlineKeyboard().text('A', 'a'),
    })
    const edit = (id: number, text: string, reply_markup?: InlineKeyboard) =>
      bot.api.editMessageText(siti.id, id, text, reply_markup ? { reply_markup } : {})
    const same = await refused(edit(sent.message_id, 'Sama', new InlineKeyboard().text('A', 'a')))
    expect(same.description).toContain('message is not modified')
    expect((await refused(edit(own.id, 'x'))).description).toContain("message can't be edited")
    expect((await refused(edit(999, 'x'))).description).toContain('message to edit not found')
    expect(
      (await refused(bot.api.editMessageCaption(siti.id, sent.message_id, { caption: 'x' }))).description,
    ).toContain('no caption')
    await edit(sent.message_id, 'Sama')
    expect(siti.last().buttons).toEqual([])
    await bot.api.editMessageReplyMarkup(siti.id, sent.message_id, {
      reply_markup: new InlineKeyboard().text('B', 'b'),
    })
    expect(siti.last()).toMatchObject({ edits: 2, buttons: [[{ text: 'B' }]] })
    server.assertClean()
  })

  it('turns a text into a picture and back into another', async () => {
    const { server, siti, bot } = await scene()
    await siti.starts()
    const sent = await bot.api.sendMessage(siti.id, 'Rapor')
    const media = { type: 'photo' as const, media: new InputFile(PICTURE, 'r.png'), caption: '<i>Rapor</i>' }
    await bot.api.editMessageMedia(siti.id, sent.message_id, { ...media, parse_mode: 'HTML' })
    expect(siti.last()).toMatchObject({ text: 'Rapor', photo: { bytes: Buffer.from(PICTURE) }, edits: 1 })
    server.assertClean()
  })
})

describe('files', () => {
  it('go up and come down', async () => {
    const { server, siti, bot } = await scene()
    await siti.starts()
    await bot.api.sendPhoto(siti.id, new InputFile(PICTURE, 'rapor.png'), {
      caption: 'Rapor &amp; nilai',
      parse_mode: 'HTML',
    })
    expect(siti.last()).toMatchObject({ text: 'Rapor & nilai', photo: { bytes: Buffer.from(PICTURE) } })
    const reply_markup = new InlineKeyboard().text('Baik', 'ok')
    await bot.api.sendDocument(siti.id, new InputFile(Buffer.from('a;b'), 'daftar hadir.csv'), {
      reply_markup,
    })
    expect(siti.last().document).toEqual({
      name: 'daftar hadir.csv',
      mime: 'text/csv',
      bytes: Buffer.from('a;b'),
    })
    expect(siti.last().buttons).toHaveLength(1)

    await siti.sendsDocument({
      name: 'pegawai.csv',
      mime: 'text/csv',
      bytes: Buffer.from('nip'),
      caption: 'Impor',
    })
    const sent = server.updates.at(-1)?.message
    expect(sent).toMatchObject({ caption: 'Impor', document: { file_name: 'pegawai.csv', file_size: 3 } })
    const file = await bot.api.getFile(sent?.document?.file_id ?? '')
    const got = await fetch(`${server.apiRoot}/file/bot${server.token}/${file.file_path}`)
    expect(await got.text()).toBe('nip')
    await bot.api.sendDocument(siti.id, file.file_id)
    expect(siti.last().document?.name).toBe('pegawai.csv')
    await siti.sendsPhoto({ bytes: PICTURE })
    expect(server.updates.at(-1)?.message?.photo?.[0]).toMatchObject({ width: 2, height: 3 })
    expect((await refused(bot.api.getFile('nothing'))).error_code).toBe(400)
    server.assertClean()
  })
})

describe('who may be spoken to', () => {
  it('refuses strangers, those who never started, and those who blocked', async () => {
    const { server, siti, bot } = await scene()
    const why = async (id: number) => (await refused(bot.api.sendMessage(id, 'Halo'))).description
    expect(await why(42)).toBe('Bad Request: chat not found')
    expect(await why(siti.id)).toBe("Forbidden: bot can't initiate conversation with a user")
    await siti.starts()
    await bot.api.sendMessage(siti.id, 'Halo')
    await siti.blocksBot()
    expect(await why(siti.id)).toBe('Forbidden: bot was blocked by the user')
    expect(server.updates.at(-1)?.my_chat_member?.new_chat_member.status).toBe('kicked')
    await siti.unblocksBot()
    await bot.api.sendMessage(siti.id, 'Halo lagi')
    server.assertClean()
  })

  it('keeps to privacy mode in groups, and to the groups it is in', async () => {
    const { server, siti, bot } = await scene()
    const budi = server.person({ firstName: 'Budi' })
    const group = server.group({ title: 'Dinas', members: [siti, budi] })
    const heard: string[] = []
    bot.on('message:text', (context: Context) => {
      heard.push(context.message?.text ?? '')
    })
    poll(bot)
    await group.addBot()
    const said = await bot.api.sendMessage(group.id, 'Salam')
    await siti.writes('obrolan biasa', { in: group })
    await siti.writes('/pujian Budi hebat', { in: group, mentions: [budi] })
    await siti.writes('/papan@rekan_bot', { in: group })
    await siti.writes('/papan@bot_lain', { in: group })
    await siti.writes('halo @rekan_bot', { in: group })
    const salam = group.messages.find(message => message.id === said.message_id)
    await budi.writes('sama-sama', { in: group, ...(salam && { replyTo: salam }) })
    await server.idle()
    expect(heard).toEqual(['/pujian Budi hebat', '/papan@rekan_bot', 'halo @rekan_bot', 'sama-sama'])
    const kudos = server.updates.find(update => update.message?.text?.startsWith('/pujian'))
    expect(kudos?.message?.entities).toMatchObject([
      { type: 'bot_command', offset: 0, length: 7 },
      { type: 'text_mention', offset: 8, length: 4, user: { id: budi.id } },
    ])
    expect(group.messages).toHaveLength(8)
    expect((await bot.api.getChatAdministrators(group.id)).map(each => each.user.id)).toEqual([siti.id])
    expect((await bot.api.getChatMember(group.id, budi.id)).status).toBe('member')
    expect(await bot.api.getChat(group.id)).toMatchObject({ title: 'Dinas', type: 'supergroup' })
    await group.removeBot(siti)
    expect((await refused(bot.api.sendMessage(group.id, 'x'))).description).toContain(
      'kicked from the supergroup',
    )
    server.assertClean()
  })

  it('moves with a group that becomes a supergroup', async () => {
    const { server, siti, bot } = await scene()
    const group = server.group({ title: 'Kecil', members: [siti], type: 'group' })
    await group.addBot()
    const old = group.id
    await group.migrate()
    expect((await refused(bot.api.sendMessage(old, 'x'))).parameters.migrate_to_chat_id).toBe(group.id)
    await bot.api.sendMessage(group.id, 'x')
    await bot.api.leaveChat(group.id)
    expect((await refused(bot.api.sendMessage(group.id, 'x'))).description).toContain('not a member')
    server.assertClean()
  })
})

describe('bad days', () => {
  it('fails as planned: status, retry_after, reset before and after the effect', async () => {
    const { server, siti, bot } = await scene()
    await siti.starts()
    const send = () => bot.api.sendMessage(siti.id, 'Halo')
    server.failNext('sendMessage', { retryAfter: 7, times: 2 })
    expect((await refused(send())).parameters.retry_after).toBe(7)
    expect((await refused(send())).error_code).toBe(429)
    server.failNext('*', { status: 502 })
    expect((await refused(send())).error_code).toBe(502)
    server.failNext('sendMessage', { reset: true })
    await expect(send()).rejects.toBeInstanceOf(HttpError)
    expect(siti.chat.messages).toHaveLength(1)
    server.failNext('sendMessage', { afterEffect: true })
    await expect(send()).rejects.toBeInstanceOf(HttpError)
    expect(siti.chat.messages).toHaveLength(2)
    await send()
    expect(server.calls.map(call => call.status)).toEqual([429, 429, 502, 0, 0, 200])
    expect(server.count429).toBe(2)
    server.assertClean()
  })

  it('answers 429 to a bot in a hurry', async () => {
    const { server, siti, bot } = await scene()
    const budi = server.person({ firstName: 'Budi' })
    await siti.starts()
    await budi.starts()
    server.limits = { perChatPerSecond: 1, perSecond: 2 }
    await bot.api.sendMessage(siti.id, '1')
    expect((await refused(bot.api.sendMessage(siti.id, '2'))).parameters.retry_after).toBe(1)
    await bot.api.sendMessage(budi.id, '3')
    expect(server.count429).toBe(1)
    await new Promise(resolve => setTimeout(resolve, 1050))
    await bot.api.sendMessage(siti.id, '4')
    server.assertClean()
  })
})

describe('a person', () => {
  it('sees only what is new since the last own act, and explains what is missing', async () => {
    const { siti, bot } = await scene()
    await siti.starts()
    await bot.api.sendMessage(siti.id, 'Lama')
    await siti.sees('Lama')
    await siti.writes('lanjut')
    await expect(siti.sees('Lama', { within: 50 })).rejects.toThrow(
      /waited 50 ms for Lama.*Rekan: Lama.*Siti: lanjut/s,
    )
    expect(await siti.sees(/^Lama/, { ever: true })).toMatchObject({ text: 'Lama' })
  })

  it('opens deep links, edits own words, is offered the menu of scope and language', async () => {
    const { server, siti, bot } = await scene()
    await siti.opens('https://t.me/rekan_bot?start=AB-12')
    expect(server.updates.at(-1)?.message?.text).toBe('/start AB-12')
    await expect(siti.starts('a b')).rejects.toThrow('no deep-link payload')
    const own = await siti.writes('salah ketik')
    await siti.edits(own, 'betul')
    expect(server.updates.at(-1)?.edited_message?.text).toBe('betul')
    const commands = (description: string) => [{ command: 'rapor', description }]
    await bot.api.setMyCommands(commands('Report'))
    await bot.api.setMyCommands(commands('Rapor'), { language_code: 'id' })
    expect(siti.menu()).toEqual(commands('Rapor'))
    await bot.api.setMyCommands(commands('Pribadi'), { scope: { type: 'chat', chat_id: siti.id } })
    expect(siti.menu()).toEqual(commands('Pribadi'))
    await bot.api.deleteMyCommands({ scope: { type: 'chat', chat_id: siti.id } })
    expect(await bot.api.getMyCommands({ language_code: 'id' })).toEqual(commands('Rapor'))
    await bot.api.setMyDescription('Kawan kerja', { language_code: 'id' })
    expect(await bot.api.getMyDescription({ language_code: 'id' })).toEqual({ description: 'Kawan kerja' })
    server.assertClean()
  })
})
