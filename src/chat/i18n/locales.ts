/** Every namespace of words: one line a feature and language. Indonesian is the source and gives the types. */
import enAppraisal from '../../../locales/en/appraisal.json' with { type: 'json' }
import enAttendance from '../../../locales/en/attendance.json' with { type: 'json' }
import enAwards from '../../../locales/en/awards.json' with { type: 'json' }
import enCalendar from '../../../locales/en/calendar.json' with { type: 'json' }
import enCelebrations from '../../../locales/en/celebrations.json' with { type: 'json' }
import enChat from '../../../locales/en/chat.json' with { type: 'json' }
import enCheckin from '../../../locales/en/checkin.json' with { type: 'json' }
import enCoffee from '../../../locales/en/coffee.json' with { type: 'json' }
import enCommand from '../../../locales/en/command.json' with { type: 'json' }
import enCycle from '../../../locales/en/cycle.json' with { type: 'json' }
import enDataku from '../../../locales/en/dataku.json' with { type: 'json' }
import enEvents from '../../../locales/en/events.json' with { type: 'json' }
import enFeedback from '../../../locales/en/feedback.json' with { type: 'json' }
import enForm from '../../../locales/en/form.json' with { type: 'json' }
import enKudos from '../../../locales/en/kudos.json' with { type: 'json' }
import enNotify from '../../../locales/en/notify.json' with { type: 'json' }
import enObjection from '../../../locales/en/objection.json' with { type: 'json' }
import enOngoing from '../../../locales/en/ongoing.json' with { type: 'json' }
import enPeople from '../../../locales/en/people.json' with { type: 'json' }
import enPrivacy from '../../../locales/en/privacy.json' with { type: 'json' }
import enPulse from '../../../locales/en/pulse.json' with { type: 'json' }
import enSheet from '../../../locales/en/sheet.json' with { type: 'json' }
import enShort from '../../../locales/en/short.json' with { type: 'json' }
import enSlack from '../../../locales/en/slack.json' with { type: 'json' }
import enTargets from '../../../locales/en/targets.json' with { type: 'json' }
import enTelegram from '../../../locales/en/telegram.json' with { type: 'json' }
import enTraining from '../../../locales/en/training.json' with { type: 'json' }
import enWeb from '../../../locales/en/web.json' with { type: 'json' }
import idAppraisal from '../../../locales/id/appraisal.json' with { type: 'json' }
import idAttendance from '../../../locales/id/attendance.json' with { type: 'json' }
import idAwards from '../../../locales/id/awards.json' with { type: 'json' }
import idCalendar from '../../../locales/id/calendar.json' with { type: 'json' }
import idCelebrations from '../../../locales/id/celebrations.json' with { type: 'json' }
import idChat from '../../../locales/id/chat.json' with { type: 'json' }
import idCheckin from '../../../locales/id/checkin.json' with { type: 'json' }
import idCoffee from '../../../locales/id/coffee.json' with { type: 'json' }
import idCommand from '../../../locales/id/command.json' with { type: 'json' }
import idCycle from '../../../locales/id/cycle.json' with { type: 'json' }
import idDataku from '../../../locales/id/dataku.json' with { type: 'json' }
import idEvents from '../../../locales/id/events.json' with { type: 'json' }
import idFeedback from '../../../locales/id/feedback.json' with { type: 'json' }
import idForm from '../../../locales/id/form.json' with { type: 'json' }
import idKudos from '../../../locales/id/kudos.json' with { type: 'json' }
import idNotify from '../../../locales/id/notify.json' with { type: 'json' }
import idObjection from '../../../locales/id/objection.json' with { type: 'json' }
import idOngoing from '../../../locales/id/ongoing.json' with { type: 'json' }
import idPeople from '../../../locales/id/people.json' with { type: 'json' }
import idPrivacy from '../../../locales/id/privacy.json' with { type: 'json' }
import idPulse from '../../../locales/id/pulse.json' with { type: 'json' }
import idSheet from '../../../locales/id/sheet.json' with { type: 'json' }
import idShort from '../../../locales/id/short.json' with { type: 'json' }
import idSlack from '../../../locales/id/slack.json' with { type: 'json' }
import idTargets from '../../../locales/id/targets.json' with { type: 'json' }
import idTelegram from '../../../locales/id/telegram.json' with { type: 'json' }
import idTraining from '../../../locales/id/training.json' with { type: 'json' }
import idWeb from '../../../locales/id/web.json' with { type: 'json' }

const id = {
  attendance: idAttendance,
  awards: idAwards,
  chat: idChat,
  form: idForm,
  calendar: idCalendar,
  people: idPeople,
  privacy: idPrivacy,
  dataku: idDataku,
  notify: idNotify,
  cycle: idCycle,
  appraisal: idAppraisal,
  checkin: idCheckin,
  feedback: idFeedback,
  ongoing: idOngoing,
  objection: idObjection,
  kudos: idKudos,
  events: idEvents,
  coffee: idCoffee,
  celebrations: idCelebrations,
  pulse: idPulse,
  sheet: idSheet,
  short: idShort,
  command: idCommand,
  telegram: idTelegram,
  targets: idTargets,
  training: idTraining,
  slack: idSlack,
  web: idWeb,
}
const en = {
  attendance: enAttendance,
  awards: enAwards,
  chat: enChat,
  form: enForm,
  calendar: enCalendar,
  people: enPeople,
  privacy: enPrivacy,
  dataku: enDataku,
  notify: enNotify,
  cycle: enCycle,
  appraisal: enAppraisal,
  checkin: enCheckin,
  feedback: enFeedback,
  ongoing: enOngoing,
  objection: enObjection,
  kudos: enKudos,
  events: enEvents,
  coffee: enCoffee,
  celebrations: enCelebrations,
  pulse: enPulse,
  sheet: enSheet,
  short: enShort,
  command: enCommand,
  telegram: enTelegram,
  targets: enTargets,
  training: enTraining,
  slack: enSlack,
  web: enWeb,
}

export const resources = { id, en }
export type Source = typeof id
