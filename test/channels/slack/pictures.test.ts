/** Pictures that are shown again and again are uploaded once; one that Slack no longer knows is uploaded anew. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { text } from '../../../src/chat/i18n/words.ts'
import type { FileRef } from '../../../src/chat/model.ts'
import { card, type Scripted, scripted } from './scripted.ts'

let place: Scripted
let file: FileRef
beforeAll(async () => {
  place = await scripted()
  file = await place.files.put({ name: 'papan.png', mime: 'image/png', bytes: new Uint8Array([1, 2, 3]) })
})
afterAll(() => place.close())
const board = (said: string) => card(said, { kind: 'file', file, alt: text('chat:help.title') })
const uploads = () => place.slack.callsTo('files.getUploadURLExternal').length
const to = () => ({ channel: 'slack', id: place.siti.id })

it('the same picture is uploaded once, for all messages and all their changes', async () => {
  const sent = await place.channel.send(to(), board('pertama'), 'id')
  await place.channel.send({ channel: 'slack', id: place.budi.id }, board('kedua'), 'id')
  for (const said of ['ketiga', 'keempat']) await place.channel.edit(to(), sent, board(said), 'id')
  expect(place.siti.last()).toContain('keempat')
  expect(uploads()).toBe(1)
  place.slack.assertClean()
})

it('one that Slack does not know any more is uploaded anew with the next try', async () => {
  const before = uploads()
  place.slack.failNext('chat.postMessage', { description: 'invalid_blocks', times: 5 })
  await expect(place.channel.send(to(), board('kelima'), 'id')).rejects.toBeInstanceOf(Error)
  await place.channel.send(to(), board('keenam'), 'id')
  expect(place.siti.last()).toContain('keenam')
  expect(uploads()).toBe(before + 1)
}, 30_000)
