import type { Action } from '../../../chat/contributions.ts'

/** Every button of the feature, so that cards can be made apart from what the buttons do. */
export interface Moves {
  board: Action<[string, string, string]>
  show: Action<[string]>
  propose: Action<[string, string]>
  change: Action<[string]>
  drop: Action<[string]>
  agree: Action<[string]>
  agreeAll: Action<[string, string]>
  decline: Action<[string]>
  copy: Action<[string, string]>
  report: Action<[string]>
  confirm: Action<[string]>
  askBack: Action<[string]>
  proof: Action<[string]>
  history: Action<[string]>
  team: Action<[string]>
}
