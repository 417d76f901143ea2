/** What participants thought: kept without saying whose it is, nor when it was given. */
import type { Tx } from '../../../../platform/database/database.ts'

export interface Opinion {
  useful: number
  trainer: number
  organised: number
  applied: string | null
}
export async function addOpinion(tx: Tx, row: Opinion & { id: string; trainingId: string }): Promise<void> {
  await tx.trainingEvaluation.create({ data: row })
}

/** In the order of what was said, not of who said it when. */
export async function opinions(tx: Tx, trainingId: string): Promise<Opinion[]> {
  return tx.trainingEvaluation.findMany({
    where: { trainingId },
    select: { useful: true, trainer: true, organised: true, applied: true },
    orderBy: [{ applied: 'asc' }, { useful: 'asc' }],
  })
}
