import { personalData } from '../privacy/api.ts'

export const peoplePersonalData = personalData.contribute('people', {
  tables: [
    {
      table: 'Person',
      position: 10,
      whose: 'id',
      columns: [
        'nip',
        'name',
        'position',
        'status',
        'partTime',
        'roles',
        'email',
        'birthDate',
        'startDate',
        'leftOn',
        'noticeSeen',
      ],
    },
    {
      table: 'Account',
      position: 20,
      whose: 'personId',
      columns: ['channel', 'address', 'handle', 'linkedAt'],
    },
    { table: 'LinkingCode', position: 40, whose: 'personId', columns: ['issuedAt', 'expiresAt', 'usedAt'] },
    { table: 'Delegation', position: 50, whose: 'delegateId', columns: ['kind', 'fromDay', 'untilDay'] },
    { table: 'Delegation', position: 50, whose: 'principalId', columns: ['kind', 'fromDay', 'untilDay'] },
  ],
  leftOut: {
    'Person.appraiserId': 'names the appraiser; shown in /profil',
    'Import.byId': 'an act of office; it stands in the audit log',
    'ImportChange.subject': 'the same data as it was, for a day at most, to take an import back',
  },
})
