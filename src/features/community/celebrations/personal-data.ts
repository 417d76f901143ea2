import { personalData } from '../../organisation/privacy/api.ts'

export const celebrationsPersonalData = personalData.contribute('celebrations', {
  tables: [
    { table: 'Celebration', position: 380, whose: 'personId', columns: ['greeting', 'inGroup', 'at'] },
  ],
})
