/** The real grammY against the test server: files, people, groups, and bad days. */

import { type Context, HttpError, InlineKeyboard, InputFile } from 'grammy'
import { describe, expect, it } from 'vitest'
import { PICTURE, poll, refused, scene } from './fixtures.ts'

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
