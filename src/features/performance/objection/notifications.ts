/** Notifications of an objection, by reader; each says how it stands when it is read. */

import type { Notification } from '../../../chat/contributions.ts'
import type { NotificationsDeps } from './notification-parts.ts'
import { deciderNotifications } from './notifications-decider.ts'
import { officerNotification } from './notifications-officer.ts'
import { partyNotifications } from './notifications-parties.ts'
import { reminderNotification, type WaitingFor } from './notifications-reminder.ts'

export const objectionNotifications = (deps: NotificationsDeps, waitingFor: WaitingFor): Notification[] => [
  ...partyNotifications(deps),
  ...deciderNotifications(deps),
  officerNotification(deps),
  reminderNotification(deps, waitingFor),
]
