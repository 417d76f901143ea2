/** Who imports people, and what all parts of an import share. */
import type { Actor } from '../../../../chat/model.ts'
import type { Office } from '../../../../domain/calendar/office.ts'
import type { Database } from '../../../../platform/database/database.ts'
import type { Files } from '../../../../platform/files/files.ts'
import type { Ids } from '../../../../platform/ids.ts'
import type { Transact, WorkContext } from '../../../../platform/unit-of-work.ts'

export interface ImportDeps {
  db: Database
  ids: Ids
  files: Files
  office: Office
  transact: Transact
}

/** Who imports, and when: an officer, or the shell (which is the operator's), where there is no actor. */
export interface Importer extends WorkContext {
  readonly actor?: Pick<Actor, 'personId' | 'roles'>
}

/** One import, or form that changes units, at a time. */
export const IMPORT_LOCK = 'people.import'
export const idOf = ({ actor }: Importer): string | null => actor?.personId ?? null
export const isAdministrator = ({ actor }: Importer): boolean =>
  !actor || actor.roles.includes('administrator')
