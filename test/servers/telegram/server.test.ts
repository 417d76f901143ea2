/** The real grammY against the test server: polling, buttons, edits. */

import { Bot, type GrammyError, InlineKeyboard, InputFile } from 'grammy'
import { describe, expect, it } from 'vitest'
import { PICTURE, poll, refused, scene } from './fixtures.ts'

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
