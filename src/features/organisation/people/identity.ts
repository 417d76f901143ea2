/** Identity: the chat's questions about people, answered from the tables. */

import type { Inbound } from '../../../chat/channel.ts'
import type { Directory } from '../../../chat/forms/directory.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Identified, Identity } from '../../../chat/identity.ts'
import type { Address, Card, Option } from '../../../chat/model.ts'
import { line, plain } from '../../../chat/ui/blocks.ts'
import { may } from '../../../domain/abilities.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import { toldApart } from '../../../domain/told-apart.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Prisma } from '../../../platform/generated/client.ts'
import { batchEach } from '../../../platform/jobs/batch.ts'
import type { Logger } from '../../../platform/observability/log.ts'
import type { Transact } from '../../../platform/unit-of-work.ts'
import type { Linking } from './accounts/linking.ts'
import { guestCard, lockedCard, noticeCard, UNDERSTOOD, wrongCodeCard } from './cards.ts'
import { createFinder } from './finding.ts'
import {
  activeNames,
  type Caller,
  type CallerRow,
  callers,
  keptHandle,
  type MentionOn,
  peopleById,
  peopleMentioned,
  reachableAgain,
} from './repository.ts'
import { rolesOf } from './rules.ts'

export interface IdentityDeps {
  db: Database
  clock: Pick<Clock, 'now'>
  log: Logger
  office: Office
  transact: Transact
  linking: Pick<Linking, 'link' | 'linkByEmail' | 'webAddress'>
  /** The e-mail address the platform has confirmed for an account, where accounts may be linked by it. */
  verifiedEmail(from: Address): Promise<string | null>
  /** SQL: whether a quarter names a person as appraiser, besides whoever reports to them today. */
  appraises(personId: Prisma.Sql): Prisma.Sql
  /** Answers the bot's coming into a group, or its going. */
  place: Identity['place']
}

export function createIdentity(deps: IdentityDeps): Identity {
  const { db, log, transact, linking } = deps
  const { identify, receive } = createIdentify(deps)
  const whoIs = batchEach((mentions: readonly MentionOn[]) => peopleMentioned(db.client, mentions))
  return {
    receive,
    identify,
    may,
    ownAddress: linking.webAddress,
    place: deps.place,
    beforeReading: new Set([UNDERSTOOD]),
    anonymous: createAnonymous(deps, identify),
    mentioned: async (channel, mentions) => {
      const found = await Promise.all(mentions.map(mention => whoIs({ channel, mention })))
      const people = [...new Set(found.filter(id => id !== null))]
      return { people, strangers: found.filter(id => id === null).length }
    },
    refused: async (context, can, act) => {
      log.warn({ personId: context.actor.personId, can, act }, 'refused')
      await transact(context, async work =>
        work.record({ action: 'refused', subject: null, detail: { can, act } }),
      )
    },
  }
}

function createIdentify({
  db,
  clock,
  office,
  transact,
  appraises,
}: IdentityDeps): Pick<Identity, 'identify' | 'receive'> {
  /** Those who write at the same time are looked up together. */
  const lookUp = batchEach((all: readonly Caller[]) =>
    callers(db.client, all, { today: office.today(clock.now()), appraises }),
  )

  async function remember({ channel, id }: Address, handle: string): Promise<void> {
    await transact({ now: clock.now() }, ({ tx }) =>
      tx.account.updateMany({ where: { channel, address: id }, data: { handle } }),
    )
  }

  async function identified(
    account: CallerRow,
    from: Address,
    handle: string | undefined,
  ): Promise<Identified> {
    // Whoever writes can be reached again; a handle may have been changed meanwhile.
    if (account.unreachableAt) await transact({ now: clock.now() }, work => reachableAgain(work, from))
    if (handle && keptHandle(handle) !== account.handle) await remember(from, keptHandle(handle))
    const { personId, name, unitId, locale, noticeSeen } = account
    const roles = rolesOf(account.roles, account)
    const actor = { personId, name, roles, unitId, locale, timeZone: office.zone }
    return { actor, mustRead: noticeSeen ? null : noticeCard(name) }
  }

  return {
    identify: async (from, handle) => {
      const { account } = await lookUp({ from })
      return account && identified(account, from, handle)
    },
    receive: async ({ key, from, handle, act }, now) => {
      const { answered, account } = await lookUp({ from, update: { key, at: now } })
      if (answered) return 'done'
      // That the bot came into a group, or was put out, says nothing about who can be reached.
      if (!account || act.kind === 'joined' || act.kind === 'left') return null
      return identified(account, from, handle)
    },
  }
}

/** What an account is answered that nobody has linked: a code or a confirmed address links it, else it learns nothing. */
function createAnonymous(
  { log, linking, verifiedEmail }: IdentityDeps,
  identify: Identity['identify'],
): Identity['anonymous'] {
  async function tryCode({ from, handle }: Inbound, typed: string, now: Date): Promise<Card> {
    const linked = await linking.link(from, handle, typed, now)
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
  async function tryEmail({ from, handle }: Inbound, now: Date): Promise<Card | null> {
    const email = await verifiedEmail(from).catch((err: unknown) => {
      log.warn({ err, channel: from.channel }, 'the e-mail address cannot be read')
      return null
    })
    const personId = email && (await linking.linkByEmail(from, handle, email, now))
    if (!personId) return null
    const { blocks, ...card } = await welcome(from, handle, personId)
    return { ...card, blocks: [line(text('people:linked.byEmail')), ...blocks] }
  }

  return async (inbound, now) => {
    const { act, place } = inbound
    if (place.kind === 'group')
      return act.kind === 'command' || act.kind === 'press'
        ? { kind: 'toast', text: text('people:guest.group') }
        : null
    if (act.kind === 'command' && act.name === 'mulai' && act.rest.trim() !== '')
      return { kind: 'card', card: await tryCode(inbound, act.rest, now) }
    return { kind: 'card', card: (await tryEmail(inbound, now)) ?? guestCard() }
  }
}

/** The people a form may ask about: those still in office, of the asker's unit or all. */
export function createDirectory(db: Database): Directory {
  const finder = createFinder(db)
  const unitOf = (among: 'unit' | 'office', unitId: string) => (among === 'unit' ? { unitId } : {})
  return {
    find: async ({ actor }, typed, among, limit) => {
      const query = typed.replaceAll('@', ' ').trim().slice(0, MAX_QUERY)
      if (query === '') return []
      const found = await finder.find(query, { ...unitOf(among, actor.unitId), limit: limit + 1 })
      const ids = found.map(({ id }) => id).filter(id => id !== actor.personId)
      return optionsFor(db, ids.slice(0, limit))
    },
    options: ({ actor }, ids) =>
      optionsFor(
        db,
        ids.filter(id => id !== actor.personId),
      ),
    names: ({ actor }, ids, among) => activeNames(db.client, ids, unitOf(among, actor.unitId).unitId),
  }
}

/** Longest name, in characters, that is looked for. */
const MAX_QUERY = 200

/** Buttons for these people, in this order; those of one name are told apart. */
async function optionsFor(db: Database, ids: readonly string[]): Promise<Option[]> {
  const people = new Map((await peopleById(db.client, ids)).map(person => [person.id, person]))
  const there = ids.flatMap(id => people.get(id) ?? [])
  const labels = toldApart(there)
  return there.map(({ id, name }, at) => ({ value: id, label: labels[at] ?? name }))
}
