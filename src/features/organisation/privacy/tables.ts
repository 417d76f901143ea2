/**
 * THE list of what is stored about a person: each table with the columns that are theirs to see.
 * test/features/privacy/tables.test.ts holds it against the database: a new table that knows a person has to be named
 * here, or among those left out with the reason.
 */
export interface Stored {
  table: string
  /** The column that says whose it is. */
  whose: string
  /** What they see of it. Another person's id, and what others are promised to stay unnamed in, is left out (article 33). */
  columns: readonly string[]
  /** Rows that are not theirs to see yet are left out. */
  only?: string
  /** `whose` stands in this other table, which the column points to. */
  through?: { column: string; table: string }
}

export const STORED: readonly Stored[] = [
  {
    table: 'Person',
    whose: 'id',
    columns: [
      'nip',
      'name',
      'position',
      'status',
      'roles',
      'email',
      'birthDate',
      'startDate',
      'leftOn',
      'noticeSeen',
    ],
  },
  { table: 'Account', whose: 'personId', columns: ['channel', 'address', 'handle', 'linkedAt'] },
  {
    table: 'Preference',
    whose: 'personId',
    columns: ['locale', 'quietFrom', 'quietUntil', 'firstChannel', 'digest', 'publicKudos'],
  },
  { table: 'LinkingCode', whose: 'personId', columns: ['issuedAt', 'expiresAt', 'usedAt'] },
  { table: 'Delegation', whose: 'delegateId', columns: ['kind', 'fromDay', 'untilDay'] },
  { table: 'Delegation', whose: 'principalId', columns: ['kind', 'fromDay', 'untilDay'] },
  {
    table: 'Delivery',
    whose: 'personId',
    columns: ['notice', 'state', 'channel', 'createdAt', 'finishedAt'],
  },
  { table: 'Draft', whose: 'personId', columns: ['formId', 'answers', 'touchedAt'] },
  { table: 'Pointer', whose: 'personId', columns: ['createdAt', 'expiresAt', 'usedAt'] },
  {
    table: 'DataRequest',
    whose: 'personId',
    columns: ['kind', 'body', 'createdAt', 'decision', 'answer', 'answeredAt'],
  },
  { table: 'Kudos', whose: 'giverId', columns: ['value', 'message', 'createdAt', 'withdrawnAt', 'hiddenAt'] },
  { table: 'KudosReceiver', whose: 'personId', columns: ['kudosId', 'ranked', 'createdAt'] },
  { table: 'KudosStanding', whose: 'personId', columns: ['period', 'scope', 'value', 'received'] },
  { table: 'KudosReport', whose: 'reporterId', columns: ['reason', 'createdAt', 'resolvedAt'] },
  {
    table: 'Assignment',
    whose: 'personId',
    columns: ['quarter', 'excused', 'reason', 'doneAt', 'createdAt', 'updatedAt'],
  },
  {
    table: 'Appraisal',
    whose: 'personId',
    columns: [
      ...['quarter', 'version', 'attendance', 'attendanceComputed', 'attendanceFacts', 'attendanceReason'],
      ...['quality', 'initiative', 'results', 'behaviour', 'achievement', 'explanation', 'good', 'improve'],
      ...['nextStep', 'nextStepOn', 'trainingTitle', 'reason', 'createdAt', 'publishedAt'],
    ],
    only: '"publishedAt" IS NOT NULL',
  },
  { table: 'Receipt', whose: 'personId', columns: ['publishedAt', 'receivedAt', 'readAt', 'remindedAt'] },
  { table: 'AppraisalNote', whose: 'authorId', columns: ['kind', 'body', 'createdAt'] },
  {
    table: 'AppraisalNote',
    whose: 'personId',
    through: { column: 'assignmentId', table: 'Assignment' },
    columns: ['kind', 'body', 'createdAt'],
  },
  {
    table: 'Objection',
    whose: 'personId',
    columns: [
      ...[
        'year',
        'serial',
        'quarter',
        'reason',
        'fileName',
        'filedAt',
        'decision',
        'decisionReason',
        'decidedAt',
      ],
    ],
  },
  {
    table: 'ObjectionQuestion',
    whose: 'askedId',
    columns: ['question', 'askedAt', 'answer', 'answeredAt'],
  },
  {
    table: 'NextStep',
    whose: 'personId',
    columns: ['plannedOn', 'dueOn', 'state', 'postponed', 'answer', 'answeredAt', 'toldOn'],
  },
  {
    table: 'OngoingFeedback',
    whose: 'receiverId',
    columns: ['kind', 'value', 'targetName', 'situation', 'behaviour', 'impact', 'createdAt'],
  },
  {
    table: 'OngoingFeedback',
    whose: 'giverId',
    columns: ['kind', 'value', 'targetName', 'situation', 'behaviour', 'impact', 'createdAt'],
  },
  {
    table: 'AnonymousWords',
    whose: 'receiverId',
    columns: ['kind', 'situation', 'behaviour', 'impact', 'releasedOn'],
    only: '"releasedOn" IS NOT NULL',
  },
  { table: 'AnonymousVoice', whose: 'giverId', columns: ['giverId'] },
  { table: 'FeedbackRequest', whose: 'askerId', columns: ['topic', 'targetName', 'untilDay', 'createdAt'] },
  { table: 'FeedbackAsked', whose: 'personId', columns: ['state'] },
  { table: 'AttendanceDay', whose: 'personId', columns: ['day', 'code', 'arrived', 'left'] },
  {
    table: 'TrainingPlace',
    whose: 'personId',
    columns: [
      'trainingId',
      'state',
      'askedAt',
      'reason',
      'attendance',
      'attendedAt',
      'certificateName',
      'certificateNumber',
    ],
  },
  {
    table: 'OutsideTraining',
    whose: 'personId',
    columns: [
      'title',
      'provider',
      'hours',
      'endedOn',
      'fileName',
      'state',
      'reason',
      'decidedAt',
      'createdAt',
    ],
  },
  {
    table: 'Target',
    whose: 'personId',
    columns: [
      ...['quarter', 'state', 'result', 'indicator', 'aspect', 'unit', 'direction', 'value', 'weight'],
      ...['reportedValue', 'confirmedValue', 'reached', 'createdAt', 'updatedAt'],
    ],
  },
  {
    table: 'TargetProposal',
    whose: 'personId',
    through: { column: 'targetId', table: 'Target' },
    columns: ['targetId', 'kind', 'terms', 'side', 'state', 'decidedAt', 'reason', 'createdAt'],
  },
  {
    table: 'TargetProgress',
    whose: 'personId',
    through: { column: 'targetId', table: 'Target' },
    columns: ['targetId', 'value', 'note', 'evidenceName', 'state', 'decidedAt', 'reason', 'createdAt'],
  },
  { table: 'TrainingNeed', whose: 'personId', columns: ['criterion', 'source', 'createdAt'] },
  {
    table: 'Event',
    whose: 'makerId',
    columns: ['title', 'about', 'place', 'startsAt', 'endsAt', 'createdAt'],
  },
  { table: 'EventAnswer', whose: 'personId', columns: ['eventId', 'state', 'at', 'attended', 'rated'] },
  { table: 'EventMaker', whose: 'personId', columns: ['scope', 'at'] },
  { table: 'EventPhoto', whose: 'byId', columns: ['eventId', 'createdAt'] },
  { table: 'CoffeeMember', whose: 'personId', columns: ['at'] },
  { table: 'Celebration', whose: 'personId', columns: ['greeting', 'inGroup', 'at'] },
  // That somebody has answered; what they answered (PulseTally) knows no person and can be shown to nobody.
  { table: 'PulseAnswered', whose: 'personId', columns: ['month', 'question'] },
  { table: 'AwardCandidate', whose: 'personId', columns: ['rank', 'allReached', 'appraised', 'kudos'] },
  {
    table: 'Award',
    whose: 'personId',
    columns: [
      ...['quarter', 'title', 'name', 'position', 'unitName', 'reason', 'state', 'nominatedAt', 'decidedAt'],
      ...['numberText', 'announcedAt', 'withdrawnAt', 'withdrawnReason'],
    ],
    // What nobody has decided is no award yet: the person hears of it when it is.
    only: `"code" IS NOT NULL`,
  },
  { table: 'AuditEntry', whose: 'actorId', columns: ['at', 'action'] },
  { table: 'AuditEntry', whose: 'subject', columns: ['at', 'action'] },
]

