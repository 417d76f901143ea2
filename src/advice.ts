/** An appraisal's weakest criterion suggests trainings, and is counted where trainings are planned. */
import { type Appraisal, weakest } from './features/performance/appraisal/api.ts'
import type { createAppraisal } from './features/performance/appraisal/index.ts'
import { bandOf } from './features/performance/cycle/api.ts'
import type { TrainingDoor } from './features/performance/training/index.ts'

/** Scores of the highest band need no training. */
const HIGHEST = 4

function criterionOf(appraisal: Appraisal) {
  const criterion = weakest(appraisal)
  return bandOf(appraisal[criterion]) < HIGHEST ? criterion : null
}

/** Adds to what the appraisal's ports do already, once both features are built. */
export function adviseTraining(
  { ports, access }: ReturnType<typeof createAppraisal>,
  training: TrainingDoor,
  clock: { now(): Date },
): void {
  const { tell, published } = ports
  ports.trainings = async (criterion, personId, now) =>
    (await training.trainingsFor(criterion, personId, now)).map(({ training: { id, title } }) => ({
      id,
      title,
    }))
  ports.tell = async (told, id, locale) => {
    const appraisal = await access.appraisal(id)
    const criterion = appraisal && criterionOf(appraisal)
    if (!criterion) return tell(told, id, locale)
    const more = await training.suggestions(criterion, appraisal.personId, clock.now())
    return tell({ ...told, said: [...told.said, ...more] }, id, locale)
  }
  ports.published = async (tx, one, now) => {
    await published(tx, one, now)
    const appraisal = await access.latest(one.assignmentId, tx)
    const criterion = appraisal && criterionOf(appraisal)
    const key = `appraisal:${one.assignmentId}`
    if (criterion)
      await training.noteNeed(tx, { key, personId: one.personId, criterion, source: 'appraisal' }, now)
    else await training.dropNeed(tx, key)
  }
}
