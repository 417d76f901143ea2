/** Updates as Telegram would post them, and how long each took until it was answered. */

import { SECRET } from './child.ts'
import { chatOf } from './office.ts'

let serial = 1

function user(index: number) {
  return { id: chatOf(index), is_bot: false, first_name: `Contoh ${index}`, language_code: 'id' }
}

function message(index: number, text: string, entities: object[]) {
  const from = user(index)
  const chat = { id: from.id, type: 'private', first_name: from.first_name }
  const update_id = ++serial
  return { update_id, message: { message_id: update_id, date: 1_790_000_000, chat, from, text, entities } }
}

/** `/perintah` from this person. */
export function command(index: number, name: string) {
  return message(index, `/${name}`, [{ type: 'bot_command', offset: 0, length: name.length + 1 }])
}

/** One person thanks another in one line. */
export function kudos(giver: number, receiver: number) {
  const name = `Contoh ${receiver}`
  const text = `/pujian ${name} terima kasih atas bantuannya hari ini #loyal`
  return message(giver, text, [
    { type: 'bot_command', offset: 0, length: 7 },
    { type: 'text_mention', offset: 8, length: name.length, user: user(receiver) },
  ])
}

export async function post(url: string, update: object): Promise<number> {
  const begun = performance.now()
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET },
    body: JSON.stringify(update),
  }
  // A connection that rested may be closed while we write on it: Telegram comes again then, and so do we, once.
  const answer = await fetch(url, request).catch(() => fetch(url, request))
  await answer.arrayBuffer()
  if (!answer.ok) throw new Error(`an update was answered ${answer.status}`)
  return performance.now() - begun
}

/** As many connections as Telegram opens to a webhook that asks for no other number (max_connections). */
const CONNECTIONS = 40

/** As fast as it goes, so many at once. @returns updates a second */
export async function flatOut(url: string, updates: readonly object[]): Promise<number> {
  const begun = performance.now()
  let next = 0
  const lane = async () => {
    for (let update = updates[next++]; update; update = updates[next++]) await post(url, update)
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, lane))
  return updates.length / ((performance.now() - begun) / 1000)
}

/** At a steady rate, whether answered or not. @returns how long each took (milliseconds) */
export async function steady(url: string, updates: readonly object[], perSecond: number): Promise<number[]> {
  const begun = performance.now()
  const answers: Promise<number>[] = []
  for (const update of updates) {
    const wait = begun + (answers.length * 1000) / perSecond - performance.now()
    if (wait > 0) await new Promise(resolve => setTimeout(resolve, wait))
    answers.push(post(url, update))
  }
  return Promise.all(answers)
}

export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}
