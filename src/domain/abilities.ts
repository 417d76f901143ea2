export type Role = 'employee' | 'appraiser' | 'officer' | 'leader' | 'administrator'

const everyone = ['employee'] as const
const officers = ['officer', 'administrator'] as const

/** Who may do what: the one table. The router asks it before any handler runs, and again on every press. */
export const abilities = {
  'chat.use': everyone,
  'chat.desk': officers,
  'people.profile': everyone,
  'people.import': officers,
  'people.codes': officers,
  'people.leave': officers,
  'people.delegate': officers,
  'attendance.mine': everyone,
  'attendance.import': officers,
  'attendance.rule': ['officer'],
  'people.roles': ['administrator'],
  'notify.settings': everyone,
  'notify.groups': officers,
  'appraisal.give': ['appraiser'],
  'appraisal.read': everyone,
  'feedback.use': everyone,
  'ongoing.use': everyone,
  'checkin.use': everyone,
  'objection.use': everyone,
  'objection.manage': ['officer'],
  'calendar.manage': ['officer'],
  'cycle.manage': ['officer'],
  'kudos.give': everyone,
  'kudos.report': everyone,
  'kudos.board': everyone,
  'kudos.moderate': ['officer'],
  'privacy.own': everyone,
  'privacy.answer': ['officer'],
  'events.use': everyone,
  'coffee.use': everyone,
  'celebrations.use': everyone,
  'pulse.use': everyone,
  'pulse.units': ['officer', 'leader'],
  'events.grant': ['officer'],
  'target.use': everyone,
  'target.team': ['appraiser'],
  'target.import': ['officer'],
  'training.use': everyone,
  'training.consent': ['appraiser'],
  'training.manage': ['officer'],
  'awards.read': everyone,
  'awards.manage': ['officer'],
  'awards.approve': ['leader'],
  'awards.settings': officers,
} as const satisfies Record<`${string}.${string}`, readonly Role[]>

/** `<feature>.<act>` */
export type Ability = keyof typeof abilities

export function may(roles: readonly Role[], can: Ability): boolean {
  const allowed: readonly Role[] = abilities[can]
  return roles.some(role => allowed.includes(role))
}
