import { extensionPoint } from '../../../chat/extension-points.ts'
import type { Button } from '../../../chat/model.ts'
import type { Target } from './repository.ts'
/** A button of another feature below an agreed target of a quarter that is not closed; `own`: to its owner. */
export type TargetButton = (target: Pick<Target, 'id' | 'personId'>, own: boolean) => Button

export const targetButtons = extensionPoint<TargetButton>('targets.buttons', ['ask for feedback'])
