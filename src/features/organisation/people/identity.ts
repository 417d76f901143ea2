/** Identity: the chat's questions about people, answered from the tables. */

import type { Inbound } from '../../../chat/channel.ts'
import type { Directory } from '../../../chat/forms/directory.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Identified, Identity } from '../../../chat/identity.ts'
import type { Address, Card, Reply } from '../../../chat/model.ts'
import { line, plain } from '../../../chat/ui/blocks.ts'
import { may } from '../../../domain/abilities.ts'
import type { Database } from '../../../platform/database/database.ts'
import { batchEach } from '../../../platform/jobs/batch.ts'
import type { Logger } from '../../../platform/observability/log.ts'
import type { Audit } from '../audit/api.ts'
import type { Linking } from './accounts/linking.ts'
import { guestCard, lockedCard, noticeCard, UNDERSTOOD, wrongCodeCard } from './cards.ts'
import { noPost, type Post } from './post.ts'
import {
  activeNames,
  callersAt,
  keptHandle,
  type MentionOn,
  namesLike,
  peopleMentioned,
  reachableAgain,
} from './repository.ts'
import { rolesOf } from './rules.ts'

export interface IdentityDeps {
  db: Database
  audit: Audit
  linking: Linking
  post?: Post
  log: Logger
  now(): Date
  /** The office day of an instant. */
  today(now: Date): string
  timeZone: string
  /** The e-mail address the platform has confirmed for an account, where accounts may be linked by it. */
  verifiedEmail?(from: Address): Promise<string | null>
  /** Whether a quarter names them as appraiser, besides whoever reports to them today. */
  appraises?(personId: string): Promise<boolean>
}

export function createIdentity({
  db,
  audit,
  linking,
  post = noPost,
  log,
  now,
  today,
  timeZone,
  verifiedEmail = async () => null,
  appraises = async () => false,
}: IdentityDeps): Omit<Identity, 'place'> {
  /** Those who write at the same time are looked up together. */
  const lookUp = batchEach((from: readonly Address[]) => callersAt(db.client, from, today(now())))
  const whoIs = batchEach((mentions: readonly MentionOn[]) => peopleMentioned(db.client, mentions))

  async function identify(from: Address, handle: string | undefined): Promise<Identified | null> {
    const account = await lookUp(from)
    if (!account) return null
    // Whoever writes can be reached again; a handle may have been changed meanwhile.
    if (account.unreachableAt) await reachableAgain(db, from, post, now())
    if (handle && keptHandle(handle) !== account.handle) await remember(from, keptHandle(handle))
    const { personId, name, unitId, locale, noticeSeen } = account
    const roles = rolesOf(account.roles, { appraises: account.appraises || (await appraises(personId)) })
    const actor = { personId, name, roles, unitId, locale, timeZone }
    return { actor, mustRead: noticeSeen ? null : noticeCard(name) }
  }

  async function remember({ channel, id }: Address, handle: string): Promise<void> {
    await db.client.account.updateMany({ where: { channel, address: id }, data: { handle } })
  }

  async function tryCode({ from, handle }: Inbound, typed: string, at: Date): Promise<Card> {
    const linked = await linking.link(from, handle, typed, at)
    if (linked.kind === 'locked') return lockedCard(linked.until)
    if (linked.kind === 'wrong') return wrongCodeCard(linked.triesLeft)
    return welcome(from, handle, linked.personId)
  }

  async function welcome(from: Address, handle: string | undefined, personId: string): Promise<Card> {
    log.info({ personId, channel: from.channel }, 'account linked')
    const known = await identify(from, handle)
    return known?.mustRead ?? plain(text('people:linked.title'), text('people:linked.again'))
  }

  /** Says how it came about, so that whoever it is not knows what to do. */
  async function tryEmail({ from, handle }: Inbound, at: Date): Promise<Card | null> {
    const email = await verifiedEmail(from).catch((err: unknown) => {
      log.warn({ err, channel: from.channel }, 'the e-mail address cannot be read')
      return null
    })
    const personId = email && (await linking.linkByEmail(from, handle, email, at))
    if (!personId) return null
    const { blocks, ...card } = await welcome(from, handle, personId)
    return { ...card, blocks: [line(text('people:linked.byEmail')), ...blocks] }
  }

  return {
    identify,
    may,
    ownAddress: linking.door,
    beforeReading: new Set([UNDERSTOOD]),
    anonymous: async (inbound, at): Promise<Exclude<Reply, { kind: 'form' }> | null> => {
      const { act, place } = inbound
      if (place.kind === 'group')
        return act.kind === 'command' || act.kind === 'press'
          ? { kind: 'toast', text: text('people:guest.group') }
          : null
      if (act.kind === 'command' && act.name === 'mulai' && act.rest.trim() !== '') {
        return { kind: 'card', card: await tryCode(inbound, act.rest, at) }
      }
      return { kind: 'card', card: (await tryEmail(inbound, at)) ?? guestCard() }
    },
    mentioned: async (channel, mentions) => {
      const found = await Promise.all(mentions.map(mention => whoIs({ channel, mention })))
      const people = [...new Set(found.filter(id => id !== null))]
      return { people, strangers: found.filter(id => id === null).length }
    },
    refused: async ({ actor, now: at }, can, act) => {
      log.warn({ personId: actor.personId, can, act }, 'refused')
      await db.transaction(tx =>
        audit.note(tx, {
          at,
          actorId: actor.personId,
          action: 'refused',
          subject: null,
          detail: { can, act },
        }),
      )
    },
  }
}

/** The people a form may ask about: those still in office, of the asker's unit or all. */
export function createDirectory(db: Database): Directory {
  const unitOf = (among: 'unit' | 'office', unitId: string) => (among === 'unit' ? { unitId } : {})
  return {
    find: async ({ actor }, typed, among, limit) => {
      const words = typed
        .replaceAll('@', ' ')
        .split(/\s+/)
        .filter(word => word !== '')
        .slice(0, 6)
      if (words.length === 0) return []
      const found = await namesLike(db.client, words, { ...unitOf(among, actor.unitId), limit: limit + 1 })
      // Two of the same name are told apart by their unit.
      return found
        .filter(({ id }) => id !== actor.personId)
        .slice(0, limit)
        .map(({ id, name, unitName }) => ({ value: id, label: `${name} · ${unitName}` }))
    },
    names: ({ actor }, ids, among) => activeNames(db.client, ids, unitOf(among, actor.unitId).unitId),
  }
}
