import type { Option, RequestContext } from '../model.ts'

type Among = 'unit' | 'office'

/** Port: the people a form may ask about. Implemented by features/organisation/people. */
export interface Directory {
  find(context: RequestContext, typed: string, among: Among, limit: number): Promise<Option[]>
  /** These people as they are offered, in this order; not the asker. */
  options(context: RequestContext, ids: readonly string[]): Promise<Option[]>
  /** Names of those ids that the asker may choose; an id that is missing here is no valid answer. */
  names(context: RequestContext, ids: readonly string[], among: Among): Promise<Record<string, string>>
}