/** Columns that name a person and are no part of what is stored about them, with the reason. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  'Person.appraiserId': 'names the appraiser; shown in /profil',
  'Import.byId': 'an act of office; it stands in the audit log',
  'Kudos.hiddenById': 'an act of office',
  'Appraisal.byId': 'an act of office; the person reads the appraisal itself',
  'Objection.appraiserId': 'an act of office; it stands in the audit log',
  'Objection.deciderId': 'an act of office',
  'Objection.namedById': 'an act of office',
  'Objection.toldId': 'an act of office',
  'Objection.decidedById': 'an act of office',
  'NextStep.toldId': 'names the appraiser',
  'AnonymousVoice.receiverId': 'says to whom somebody wrote without a name',
  'Assignment.appraiserId': 'an act of office',
  'Assignment.superiorId': 'an act of office',
  'AttendanceBatch.byId': 'an act of office; it stands in the audit log',
  'AttendanceDay.replacedById': 'names a file, not a person',
  'Training.createdById': 'an act of office; it stands in the audit log',
  'TrainingPlace.decidedById': 'an act of office',
  'OutsideTraining.decidedById': 'an act of office',
  'TargetProposal.byId': 'the side that proposed is told, not the person',
  'TargetProposal.decidedById': 'an act of office',
  'TargetProgress.decidedById': 'an act of office',
  'EventMaker.byId': 'an act of office',
  'Award.nominatedById': 'an act of office; it stands in the audit log',
  'Award.decidedById': 'an act of office; it stands in the audit log',
  'Award.withdrawnById': 'an act of office; it stands in the audit log',
  'DataRequest.answeredById': 'an act of office',
}
