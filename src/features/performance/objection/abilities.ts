import type { Ability } from '../../../domain/abilities.ts'

export const USE = 'objection.use' satisfies Ability
export const MANAGE = 'objection.manage' satisfies Ability
