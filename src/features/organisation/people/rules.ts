import type { Role } from '../../../domain/abilities.ts'
import { addDays, type OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { LockoutRule } from '../../../domain/lockout.ts'

/** Roles that are given; employee is everyone, appraiser follows from who reports to whom. */
export const GIVEN_ROLES = ['officer', 'leader', 'administrator'] as const
export type GivenRole = (typeof GIVEN_ROLES)[number]

export const isGivenRole = (role: string): role is GivenRole =>
  (GIVEN_ROLES as readonly string[]).includes(role)

/** What somebody may act as today. */
export function rolesOf(given: readonly string[], { appraises }: { appraises: boolean }): Role[] {
  return ['employee', ...given.filter(isGivenRole), ...(appraises ? (['appraiser'] as const) : [])]
}

/** Letters and digits that are not mistaken for each other on paper: no I, L, O, 0, 1. */
export const CODE_ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
export const CODE_LENGTH = 10
/** A code is good for this many days. */
export const CODE_DAYS = 7
/** Wrong codes an account may try before it has to wait for a day. */
export const CODE_LOCKOUT: LockoutRule = { maxTries: 5, lockMinutes: 24 * 60 }

/** What somebody typed as a code: spaces, hyphens and small letters are how people copy from paper. */
export function readCode(typed: string): string | null {
  const code = typed.toUpperCase().replaceAll(/[\s-]/g, '')
  return code.length === CODE_LENGTH && [...code].every(letter => CODE_ALPHABET.includes(letter))
    ? code
    : null
}

/** In two groups of five, as it is printed. */
export const printedCode = (code: string) => `${code.slice(0, 5)}-${code.slice(5)}`

/** Numbers of civil servants; the first administrator is an office, not a person of the list. */
export const isListed = ({ nip }: { nip: string }) => /^\d{18}$/.test(nip)

export const DELEGATION_KINDS = ['plt', 'plh'] as const
export interface Delegation {
  /** Plt.: the post is vacant. Plh.: its holder is away. */
  kind: (typeof DELEGATION_KINDS)[number]
  principalId: string
  delegateId: string
  /** Both days included. */
  fromDay: OfficeDay
  untilDay: OfficeDay
}
export type DelegationProblem = 'self' | 'order' | 'past' | 'long' | 'overlap' | 'gone'

/** Longest delegation (days); a Plt. is named for three months and once more (SE BKN 1/SE/I/2021). */
export const MAX_DELEGATION_DAYS = 366

/** @returns why it may not be written down, or null */
export function delegationProblem(
  { principalId, delegateId, fromDay, untilDay }: Delegation,
  others: readonly Pick<Delegation, 'fromDay' | 'untilDay'>[],
  today: OfficeDay,
): DelegationProblem | null {
  if (principalId === delegateId) return 'self'
  if (untilDay < fromDay) return 'order'
  if (untilDay < today) return 'past'
  if (untilDay > addDays(fromDay, MAX_DELEGATION_DAYS)) return 'long'
  return others.some(other => other.fromDay <= untilDay && fromDay <= other.untilDay) ? 'overlap' : null
}
