/** The officer nominates: once for a kind, a quarter and a recipient. */
import { text } from '../../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../../chat/model.ts'
import { notInOwnMatter } from '../../../../chat/own-matter.ts'
import type { Quarter } from '../../../../domain/calendar/quarter.ts'
import type { Tx } from '../../../../platform/database/database.ts'
import * as kinds from '../kinds/repository.ts'
import type { Award } from '../repository.ts'
import * as repository from '../repository.ts'
import type { Kind } from '../rules.ts'
import { settingsOf } from '../setup/settings.ts'
import type { DecidingDeps } from './service.ts'

export interface Nomination {
  kindId: string
  quarter: Quarter
  recipient: { person: string } | { unit: string }
  reason: string
}

/** @throws Refusal when this recipient was nominated already, or the office has no name and signer for its certificates yet */
export async function nominate(
  { transact, ids, cycle, people, messages }: DecidingDeps,
  context: RequestContext,
  { kindId, quarter, recipient, reason }: Nomination,
): Promise<Award> {
  return transact(context, async work => {
    const { tx, now } = work
    await work.lock(`award.kind:${kindId}`)
    const before = await repository.awardOfRequest(tx, context.key)
    if (before) return before
    const kind = await givenKind(tx, cycle, { kindId, quarter })
    const { office, signerName } = await settingsOf(tx)
    if (!office || !signerName) throw new Refusal(text('awards:refused.setup'))
    const whose = await recipientOf(tx, people, { kind, recipient })
    notInOwnMatter(context, whose.personId)
    if (whose.personId === null && whose.unitId === context.actor.unitId)
      throw new Refusal(text('awards:refused.ownNomination'))
    if (await repository.alreadyNominated(tx, { kindId, quarter, ...whose }))
      throw new Refusal(text('awards:refused.twice'))
    const id = ids.next()
    await repository.addAward(tx, {
      id,
      requestKey: context.key,
      kindId,
      quarter,
      title: kind.name,
      ...whose,
      reason: reason.trim(),
      nominatedById: context.actor.personId,
      nominatedAt: now,
    })
    work.notify(...(await messages.asked(tx, id)))
    work.record({ action: 'award.nominated', subject: id })
    return repository.mustFindAward(tx, id)
  })
}

/** @throws Refusal for a kind that is given no more, or a quarter that is not published */
async function givenKind(
  tx: Tx,
  cycle: DecidingDeps['cycle'],
  { kindId, quarter }: Pick<Nomination, 'kindId' | 'quarter'>,
): Promise<Kind> {
  const kind = await kinds.kindById(tx, kindId)
  if (!kind || kind.retiredAt) throw new Refusal(text('awards:refused.retired'))
  const published = await cycle.published(tx)
  if (!published.some(one => one.quarter === quarter)) throw new Refusal(text('awards:refused.unpublished'))
  return kind
}

async function recipientOf(
  tx: Tx,
  people: DecidingDeps['people'],
  { kind, recipient }: { kind: Kind; recipient: Nomination['recipient'] },
) {
  if ('unit' in recipient) {
    const unit = await kinds.unitById(tx, recipient.unit)
    if (!unit || kind.forWhom !== 'unit') throw new Refusal(text('chat:refused.button'))
    return { personId: null, unitId: unit.id, name: unit.name, position: null, unitName: unit.name }
  }
  const person = await people.person(recipient.person, tx)
  if (kind.forWhom !== 'person') throw new Refusal(text('chat:refused.button'))
  if (person.left) throw new Refusal(text('awards:refused.left', { name: person.name }))
  const { id, unitId, unitName, name, position } = person
  return { personId: id, unitId, name, position, unitName }
}
