/** Use cases that write what others write too, to be tried two at a time. */
import type { Place } from '../support/objection.ts'

const DAY = 24 * 60 * 60 * 1000

/** A use case: what has to be so before, the act itself, and what must be so afterwards. */
export interface UseCase {
  name: string
  prepare(place: Place): Promise<void>
  act(place: Place): Promise<unknown>
  done(place: Place): Promise<boolean>
}

/** Fills in the form of one question up to the last look; the act is the tap on “Kirim”. */
const written =
  (who: 'siti' | 'karta' | 'budi', verb: string, args: string[], words: string) => async (place: Place) => {
    await place.cast[who].presses(verb, ...args)
    await place.cast[who].writes(words)
  }
const sends = (who: 'siti' | 'karta' | 'budi' | 'rahmat') => (place: Place) => place.cast[who].taps('Kirim')

export function useCases({ appraisalId, assignmentId, objectionId, targetId }: Ids): UseCase[] {
  let asked = 0
  return [
    {
      name: 'answer the result',
      prepare: async place => {
        await place.db.client.appraisalNote.deleteMany({ where: { appraisalId } })
        await written('siti', 'feedback.answer', [appraisalId], 'Terima kasih atas penilaiannya, Pak.')(place)
      },
      act: sends('siti'),
      done: async ({ db }) => (await db.client.appraisalNote.count({ where: { appraisalId } })) === 1,
    },
    {
      name: 'ask for an explanation',
      prepare: async place => {
        asked = await place.db.client.objectionQuestion.count({ where: { objectionId } })
        await written(
          'karta',
          'objection.ask',
          [objectionId, 'employee'],
          'Usulan mana yang dimaksud?',
        )(place)
      },
      act: sends('karta'),
      done: async ({ db }) =>
        (await db.client.objectionQuestion.count({ where: { objectionId } })) === asked + 1,
    },
    {
      name: 'read the result',
      prepare: async ({ db }) =>
        void (await db.client.receipt.update({ where: { appraisalId }, data: { readAt: null } })),
      act: ({ cast }) => cast.siti.presses('feedback.read', appraisalId),
      done: async ({ db }) =>
        (await db.client.receipt.findUniqueOrThrow({ where: { appraisalId } })).readAt !== null,
    },
    {
      name: 'say that the next step is done',
      prepare: async ({ db }) =>
        void (await db.client.nextStep.update({
          where: { assignmentId },
          data: { state: 'asked', answer: null },
        })),
      act: ({ cast }) => cast.siti.presses('checkin.done', assignmentId),
      done: async ({ db }) =>
        (await db.client.nextStep.findUniqueOrThrow({ where: { assignmentId } })).answer === 'done',
    },
    {
      name: 'look at the objection',
      prepare: async () => {},
      act: ({ cast }) => cast.karta.presses('objection.show', objectionId),
      done: async ({ cast }) => cast.karta.answer().includes('KEB-'),
    },
    {
      name: 'look at the report',
      prepare: async () => {},
      act: ({ cast }) => cast.budi.presses('appraisal.report', assignmentId),
      done: async ({ cast }) => cast.budi.messages().some(({ plain }) => plain.includes('Siti')),
    },
    ...afar({ objectionId, targetId }),
    {
      name: 'everything that is due',
      prepare: async () => {},
      act: async ({ app, clock }) => {
        for (const { run } of app.registry.ticks) await run(clock.now())
      },
      done: async () => true,
    },
  ]
}

/** Of other features, or of the other side: what they write is counted, told and noted like all the rest. */
function afar({ objectionId, targetId }: Pick<Ids, 'objectionId' | 'targetId'>): UseCase[] {
  let questionId = ''
  let given = 0
  let reported = 0
  return [
    {
      name: 'explain to the decider',
      prepare: async place => {
        const { karta } = place.cast
        await written(
          'karta',
          'objection.ask',
          [objectionId, 'appraiser'],
          'Usulan mana yang dinilai?',
        )(place)
        await karta.taps('Kirim')
        const question = await place.db.client.objectionQuestion.findFirstOrThrow({
          where: { objectionId, askedId: 'budi', answeredAt: null },
        })
        questionId = question.id
        await written('budi', 'objection.explain', [questionId], 'Usulan bulan Oktober sudah dinilai.')(place)
      },
      act: sends('budi'),
      done: async ({ db }) =>
        (await db.client.objectionQuestion.findUniqueOrThrow({ where: { id: questionId } })).answeredAt !==
        null,
    },
    {
      name: 'give kudos',
      prepare: async ({ db, clock }) => {
        given = await db.client.kudos.count()
        // One may thank the same person once a day.
        const createdAt = new Date(clock.now().getTime() - 10 * DAY)
        await db.client.kudos.updateMany({ data: { createdAt } })
        await db.client.kudosReceiver.updateMany({ data: { createdAt } })
      },
      act: ({ cast }) =>
        cast.olga.commands(`/pujian Terima kasih atas bantuan nomor ${given} kemarin sore #loyal`, {
          mentions: ['siti'],
        }),
      done: async ({ db }) => (await db.client.kudos.count()) === given + 1,
    },
    {
      name: 'report on a target',
      prepare: async ({ db, cast }) => {
        reported = await db.client.targetProgress.count({ where: { targetId } })
        await cast.rahmat.presses('target.report', targetId)
        await cast.rahmat.fills({ 'Layanan selesai: berapa berkas sampai hari ini?': String(reported + 1) })
      },
      act: sends('rahmat'),
      done: async ({ db }) =>
        (await db.client.targetProgress.count({ where: { targetId } })) === reported + 1,
    },
  ]
}

export interface Ids {
  targetId: string
  appraisalId: string
  assignmentId: string
  objectionId: string
}
